"""An announcement as messages: made once, addressed to each, its files uploaded once."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import (
    DeleteMessage,
    EditMessageCaption,
    EditMessageText,
    SendDocument,
    SendPhoto,
    TelegramMethod,
)
from aiogram.types import InlineKeyboardMarkup

from bot.offers import offered_by
from bot.pace import pace_of
from handlers.announced import Content, keyboard, messages
from handlers.callbacks import Announced
from handlers.telling import SHELF
from storage.choices import Choice
from storage.delivery import Deed, Delivery

WITHDRAWN = "此通知已撤回"
MOST_KEPT = 16  # announcements and editions; one is sent at a time, as a rule
# The addresses of the link buttons of one recipient, by the number of the button.
Links = Callable[[str, int, Content], Mapping[int, str]]
FileMethod = SendPhoto | SendDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What all recipients share; `choices` are the buttons that may also be typed."""

    content: Content
    parts: list[TelegramMethod[Any]]
    markup: InlineKeyboardMarkup | None
    choices: list[Choice]


class Renderings:
    """Kept for a few announcements: what is kept does not grow with the recipients."""

    def __init__(self, links: Links | None = None) -> None:
        self.links = links
        self._kept: dict[tuple[str, int], Rendered] = {}

    def knows(self, broadcast_id: str, edition: int) -> bool:
        return (broadcast_id, edition) in self._kept

    def keep(self, broadcast_id: str, edition: int, content: Content) -> None:
        parts = messages(content, broadcast_id, 0)
        rendered = Rendered(
            content=content,
            parts=parts,
            markup=keyboard(content, broadcast_id),
            choices=offered_by(parts[0]) or [],
        )
        self._kept[broadcast_id, edition] = rendered
        if len(self._kept) > MOST_KEPT:
            del self._kept[next(iter(self._kept))]

    def choices(self, broadcast_id: str, edition: int) -> list[Choice]:
        return self._kept[broadcast_id, edition].choices

    def method(self, row: Delivery, edition: int) -> TelegramMethod[Any]:
        """What one row asks for, in the words of that edition."""
        if row.act == Deed.DELETE:
            return DeleteMessage(chat_id=row.chat_id, message_id=row.target or 0)
        rendered = self._kept[row.broadcast_id or "", edition]
        markup = self._markup(row, rendered)
        if row.act == Deed.EDIT:
            return EditMessageText(
                chat_id=row.chat_id,
                message_id=row.target,
                text=rendered.content.text,
                reply_markup=markup,
            )
        if row.part >= len(rendered.parts):
            raise LookupError(row.part)  # a file that is not sent along any more
        method = rendered.parts[row.part].model_copy(update={"chat_id": row.chat_id})
        return method.model_copy(update={"reply_markup": markup}) if row.part == 0 else method

    def _markup(self, row: Delivery, rendered: Rendered) -> InlineKeyboardMarkup | None:
        if self.links is None or not rendered.content.links or row.recipient_id is None:
            return rendered.markup
        broadcast_id = row.broadcast_id or ""
        links = self.links(broadcast_id, row.recipient_id, rendered.content)
        return keyboard(rendered.content, broadcast_id, links)


def buttons_of(broadcast_id: str) -> str:
    """How the data of all its buttons begins."""
    return Announced(id=broadcast_id, n=0).pack().rpartition(":")[0] + ":"


def crossed_out(row: Delivery) -> TelegramMethod[Any]:
    """Where a message cannot be deleted any more, it says that it does not count."""
    if row.part == 0:
        return EditMessageText(chat_id=row.chat_id, message_id=row.target, text=WITHDRAWN)
    return EditMessageCaption(chat_id=row.chat_id, message_id=row.target, caption=WITHDRAWN)


class Uploads:
    """Telegram's own names of files it has been given; whoever comes meanwhile waits for them."""

    def __init__(self) -> None:
        self._names: dict[tuple[int, str], str] = {}
        self._first: dict[tuple[int, str], asyncio.Lock] = {}

    async def send(self, bot: Bot, method: TelegramMethod[Any]) -> Any:
        if not isinstance(method, FileMethod) or pace_of(bot) is None:
            return await bot(method)
        if not isinstance(name := _file_of(method), str) or not name.startswith(SHELF):
            return await bot(method)
        key = (bot.id, name)
        if key not in self._names:
            async with self._first.setdefault(key, asyncio.Lock()):
                if key not in self._names:
                    return await self._upload(bot, method, key)
        return await self._by_name(bot, method, key)

    async def _upload(self, bot: Bot, method: FileMethod, key: tuple[int, str]) -> Any:
        sent = await bot(method)
        given = sent.photo[-1] if sent.photo else sent.document
        if given is not None:
            self._names[key] = given.file_id
            self._first.pop(key, None)
        return sent

    async def _by_name(self, bot: Bot, method: FileMethod, key: tuple[int, str]) -> Any:
        named = method.model_copy(update={_field(method): self._names[key]})
        try:
            return await bot(named)
        except TelegramBadRequest as error:
            if "file" not in error.message:
                raise
            self._names.pop(key, None)  # forgotten over there: once more from the shelf
            return await bot(method)


def _field(method: FileMethod) -> str:
    return "photo" if isinstance(method, SendPhoto) else "document"


def _file_of(method: FileMethod) -> object:
    return getattr(method, _field(method))
