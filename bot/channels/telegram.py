"""The Telegram door: long polling by default, a webhook when a public address is set."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from hashlib import sha256
from http import HTTPStatus
from typing import Any

import structlog
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from aiogram.types import BotCommand
from aiogram.utils.backoff import Backoff, BackoffConfig
from aiohttp import web

from bot.channels.kept import KeptFiles
from bot.channels.notice_links import NoticeLinks, NoticePasses
from bot.channels.telegram_session import TelegramSession
from bot.channels.web_identity import signing_key
from bot.nursery import Nursery
from bot.reception import Reception
from bot.settings import Settings
from handlers.menu import COMMANDS
from storage.clock import Clock, SystemClock
from storage.files import Shelf
from storage.inbox import Incoming

log = structlog.get_logger()
WEBHOOK_PATH = "/telegram/webhook"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
ALLOWED = ["message", "edited_message", "callback_query"]
POLL_SECONDS = 25
PATIENCE = BackoffConfig(min_delay=0.5, max_delay=10.0, factor=1.7, jitter=0.1)
COMMANDS_WANTED = "commands"
UNKNOWN = (TelegramNotFound, TelegramBadRequest)  # how a server says it has no such method
STANDINGS: dict[type[Exception], str] = {
    TelegramUnauthorizedError: "令牌无效",
    TelegramNotFound: "令牌无效，或接口地址不对",
    TelegramConflictError: "另一个程序正在用同一个令牌接收消息",
}
LOST = "连接不上，正在重试"
NO_WEBHOOK = "没有接受网络回调的地址，请检查 XUEHUI_TELEGRAM_WEBHOOK_URL"
NOT_STORED = "收到的消息暂时存不下来，正在重试"


class RawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates before anybody interprets it: one update nobody understands spoils no other."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int = POLL_SECONDS
    allowed_updates: list[str] = ALLOWED


def telegram_bot(
    settings: Settings,
    clock: Clock | None = None,
    kept: KeptFiles | None = None,
    links: NoticeLinks | None = None,
) -> Bot:
    assert settings.telegram_token  # noqa: S101 - the caller looked
    server = TelegramAPIServer.from_base(str(settings.telegram_api).rstrip("/"))
    return Bot(
        settings.telegram_token.get_secret_value(),
        session=TelegramSession(
            server, clock or SystemClock(), kept, settings.telegram_per_second, links
        ),
        default=DefaultBotProperties(parse_mode=ParseMode.HTML),
    )


def webhook_path(settings: Settings) -> str:
    """The path of the address Telegram is given, or the usual one where it has none."""
    url = settings.telegram_webhook_url
    path = (url.path if url else None) or "/"
    return WEBHOOK_PATH if path == "/" else path


class TelegramDoor:
    """Feeds what Telegram brings; an update is acknowledged once it is stored."""

    name = "Telegram"

    def __init__(
        self, settings: Settings, reception: Reception, nursery: Nursery, shelf: Shelf
    ) -> None:
        kept = KeptFiles(database=reception.database, shelf=shelf)
        passes = NoticePasses(signing_key(settings.data))
        links = NoticeLinks(page_url=settings.page_url, passes=passes)
        self.bot = telegram_bot(settings, reception.clock, kept, links)
        self.standing: str | None = "正在连接"
        self._settings = settings
        self._reception = reception
        self._nursery = nursery
        self._tasks: list[asyncio.Task[Any]] = []

    @property
    def webhook_secret(self) -> str | None:
        secret = self._settings.telegram_webhook_secret
        return secret.get_secret_value() if secret else None

    async def open(self) -> None:
        """Register in the background: a Telegram out of reach must not stop the other doors."""
        feed = self._await_webhook() if self._settings.telegram_webhook_url else self._listen()
        for work in (feed, self._until_heard(COMMANDS_WANTED, self._register_commands)):
            self._tasks.append(self._nursery.start(work, name="telegram door"))

    async def stop_feeding(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def close(self) -> None:
        await self.bot.session.close()

    async def _register_commands(self) -> None:
        await self.bot.set_my_commands(
            [BotCommand(command=name, description=text) for name, text in COMMANDS.items()]
        )

    async def _remove_webhook(self) -> None:
        await self.bot.delete_webhook()

    async def _set_webhook(self) -> None:
        url = str(self._settings.telegram_webhook_url)
        if webhook_path(self._settings) == WEBHOOK_PATH and WEBHOOK_PATH not in url:
            url = url.rstrip("/") + WEBHOOK_PATH
        await self.bot.set_webhook(url, secret_token=self.webhook_secret, allowed_updates=ALLOWED)

    async def _await_webhook(self) -> None:
        done = await self._until_heard("webhook", self._set_webhook)
        self.standing = None if done else NO_WEBHOOK

    async def _until_heard(self, what: str, step: Callable[[], Awaitable[None]]) -> bool:
        """Try until the server has an opinion; what it does not know the door goes without."""
        backoff = Backoff(PATIENCE)
        while True:
            try:
                await step()
            except UNKNOWN as error:
                log.info("telegram goes on without", what=what, error=type(error).__name__)
                return False
            except TelegramAPIError as error:
                await self._wait(what, error, backoff)
            else:
                return True

    async def _listen(self) -> None:
        """Ask for updates again and again; the offset moves when they are safely stored."""
        await self._until_heard("webhook removal", self._remove_webhook)
        backoff, offset = Backoff(PATIENCE), None
        while True:
            try:
                offset = await self._take_updates(offset)
            except TelegramAPIError as error:
                await self._wait("updates", error, backoff)
                if isinstance(error, TelegramConflictError):  # a webhook somebody set meanwhile
                    await self._until_heard("webhook removal", self._remove_webhook)
            except Exception as error:  # noqa: BLE001 - unacknowledged: they come once more
                log.error("updates not stored", error=type(error).__name__)
                self.standing = NOT_STORED
                await backoff.asleep()
            else:
                self.standing = None
                backoff.reset()

    async def _take_updates(self, offset: int | None) -> int | None:
        # The first answer, and the first after trouble, is wanted at once: health waits for it.
        seconds = 0 if self.standing else POLL_SECONDS
        poll = RawUpdates(offset=offset, timeout=seconds)
        raws = await self.bot(poll, request_timeout=POLL_SECONDS + 10)
        if not raws:
            return offset
        await self._reception.receive(self.bot, raws)
        return max(int(raw["update_id"]) for raw in raws) + 1

    async def _wait(self, what: str, error: TelegramAPIError, backoff: Backoff) -> None:
        if what != COMMANDS_WANTED:  # a courtesy: the door stands without them
            self.standing = STANDINGS.get(type(error), LOST)
        log.warning("telegram", what=what, error=type(error).__name__)
        if isinstance(error, TelegramRetryAfter):
            await asyncio.sleep(error.retry_after)
        else:
            await backoff.asleep()

    async def receive_webhook(self, request: web.Request) -> web.Response:
        """200 once stored; a body nobody understands is stored too, so that it is not resent."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), (self.webhook_secret or "\0").encode()):
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        body = await request.read()
        if raw := numbered(body):
            await self._reception.receive(self.bot, [raw])
        else:
            await self._reception.set_aside(unnumbered(self.bot, body))
        return web.Response()


def numbered(body: bytes) -> dict[str, Any] | None:
    """The update in a body, if it has at least a number of its own that a database can hold."""
    try:
        raw: dict[str, Any] = json.loads(body)
        number = raw["update_id"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return raw if type(number) is int and 0 <= number < 2**63 else None


def unnumbered(bot: Bot, body: bytes) -> Incoming:
    """A body under a number made from its content: the same one again is the same row."""
    digest = int.from_bytes(sha256(body).digest()[:7], "big")
    text = body.decode(errors="replace").replace("\0", "�")
    return Incoming(bot_id=bot.id, update_id=-digest, raw=text)
