"""How an announcement goes, as a page for staff that keeps itself up to date."""

from dataclasses import dataclass
from pathlib import Path

from aiohttp import web
from limits import RateLimitItemPerMinute
from limits.aio.strategies import MovingWindowRateLimiter

from bot.channels.form_replies import json_reply
from bot.channels.form_visitors import Visitors
from bot.channels.web_guard import policy
from handlers.broadcast.gone_out import NotGoneOut
from handlers.broadcast.watching import texts
from handlers.broadcast.watching.progress import Progress
from handlers.broadcast.watching.service import Watching
from handlers.errors import SENTENCES
from handlers.rights import NotForThisRole

PAGE = Path(__file__).parent / "page" / "progress" / "progress.html"
FRAMED_BY = "https://web.telegram.org"
REQUESTS = RateLimitItemPerMinute(120)
TOO_OFTEN = "看得太频繁了，请一分钟后再打开。"
ID = "{id:[0-9a-f]{32}}"


@dataclass(frozen=True, kw_only=True)
class ProgressPages:
    """The page, and the one request it makes again and again."""

    visitors: Visitors
    watching: Watching
    limiter: MovingWindowRateLimiter

    def routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.get(f"/sending/{ID}", self.page),
            web.get(f"/api/sending/{ID}", self.look),
        ]

    async def page(self, request: web.Request) -> web.StreamResponse:
        """The same for everybody: what there is to see comes by the other request."""
        framed = FRAMED_BY if self.visitors.telegram else "'none'"
        headers = {"Content-Security-Policy": policy(request.host, framed_by=framed)}
        return web.FileResponse(PAGE, headers=headers)

    async def look(self, request: web.Request) -> web.StreamResponse:
        visitor = await self.visitors.required(request)
        if not await self.limiter.hit(REQUESTS, "sending", f"{visitor.door} {visitor.account}"):
            raise web.HTTPTooManyRequests(text=TOO_OFTEN)
        async with self.visitors.reading(visitor) as desk:
            try:
                found = await self.watching.progress(desk, request.match_info["id"])
            except NotForThisRole as error:
                raise web.HTTPForbidden(text=SENTENCES[NotForThisRole]) from error
            except NotGoneOut as error:
                raise web.HTTPNotFound(text=SENTENCES[NotGoneOut]) from error
        return json_reply(shown(found))


def shown(found: Progress) -> dict[str, object]:
    """In words: the page only puts them in their places."""
    return {
        "title": found.broadcast.title,
        "state": texts.state(found),
        "percent": found.percent,
        "line": texts.line(found),
        "over": found.is_over,
    }
