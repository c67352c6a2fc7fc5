"""The Telegram door: long polling by default, a webhook when a public address is set."""

import asyncio
import hmac
import json
from hashlib import sha256
from http import HTTPStatus
from typing import Any

import structlog
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter, TelegramUnauthorizedError
from aiogram.methods import GetUpdates
from aiogram.types import BotCommand
from aiogram.utils.backoff import Backoff, BackoffConfig
from aiohttp import web

from bot.nursery import Nursery
from bot.reception import Reception
from bot.settings import Settings

log = structlog.get_logger()
WEBHOOK_PATH = "/telegram/webhook"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
ALLOWED = ["message", "edited_message", "callback_query"]
POLL_SECONDS = 25
PATIENCE = BackoffConfig(min_delay=0.5, max_delay=10.0, factor=1.7, jitter=0.1)
COMMANDS = {
    "menu": "菜单",
    "help": "使用帮助",
    "notices": "有哪些通知",
    "questions": "我问过的问题",
}


class TelegramSession(AiohttpSession):
    """aiogram's own session, with a name for the log."""

    door = "telegram"


def telegram_bot(settings: Settings) -> Bot:
    assert settings.telegram_token  # noqa: S101 - the caller looked
    server = TelegramAPIServer.from_base(str(settings.telegram_api).rstrip("/"))
    return Bot(
        settings.telegram_token.get_secret_value(),
        session=TelegramSession(api=server),
        default=DefaultBotProperties(parse_mode=ParseMode.HTML),
    )


class TelegramDoor:
    """Feeds what Telegram brings; an update is acknowledged once it is stored."""

    name = "Telegram"

    def __init__(self, settings: Settings, reception: Reception, nursery: Nursery) -> None:
        self.bot = telegram_bot(settings)
        self.standing: str | None = "正在连接"
        self._settings = settings
        self._reception = reception
        self._nursery = nursery
        self._poll: asyncio.Task[Any] | None = None

    @property
    def webhook_secret(self) -> str | None:
        secret = self._settings.telegram_webhook_secret
        return secret.get_secret_value() if secret else None

    async def open(self) -> None:
        """Register in the background: a Telegram out of reach must not stop the other doors."""
        self._poll = self._nursery.start(self._serve(), name="telegram door")

    async def stop_feeding(self) -> None:
        if self._poll:
            self._poll.cancel()
            await asyncio.gather(self._poll, return_exceptions=True)

    async def close(self) -> None:
        await self.bot.session.close()

    async def _serve(self) -> None:
        await self._optional("commands", self._register_commands())
        if self._settings.telegram_webhook_url:
            await self._persist("webhook", self._set_webhook)
            return
        await self._optional("webhook removal", self.bot.delete_webhook())
        await self._listen()

    async def _optional(self, what: str, call: Any) -> None:
        try:
            await call
        except TelegramAPIError as error:
            log.info("telegram goes on without", what=what, error=type(error).__name__)

    async def _register_commands(self) -> None:
        await self.bot.set_my_commands(
            [BotCommand(command=name, description=text) for name, text in COMMANDS.items()]
        )

    async def _set_webhook(self) -> None:
        url = str(self._settings.telegram_webhook_url).rstrip("/")
        if not url.endswith(WEBHOOK_PATH):
            url += WEBHOOK_PATH
        await self.bot.set_webhook(url, secret_token=self.webhook_secret, allowed_updates=ALLOWED)
        self.standing = None

    async def _persist(self, what: str, step: Any) -> None:
        backoff = Backoff(PATIENCE)
        while True:
            try:
                await step()
                return
            except TelegramAPIError as error:
                await self._wait(what, error, backoff)

    async def _listen(self) -> None:
        """Ask for updates again and again; the offset moves when they are safely stored."""
        backoff, offset = Backoff(PATIENCE), None
        while True:
            poll = GetUpdates(offset=offset, timeout=POLL_SECONDS, allowed_updates=ALLOWED)
            try:
                updates = await self.bot(poll, request_timeout=POLL_SECONDS + 10)
            except TelegramAPIError as error:
                await self._wait("updates", error, backoff)
                continue
            self.standing = None
            backoff.reset()
            if updates:
                raws = [
                    each.model_dump(mode="json", exclude_unset=True, by_alias=True)
                    for each in updates
                ]
                await self._reception.receive(self.bot, raws)
                offset = updates[-1].update_id + 1

    async def _wait(self, what: str, error: TelegramAPIError, backoff: Backoff) -> None:
        unauthorized = isinstance(error, TelegramUnauthorizedError)
        self.standing = "令牌无效" if unauthorized else "连接不上，正在重试"
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
        try:
            raw = json.loads(body)
            update_id = int(raw["update_id"])
        except (ValueError, TypeError, KeyError):
            digest = int.from_bytes(sha256(body).digest()[:7], "big")
            await self._reception.set_aside(self.bot, -digest, body.decode(errors="replace"))
            return web.Response()
        await self._reception.receive(self.bot, [{**raw, "update_id": update_id}])
        return web.Response()
