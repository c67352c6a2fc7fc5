"""A form as one page: its address, and the few requests the page makes."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import structlog
from aiohttp import web
from limits import RateLimitItemPerMinute
from limits.aio.strategies import MovingWindowRateLimiter

from bot.channels.form_pass import NotFromTelegram
from bot.channels.form_replies import file_reply, form_reply, json_reply, or_sentence
from bot.channels.form_requests import NOT_UNDERSTOOD, read_file, read_json, read_step
from bot.channels.form_visitors import STRANGER, Visitor, Visitors
from bot.channels.web_guard import policy
from bot.channels.web_identity import Gate
from bot.courier import send_letter
from handlers.casework.errors import MovedOn
from handlers.desk import Desk
from handlers.filing.whole import WholeTable
from handlers.filing.whole_files import WholeFiles
from handlers.filing.whole_view import Saved
from storage.files import ContentGone

log = structlog.get_logger()
PAGE = Path(__file__).parent / "page" / "form" / "form.html"
FRAMED_BY = "https://web.telegram.org"
REQUESTS = RateLimitItemPerMinute(300)
ENTRIES = RateLimitItemPerMinute(60)
TOO_OFTEN = "操作太快了，请一分钟后再试。填好的都在。"
TRIES = 3
ONE = "/api/filings/{id:[0-9a-f]{32}}"


@dataclass(frozen=True, kw_only=True)
class FormPages:
    """The page of a form and its requests."""

    visitors: Visitors
    table: WholeTable
    files: WholeFiles
    gate: Gate
    limiter: MovingWindowRateLimiter

    def routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.get("/form/{id:[0-9a-f]{32}}", self.page),
            web.post("/api/form-pass", self.enter),
            web.get(ONE, self.look),
            web.post(ONE, self.change),
            web.post(f"{ONE}/done", self.done),
            web.post(f"{ONE}/files", self.attach),
            web.delete(f"{ONE}/files/{{digest:[0-9a-f]{{64}}}}", self.detach),
            web.get(f"{ONE}/files/{{digest:[0-9a-f]{{64}}}}", self.download),
            web.post(f"{ONE}/files/{{digest:[0-9a-f]{{64}}}}/ticket", self.ticket),
        ]

    async def page(self, request: web.Request) -> web.StreamResponse:
        """The same for everybody: what is in the form comes by the other requests."""
        framed = FRAMED_BY if self.visitors.telegram else "'none'"
        headers = {"Content-Security-Policy": policy(request.host, framed_by=framed)}
        return web.FileResponse(PAGE, headers=headers)

    async def enter(self, request: web.Request) -> web.StreamResponse:
        """From inside Telegram: its signed word for who this is, for a pass."""
        self._check_origin(request)
        await self._unhurried(ENTRIES, f"from {request.remote}")
        told = await read_json(request)
        said = told.get("init_data") if isinstance(told, dict) else None
        if not isinstance(said, str) or self.visitors.telegram is None:
            raise web.HTTPBadRequest(text=NOT_UNDERSTOOD)
        try:
            account = self.visitors.telegram.account(said, self.visitors.clock.now())
        except NotFromTelegram as error:
            raise web.HTTPUnauthorized(text=STRANGER) from error
        return json_reply({"pass": self.visitors.passes.issue(account)})

    async def look(self, request: web.Request) -> web.StreamResponse:
        """Nothing where the page knows this revision already."""
        visitor = await self._visitor(request)

        async def step() -> web.StreamResponse:
            async with self.visitors.reading(visitor) as desk:
                known = request.query.get("revision", "")
                if known and known == str(await self.table.revision(desk, _id(request))):
                    return web.Response(status=HTTPStatus.NO_CONTENT)
                return json_reply({"view": await self.table.view(desk, _id(request))})

        return await or_sentence(step)

    async def change(self, request: web.Request) -> web.StreamResponse:
        visitor = await self._changing(request)
        asked = await read_step(request)
        deed = getattr(self.table, asked.do)
        return await self._written(visitor, lambda desk: deed(desk, _id(request), asked.said()))

    async def done(self, request: web.Request) -> web.StreamResponse:
        visitor = await self._changing(request)
        return await self._written(visitor, lambda desk: self.table.done(desk, _id(request)))

    async def attach(self, request: web.Request) -> web.StreamResponse:
        visitor = await self._changing(request)
        place, instead = request.query.get("place", ""), request.query.get("instead", "")

        async def step() -> web.StreamResponse:
            sent = await read_file(request)
            async with self.visitors.reading(visitor) as desk:
                await self.files.receive(desk, _id(request), place, sent, instead)
            return await self._kept(
                visitor, lambda desk: self.files.attach(desk, _id(request), place, sent, instead)
            )

        return await or_sentence(step)

    async def detach(self, request: web.Request) -> web.StreamResponse:
        visitor, place = await self._changing(request), request.query.get("place", "")
        digest = request.match_info["digest"]
        return await self._written(
            visitor, lambda desk: self.files.detach(desk, _id(request), place, digest)
        )

    async def download(self, request: web.Request) -> web.StreamResponse:
        visitor = await self.visitors.required(request, request.query.get("ticket", ""))

        async def step() -> web.StreamResponse:
            async with self.visitors.reading(visitor) as desk:
                found = await self.files.find(desk, _id(request), request.match_info["digest"])
            try:
                content = await asyncio.to_thread(self.visitors.shelf.take, found.digest)
            except ContentGone as error:
                raise web.HTTPNotFound from error
            return file_reply(found.name, content)

        return await or_sentence(step)

    async def ticket(self, request: web.Request) -> web.StreamResponse:
        """So that a file may be fetched by a plain link; who asks is let in there anew."""
        visitor = await self._changing(request)
        if visitor.door != "telegram":
            raise web.HTTPForbidden(text=NOT_UNDERSTOOD)
        path = request.path.removesuffix("/ticket")
        return json_reply({"ticket": self.visitors.passes.ticket(visitor.account, path)})

    async def _written(
        self, visitor: Visitor, step: Callable[[Desk], Awaitable[Saved]]
    ) -> web.StreamResponse:
        return await or_sentence(lambda: self._kept(visitor, step))

    async def _kept(
        self, visitor: Visitor, step: Callable[[Desk], Awaitable[Saved]]
    ) -> web.StreamResponse:
        """Once more where somebody wrote in between: what was seen is compared anew."""
        for left in reversed(range(TRIES)):
            try:
                async with self.visitors.writing(visitor) as desk:
                    saved = await step(desk)
                    for letter in saved.letters:
                        await send_letter(desk.archive, letter, desk.now)
                break
            except MovedOn:
                if not left:
                    raise
        return form_reply(saved)

    async def _changing(self, request: web.Request) -> Visitor:
        self._check_origin(request)
        return await self._visitor(request)

    async def _visitor(self, request: web.Request) -> Visitor:
        visitor = await self.visitors.required(request)
        await self._unhurried(REQUESTS, f"{visitor.door} {visitor.account}")
        return visitor

    async def _unhurried(self, limit: RateLimitItemPerMinute, who: str) -> None:
        if not await self.limiter.hit(limit, "forms", who):
            raise web.HTTPTooManyRequests(text=TOO_OFTEN)

    def _check_origin(self, request: web.Request) -> None:
        if not self.gate.allows(request):
            log.warning("foreign origin", path=request.path)
            raise web.HTTPForbidden


def _id(request: web.Request) -> str:
    return request.match_info["id"]
