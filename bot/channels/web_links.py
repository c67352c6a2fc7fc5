"""Links of announcements: the click is noted, and the browser goes on to what was announced."""

from dataclasses import dataclass
from http import HTTPStatus

from aiohttp import web
from limits import RateLimitItemPerMinute
from limits.aio.strategies import MovingWindowRateLimiter

from handlers.tracked import PATH, LinkForged, Tracking, target_of
from storage.archive import Archive
from storage.broadcasts import Broadcast, BroadcastState
from storage.clock import Clock
from storage.engine import Database
from storage.recipients import Recipient

AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
CLICKS = RateLimitItemPerMinute(600)  # one address may be a whole institute
TOO_OFTEN = "打开链接的人有点多，请一分钟后再打开。"
UNKNOWN = "这个链接不完整，或者已经不用了。请回到收到的通知里再点一次。"
WITHDRAWN = "这条通知已经撤回，链接也不再用了。"


@dataclass(frozen=True, kw_only=True)
class TrackedLinks:
    """Leads nowhere but to addresses that stand in an announcement."""

    database: Database
    clock: Clock
    tracking: Tracking
    limiter: MovingWindowRateLimiter

    def routes(self) -> list[web.AbstractRouteDef]:
        """Whoever only looks whether there is something (HEAD) has not clicked."""
        return [web.get(f"{PATH}{{token}}", self.follow, allow_head=False)]

    async def follow(self, request: web.Request) -> web.StreamResponse:
        if not await self.limiter.hit(CLICKS, "clicks", request.remote or ""):
            raise web.HTTPTooManyRequests(text=TOO_OFTEN)
        try:
            recipient_id, button = self.tracking.read(request.match_info["token"])
        except LinkForged as error:
            raise web.HTTPNotFound(text=UNKNOWN) from error
        target = await self._target(recipient_id, button, is_click=not _looks_ahead(request))
        headers = {"Location": target, "Cache-Control": "no-store"}
        return web.Response(status=HTTPStatus.FOUND, headers=headers)

    async def _target(self, recipient_id: int, button: int, *, is_click: bool) -> str:
        """Where it leads; that somebody follows it also says that they read it."""
        if not is_click:
            async with self.database.reading() as work:
                _, broadcast, target = await _found(Archive(work), recipient_id, button)
            _must_stand(broadcast)
            return target
        now = self.clock.now()
        async with self.database.writing() as work:
            archive = Archive(work)
            recipient, broadcast, target = await _found(archive, recipient_id, button)
            _must_stand(broadcast)
            await archive.recipients.press(recipient.id, button, now)
            if recipient.person_id:
                await archive.recipients.mark_read(broadcast.id, recipient.person_id, now)
        return target


def _looks_ahead(request: web.Request) -> bool:
    """A browser or a chat that fetches it in case somebody should press."""
    said = " ".join(request.headers.get(name, "") for name in AHEAD).lower()
    return any(word in said for word in ("prefetch", "preview", "prerender"))


def _must_stand(broadcast: Broadcast) -> None:
    if broadcast.state is BroadcastState.WITHDRAWN:
        raise web.HTTPGone(text=WITHDRAWN)


async def _found(
    archive: Archive, recipient_id: int, button: int
) -> tuple[Recipient, Broadcast, str]:
    recipient = await archive.recipients.by_id(recipient_id)
    broadcast = await archive.broadcasts.get(recipient.broadcast_id) if recipient else None
    target = target_of(broadcast, button) if broadcast else None
    if recipient is None or broadcast is None or target is None:
        raise web.HTTPNotFound(text=UNKNOWN)
    return recipient, broadcast, target
