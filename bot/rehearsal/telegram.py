"""A Telegram door without Telegram: as strict as the real one about what it accepts."""

from collections.abc import Mapping
from functools import cached_property
from html.parser import HTMLParser
from http import HTTPStatus
from itertools import count
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    EditMessageReplyMarkup,
    EditMessageText,
    GetFile,
    GetMe,
    SendChatAction,
    SendDocument,
    SendMessage,
    SendMessageDraft,
    SendPhoto,
    TelegramMethod,
)
from aiogram.types import InlineKeyboardMarkup

from bot.channels.kept import LONGEST_CAPTION, KeptFiles
from bot.channels.session import ChannelSession, Refusal, Translate
from handlers.attachments import LARGEST

BOT_ID = 2
LONGEST_TEXT = 4096
LARGEST_SENT = {SendPhoto: 10 * 2**20, SendDocument: 50 * 2**20}
USERNAME = "xuehui_rehearsal_bot"
TAGS = {"b", "strong", "i", "em", "u", "ins", "s", "del", "code", "pre", "a", "blockquote"}


class StrictTelegram(ChannelSession):
    """Refuses what Telegram refuses: long texts, long callback data, wrong tags, unknown files.

    The id of a file that somebody sent is its path on this machine.
    """

    door = "telegram"

    def __init__(self, kept: KeptFiles) -> None:
        super().__init__()
        self._kept = kept
        self._numbers = count(1000)

    @cached_property
    def translations(self) -> Mapping[type[TelegramMethod[Any]], Translate]:
        return {
            SendMessage: self._send,
            SendPhoto: self._send_file,
            SendDocument: self._send_file,
            EditMessageText: self._edit,
            EditMessageReplyMarkup: self._edit,
            DeleteMessage: self._agree,
            SendChatAction: self._agree,
            SendMessageDraft: self._agree,
            AnswerCallbackQuery: self._agree,
            GetMe: self._introduce,
            GetFile: self._find_file,
        }

    async def _send(self, bot: Bot, method: SendMessage) -> dict[str, Any]:
        check_text(method.text, formatted=method.parse_mode is not None)
        check_buttons(method.reply_markup)
        return self._message(bot, int(method.chat_id), next(self._numbers), method.text)

    async def _send_file(self, bot: Bot, method: SendPhoto | SendDocument) -> dict[str, Any]:
        check_caption(method.caption or "", formatted=method.parse_mode is not None)
        check_buttons(method.reply_markup)
        name = method.photo if isinstance(method, SendPhoto) else method.document
        file = await self._kept.named(name)
        if not 0 < len(await self._kept.content(file)) <= LARGEST_SENT[type(method)]:
            raise Refusal(HTTPStatus.BAD_REQUEST, "Bad Request: wrong file size")
        facts = {"file_id": file.id, "file_unique_id": file.id[:16], "file_size": file.size}
        message = self._message(bot, int(method.chat_id), next(self._numbers), "")
        if isinstance(method, SendPhoto):
            return message | {"photo": [facts | {"width": 1, "height": 1}]}
        return message | {"document": facts | {"file_name": file.name}}

    async def _edit(
        self, bot: Bot, method: EditMessageText | EditMessageReplyMarkup
    ) -> dict[str, Any]:
        text = getattr(method, "text", None) or ""
        if isinstance(method, EditMessageText):
            check_text(text, formatted=method.parse_mode is not None)
        check_buttons(method.reply_markup)
        return self._message(bot, int(method.chat_id or 0), method.message_id or 0, text)

    async def _agree(self, _bot: Bot, _method: TelegramMethod[Any]) -> bool:
        return True

    async def _introduce(self, bot: Bot, _method: GetMe) -> dict[str, Any]:
        return {"id": bot.id, "is_bot": True, "first_name": "学会助手", "username": USERNAME}

    async def _find_file(self, _bot: Bot, method: GetFile) -> dict[str, Any]:
        path = Path(method.file_id)
        if not path.is_file():
            raise Refusal(HTTPStatus.BAD_REQUEST, "Bad Request: invalid file_id")
        if (size := path.stat().st_size) > LARGEST:
            raise Refusal(HTTPStatus.BAD_REQUEST, "Bad Request: file is too big")
        facts = {"file_id": method.file_id, "file_unique_id": path.name, "file_size": size}
        return facts | {"file_path": method.file_id}

    async def content(self, path: str) -> bytes:
        return Path(path).read_bytes()

    def _message(self, bot: Bot, chat_id: int, number: int, text: str) -> dict[str, Any]:
        return {
            "message_id": number,
            "date": 0,
            "chat": {"id": chat_id, "type": "private"},
            "from": {"id": bot.id, "is_bot": True, "first_name": "学会助手"},
            "text": text,
        }


def rehearsal_bot(kept: KeptFiles) -> Bot:
    return Bot(
        f"{BOT_ID}:rehearsal",
        session=StrictTelegram(kept),
        default=DefaultBotProperties(parse_mode=ParseMode.HTML),
    )


class _Tags(HTMLParser):
    """Collects the text, and refuses tags that are unknown or never closed."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            raise _parse_error(f'unsupported start tag "{tag}"')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise _parse_error(f'unexpected end tag "{tag}"')

    def handle_data(self, data: str) -> None:
        self.text += data


def _parse_error(what: str) -> Refusal:
    return Refusal(HTTPStatus.BAD_REQUEST, f"Bad Request: can't parse entities: {what}")


def plain(text: str) -> str:
    """What a person reads of a formatted text; raises Refusal where Telegram would."""
    tags = _Tags()
    tags.feed(text)
    tags.close()
    if tags.open:
        raise _parse_error(f'can\'t find end tag of "{tags.open[-1]}"')
    return tags.text


def check_text(text: str, *, formatted: bool) -> None:
    shown = plain(text) if formatted else text
    if not shown.strip():
        raise Refusal(HTTPStatus.BAD_REQUEST, "Bad Request: message text is empty")
    if len(shown.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        raise Refusal(HTTPStatus.BAD_REQUEST, "Bad Request: message is too long")


def check_caption(text: str, *, formatted: bool) -> None:
    shown = plain(text) if formatted else text
    if len(shown.encode("utf-16-le")) // 2 > LONGEST_CAPTION:
        raise Refusal(HTTPStatus.BAD_REQUEST, "Bad Request: message caption is too long")


def check_buttons(markup: object) -> None:
    if not isinstance(markup, InlineKeyboardMarkup):
        return
    for button in (button for row in markup.inline_keyboard for button in row):
        if button.callback_data and len(button.callback_data.encode()) > 64:
            raise Refusal(HTTPStatus.BAD_REQUEST, "Bad Request: BUTTON_DATA_INVALID")
