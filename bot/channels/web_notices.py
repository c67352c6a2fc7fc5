"""Pages of notices: opened by a cookie, by a link from Telegram, or by anybody who may."""

import asyncio
from dataclasses import dataclass
from urllib.parse import quote

from aiohttp import web
from limits import RateLimitItemPerMinute
from limits.aio.strategies import MovingWindowRateLimiter

from bot.channels.form_visitors import Visitors
from bot.channels.notice_links import PASS, NoticePasses
from bot.channels.notice_page import Marks, html_of
from bot.channels.web_session import WEB_BOT_ID
from handlers.attachments import safe_name
from handlers.notices.pages.errors import NothingToRead
from handlers.notices.pages.service import NoticePages
from handlers.notices.pages.texts import NOTHING, TOO_OFTEN
from knowledge.notice import Audience
from storage.archive import Archive
from storage.files import ContentGone
from storage.people import Person

REQUESTS = RateLimitItemPerMinute(600)  # one address may be a whole institute
ID = "{id:[0-9A-Za-z_-]{1,64}}"
# What somebody may not read any more must not be shown from anywhere on the way.
PRIVATE, PUBLIC = "private, no-store", "private, no-cache"


@dataclass(frozen=True, kw_only=True)
class NoticeRoutes:
    """Two addresses; the same sentence for what is not there and for what may not be read."""

    visitors: Visitors
    pages: NoticePages
    passes: NoticePasses
    limiter: MovingWindowRateLimiter

    def routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.get(f"/notices/{ID}", self.page),
            web.get(f"/notices/{ID}/file", self.file),
        ]

    async def page(self, request: web.Request) -> web.StreamResponse:
        await self._unhurried(request)
        identity, now = request.match_info["id"], self.visitors.clock.now()
        known = await self.visitors.known(request)
        async with self.visitors.database.reading() as work:
            archive = Archive(work)
            people = await self._people(archive, request, known)
            try:
                page = await self.pages.open(archive, people, identity, now.date())
            except NothingToRead as error:
                raise web.HTTPNotFound(text=NOTHING) from error
        marks, visit = Marks.of(request.query.get("p", "")), request.query.get(PASS, "")
        html = await asyncio.to_thread(html_of, page, marks, visit)
        response = web.Response(text=html, content_type="text/html")
        is_open = page.notice.audience is Audience.ALL
        response.headers["Cache-Control"] = PUBLIC if is_open else PRIVATE
        return response

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Saved, never opened: it may be anything."""
        await self._unhurried(request)
        known = await self.visitors.known(request)
        async with self.visitors.database.reading() as work:
            archive = Archive(work)
            people = await self._people(archive, request, known)
            try:
                name, digest = await self.pages.file(archive, people, request.match_info["id"])
            except NothingToRead as error:
                raise web.HTTPNotFound(text=NOTHING) from error
        try:
            content = await asyncio.to_thread(self.visitors.shelf.take, digest)
        except ContentGone as error:
            raise web.HTTPNotFound(text=NOTHING) from error
        response = web.Response(body=content, content_type="application/octet-stream")
        way = f"attachment; filename*=UTF-8''{quote(safe_name(name), safe='')}"
        response.headers.update({"Content-Disposition": way, "Cache-Control": PRIVATE})
        return response

    async def _people(
        self, archive: Archive, request: web.Request, known: int | None
    ) -> list[Person]:
        """Whoever the cookie and the pass stand for: both are at this browser."""
        visitors, now = self.visitors, self.visitors.clock.now()
        said = request.query.get(PASS, "").replace("\x00", "")
        places = [(WEB_BOT_ID, known)]
        if visitors.telegram and said:
            account = self.passes.account(said, request.match_info["id"])
            places.append((visitors.telegram.bot_id, account))
        found = [await archive.people.at(bot, at, now) for bot, at in places if at is not None]
        return [person for person in found if person]

    async def _unhurried(self, request: web.Request) -> None:
        if not await self.limiter.hit(REQUESTS, "notices", request.remote or ""):
            raise web.HTTPTooManyRequests(text=TOO_OFTEN)
