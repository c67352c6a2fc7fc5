"""The web door: one small aiohttp server for the page, health, metrics and webhooks."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any, NoReturn

import structlog
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode
from aiohttp import web
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from bot.channels.sockets import Sockets
from bot.channels.web import WebPages
from bot.channels.web_feed import WebFeed
from bot.channels.web_files import FileShelf
from bot.channels.web_guard import guard
from bot.channels.web_identity import Cookies, Gate, signing_key
from bot.channels.web_session import WEB_BOT_ID, WebSession
from bot.channels.web_socket import SocketLine
from bot.nursery import Nursery
from bot.reception import Reception
from bot.settings import Settings
from handlers.attachments import LARGEST
from storage.archive import Archive
from storage.clock import Clock
from storage.engine import Database
from storage.files import Shelf

log = structlog.get_logger()
WATCH_SECONDS = 0.7  # a session that is ended is over within a second
Health = Callable[[], Awaitable[tuple[bool, dict[str, Any]]]]


class WebDoor:
    """Serves between `open` and `close`; further routes may be hung on it before."""

    name = "网页"

    def __init__(
        self,
        settings: Settings,
        reception: Reception,
        nursery: Nursery,
        shelf: Shelf,
    ) -> None:
        database, clock = reception.database, reception.clock
        self._settings = settings
        self._database = database
        self._nursery = nursery
        self._watch: asyncio.Task[Any] | None = None
        self.sockets = Sockets()
        self.bot = Bot(
            f"{WEB_BOT_ID}:web",
            session=WebSession(database, self.sockets, clock, shelf),
            default=DefaultBotProperties(parse_mode=ParseMode.HTML),
        )
        self.feed = WebFeed(
            bot=self.bot,
            database=database,
            reception=reception,
            sockets=self.sockets,
            clock=clock,
        )
        self.files = FileShelf(
            shelf=shelf,
            database=database,
            clock=clock,
            kept=timedelta(days=settings.keep_files_days),
        )
        self.pages = self._pages(settings, database, clock)
        self.routes = self.pages.routes()
        self._runner: web.AppRunner | None = None
        self.port: int | None = None

    def _pages(self, settings: Settings, database: Database, clock: Clock) -> WebPages:
        limiter = MovingWindowRateLimiter(MemoryStorage())
        line = SocketLine(database=database, feed=self.feed, sockets=self.sockets, limiter=limiter)
        return WebPages(
            settings=settings,
            database=database,
            clock=clock,
            feed=self.feed,
            files=self.files,
            cookies=Cookies(signing_key(settings.data)),
            gate=Gate(origins=settings.origins),
            line=line,
            limiter=limiter,
        )

    @property
    def standing(self) -> str | None:
        return None if self._runner else "没有打开"

    async def open(self) -> None:
        application = web.Application(client_max_size=LARGEST + 2**20, middlewares=[guard])
        application.add_routes(self.routes)
        self._runner = web.AppRunner(application, access_log=None, handle_signals=False)
        await self._runner.setup()
        host, port = self._settings.web_host, self._settings.web_port
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._watch = self._nursery.start(self._watch_sessions(), name="web sessions")
        log.info("page", url=f"http://{host}:{self.port}")

    async def stop_feeding(self) -> None:
        """Close the sockets: the pages come back by themselves when the house does."""
        if self._watch:
            self._watch.cancel()
        await self.sockets.close()

    async def end(self, account: int) -> None:
        """Close the pages of an account whose session was ended."""
        await self.sockets.end(account)

    async def end_closed(self) -> None:
        """Of the accounts with an open page, those that were closed, by whichever process."""
        if not (accounts := self.sockets.accounts()):
            return
        async with self._database.reading() as work:
            served = await Archive(work).web_messages.sessions(accounts)
        ended = set(accounts) - {each.account for each in served}
        await asyncio.gather(*(self.end(account) for account in ended))

    async def _watch_sessions(self) -> NoReturn:
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            try:
                await self.end_closed()
            except Exception:
                log.exception("sessions not watched")

    async def close(self) -> None:
        if self._runner:
            await self._runner.cleanup()
            self._runner = None


def watch_routes(health: Health, exposition: Callable[[], bytes]) -> list[web.AbstractRouteDef]:
    """/healthz and /metrics."""

    async def healthz(_request: web.Request) -> web.Response:
        ready, facts = await health()
        status = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
        return web.json_response(facts, status=status, dumps=_readable)

    async def metrics(_request: web.Request) -> web.Response:
        return web.Response(
            body=exposition(), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"}
        )

    return [web.get("/healthz", healthz), web.get("/metrics", metrics)]


def _readable(facts: Any) -> str:
    return json.dumps(facts, ensure_ascii=False)
