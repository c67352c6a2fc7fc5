"""What every door of our own shares: aiogram's methods in, a plain dict back."""

from abc import abstractmethod
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import GetFile, Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Message

# aiogram makes this type for every answer; pydantic remembers it only while somebody holds it,
# and making it anew takes milliseconds.
KEPT_ALIVE = (Response[Message], Response[bool])
# A file's path is its whole address: there is no server to fetch it from.
NO_SERVER = TelegramAPIServer(base="{token}/{method}", file="{path}")

Translate = Callable[[Bot, Any], Awaitable[Any]]


@dataclass(eq=False)  # not frozen: whoever passes an exception on writes its traceback
class Refusal(Exception):
    """A door cannot do what it was asked; aiogram turns the status into its own exception."""

    status: HTTPStatus
    description: str


class ChannelSession(BaseSession):
    """A door: `door` names it, `translations` says which methods it knows."""

    door: str

    def __init__(self) -> None:
        super().__init__(api=NO_SERVER)

    @property
    @abstractmethod
    def translations(self) -> Mapping[type[TelegramMethod[Any]], Translate]: ...

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        status, body = await self._translate(bot, method)
        content = self.json_dumps(body)
        response = self.check_response(bot, method, status, content)
        return response.result  # type: ignore[return-value]

    async def _translate(
        self, bot: Bot, method: TelegramMethod[Any]
    ) -> tuple[HTTPStatus, dict[str, Any]]:
        translate = self.translations.get(type(method))
        if translate is None:
            status, description = (
                HTTPStatus.BAD_REQUEST,
                f"{method.__api_method__}: not translated",
            )
        else:
            try:
                return HTTPStatus.OK, {"ok": True, "result": await translate(bot, method)}
            except Refusal as refusal:
                status, description = refusal.status, refusal.description
        return status, {"ok": False, "error_code": int(status), "description": description}

    async def close(self) -> None:
        """Nothing is held open."""

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        """The way a room downloads: `url` is the path that this door gave for the file."""
        try:
            content = await self.content(url)
        except Refusal as refusal:
            raise TelegramBadRequest(GetFile(file_id=url), refusal.description) from refusal
        for start in range(0, len(content), chunk_size):
            yield content[start : start + chunk_size]

    async def content(self, path: str) -> bytes:
        """What stands under the path of a file; raises Refusal."""
        raise Refusal(HTTPStatus.BAD_REQUEST, f"Bad Request: no file {path}")
