"""A Telegram door without Telegram: as strict as the real one about what it accepts."""

from collections.abc import Mapping
from functools import cached_property
from html.parser import HTMLParser
from http import HTTPStatus
from itertools import count
from typing import Any

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    EditMessageReplyMarkup,
    EditMessageText,
    SendChatAction,
    SendMessage,
    SendMessageDraft,
    TelegramMethod,
)
from aiogram.types import InlineKeyboardMarkup

from bot.channels.session import ChannelSession, Refusal, Translate

BOT_ID = 2
LONGEST_TEXT = 4096
TAGS = {"b", "strong", "i", "em", "u", "ins", "s", "del", "code", "pre", "a", "blockquote"}


class StrictTelegram(ChannelSession):
    """Refuses what Telegram refuses: long texts, long callback data, wrong tags."""

    door = "telegram"

    def __init__(self) -> None:
        super().__init__()
        self._numbers = count(1000)

    @cached_property
    def translations(self) -> Mapping[type[TelegramMethod[Any]], Translate]:
        return {
            SendMessage: self._send,
            EditMessageText: self._edit,
            EditMessageReplyMarkup: self._edit,
            DeleteMessage: self._agree,
            SendChatAction: self._agree,
            SendMessageDraft: self._agree,
            AnswerCallbackQuery: self._agree,
        }

    async def _send(self, bot: Bot, method: SendMessage) -> dict[str, Any]:
        check_text(method.text, formatted=method.parse_mode is not None)
        check_buttons(method.reply_markup)
        return self._message(bot, int(method.chat_id), next(self._numbers), method.text)

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

    def _message(self, bot: Bot, chat_id: int, number: int, text: str) -> dict[str, Any]:
        return {
            "message_id": number,
            "date": 0,
            "chat": {"id": chat_id, "type": "private"},
            "from": {"id": bot.id, "is_bot": True, "first_name": "学会助手"},
            "text": text,
        }


def rehearsal_bot() -> Bot:
    return Bot(
        f"{BOT_ID}:rehearsal",
        session=StrictTelegram(),
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


def check_buttons(markup: object) -> None:
    if not isinstance(markup, InlineKeyboardMarkup):
        return
    for button in (button for row in markup.inline_keyboard for button in row):
        if button.callback_data and len(button.callback_data.encode()) > 64:
            raise Refusal(HTTPStatus.BAD_REQUEST, "Bad Request: BUTTON_DATA_INVALID")
