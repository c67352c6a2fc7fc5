"""The line to the Bot API: says what is known of a failure, and keeps still when asked to."""

from collections.abc import AsyncGenerator
from datetime import timedelta
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.methods import GetFile, Response, SendDocument, SendPhoto, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import BufferedInputFile
from aiohttp import ClientError, ClientTimeout

from bot.channels.kept import KeptFiles
from bot.channels.notice_links import NoticeLinks
from bot.channels.session import Refusal
from bot.pace import Pace, speaks
from handlers.telling import SHELF
from storage.clock import Clock

REQUEST_SECONDS = 60
FILE_SECONDS = 180  # 20 MB over a slow line
# Where packets vanish, only this tells "never reached it" from "no answer": worth trying again.
CONNECT_SECONDS = 8
UNREADABLE = "the answer is not readable"


class TelegramSession(AiohttpSession):
    """aiogram's own session, made safe to build an outbox on; `kept` is where files come from."""

    door = "telegram"

    def __init__(
        self,
        api: TelegramAPIServer,
        clock: Clock,
        kept: KeptFiles | None = None,
        per_second: float = 0,
        links: NoticeLinks | None = None,
    ) -> None:
        super().__init__(api=api, timeout=REQUEST_SECONDS)
        self.pace = Pace(clock, per_second)
        self._clock = clock
        self._kept = kept
        self._links = links

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        self.pace.permit(method)
        seconds = timeout or REQUEST_SECONDS
        method = self._links.sent(method) if self._links else method
        if isinstance(method, SendPhoto | SendDocument):
            method, seconds = await self._packed(method), FILE_SECONDS  # type: ignore[assignment]
        patience = ClientTimeout(total=seconds, sock_connect=CONNECT_SECONDS)
        try:
            return await super().make_request(bot, method, cast(int, patience))
        except TelegramRetryAfter as error:
            if speaks(method):
                until = self._clock.now() + timedelta(seconds=error.retry_after)
                self.pace.keep_still(until)
            raise
        except UnicodeDecodeError as error:
            raise TelegramNetworkError(method, UNREADABLE) from error

    async def _packed(self, method: SendPhoto | SendDocument) -> SendPhoto | SendDocument:
        """With the content in the place of the name it has in the house.

        Any other name is Telegram's own for a file that it has already.
        """
        field = "photo" if isinstance(method, SendPhoto) else "document"
        name = getattr(method, field)
        if self._kept is None or not isinstance(name, str) or not name.startswith(SHELF):
            return method
        try:
            file = await self._kept.named(name)
            content = await self._kept.content(file)
        except Refusal as refusal:
            raise TelegramBadRequest(method, refusal.description) from refusal
        return method.model_copy(update={field: BufferedInputFile(content, file.name)})

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        """What can go wrong on the way is said in aiogram's words, without the address."""
        patience = ClientTimeout(total=timeout, sock_connect=CONNECT_SECONDS)
        stream = super().stream_content(
            url, headers, cast(int, patience), chunk_size, raise_for_status
        )
        try:
            async for chunk in stream:
                yield chunk
        except (ClientError, TimeoutError) as error:
            raise TelegramNetworkError(GetFile(file_id=""), type(error).__name__) from error

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """What cannot be read says nothing about what was done: an unknown outcome."""
        try:
            return super().check_response(bot, method, status_code, content)
        except (ClientDecodeError, TypeError) as error:  # TypeError: a refusal without a reason
            raise TelegramNetworkError(method, UNREADABLE) from error
