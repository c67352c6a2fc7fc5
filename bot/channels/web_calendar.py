"""Calendars over the web: one's own by a secret address, everybody's by an open one."""

from dataclasses import dataclass

from aiohttp import web
from limits import RateLimitItemPerMinute
from limits.aio.strategies import MovingWindowRateLimiter

from handlers.agenda.calendar.service import PATH, CalendarFeeds
from storage.archive import Archive
from storage.clock import Clock
from storage.engine import Database

REQUESTS = RateLimitItemPerMinute(300)  # one address may be a proxy for everybody
TOO_OFTEN = "请求太频繁了，请一分钟后再试。"
TYPE = "text/calendar"
# What somebody may not see any more must not be shown from anywhere on the way.
PRIVATE, PUBLIC = "private, no-cache", "public, max-age=900"
LONGEST = 100


@dataclass(frozen=True, kw_only=True)
class CalendarPages:
    """Two addresses; who asks shows nothing but what is in them."""

    database: Database
    clock: Clock
    feeds: CalendarFeeds
    limiter: MovingWindowRateLimiter

    def routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.get(f"{PATH}/events.ics", self.public),
            web.get(f"{PATH}/{{secret:[A-Za-z0-9_-]{{43}}}}.ics", self.private),
        ]

    async def private(self, request: web.Request) -> web.StreamResponse:
        """The same answer for an address that never was and for one that was renewed."""
        await self._unhurried(request)
        async with self.database.reading() as work:
            secret = request.match_info["secret"]
            found = await self.feeds.private(Archive(work), secret, self.clock.now())
        if found is None:
            raise web.HTTPNotFound
        return _reply(found, PRIVATE)

    async def public(self, request: web.Request) -> web.StreamResponse:
        await self._unhurried(request)
        wanted = {
            name: request.query.get(name, "").replace("\x00", "")[:LONGEST]
            for name in ("discipline", "city")
        }
        async with self.database.reading() as work:
            found = await self.feeds.public(Archive(work), self.clock.now(), **wanted)
        return _reply(found, PUBLIC)

    async def _unhurried(self, request: web.Request) -> None:
        if not await self.limiter.hit(REQUESTS, "calendars", request.remote or ""):
            raise web.HTTPTooManyRequests(text=TOO_OFTEN)


def _reply(content: bytes, caching: str) -> web.Response:
    response = web.Response(body=content, content_type=TYPE, charset="utf-8")
    response.headers["Cache-Control"] = caching
    return response
