"""The web door, outgoing: aiogram's methods become rows and frames on the page's socket."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from http import HTTPStatus
from typing import Any

from aiogram import Bot
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

from bot.channels.kept import KeptFiles
from bot.channels.markup import sanitise
from bot.channels.session import ChannelSession, Refusal, Translate
from bot.channels.sockets import Sockets
from bot.channels.web_frames import frame, shown_file
from storage.archive import Archive
from storage.clock import Clock
from storage.engine import Database
from storage.files import File, Shelf
from storage.web import WEB_BOT_ID, WebMessage

__all__ = ["WEB_BOT_ID", "WebSession"]


class WebSession(ChannelSession):
    """Stores each bubble, then pushes it to every open page of the account."""

    door = "web"

    def __init__(self, database: Database, sockets: Sockets, clock: Clock, shelf: Shelf) -> None:
        super().__init__()
        self._kept = KeptFiles(database=database, shelf=shelf)
        self._database = database
        self._sockets = sockets
        self._clock = clock

    @cached_property
    def translations(self) -> Mapping[type[TelegramMethod[Any]], Translate]:
        return {
            SendMessage: self._send,
            SendPhoto: self._send_picture,
            SendDocument: self._send_document,
            EditMessageText: self._edit,
            EditMessageReplyMarkup: self._edit_buttons,
            DeleteMessage: self._delete,
            SendChatAction: self._act,
            SendMessageDraft: self._draft,
            AnswerCallbackQuery: self._acknowledge,
            GetMe: self._introduce,
            GetFile: self._find_file,
        }

    async def _send(self, bot: Bot, method: SendMessage) -> dict[str, Any]:
        html = _html(method.text, method.parse_mode)
        return _as_telegram(bot, await self._add(method, html=html))

    async def _send_picture(self, bot: Bot, method: SendPhoto) -> dict[str, Any]:
        file = await self._kept.named(method.photo)
        message = await self._add_file(method, file, picture=True)
        sizes = [{**_facts(file), "width": 0, "height": 0}]
        return _as_telegram(bot, message) | {"photo": sizes}

    async def _send_document(self, bot: Bot, method: SendDocument) -> dict[str, Any]:
        file = await self._kept.named(method.document)
        message = await self._add_file(method, file, picture=False)
        return _as_telegram(bot, message) | {"document": _facts(file) | {"file_name": file.name}}

    async def _add_file(
        self, method: SendPhoto | SendDocument, file: File, *, picture: bool
    ) -> WebMessage:
        html = _html(method.caption or "", method.parse_mode)
        return await self._add(method, html=html, files=[shown_file(file, picture=picture)])

    async def _add(
        self, method: SendMessage | SendPhoto | SendDocument, **values: Any
    ) -> WebMessage:
        account, buttons = int(method.chat_id), _buttons(method.reply_markup)
        async with self._database.writing() as work:
            messages = Archive(work).web_messages
            message = await messages.add(account, self._clock.now(), buttons=buttons, **values)
        await self._sockets.push(account, frame("message", message))
        return message

    async def _edit(self, bot: Bot, method: EditMessageText) -> dict[str, Any]:
        html = _html(method.text or "", method.parse_mode)
        return await self._change(bot, method, html=html, buttons=_buttons(method.reply_markup))

    async def _edit_buttons(self, bot: Bot, method: EditMessageReplyMarkup) -> dict[str, Any]:
        return await self._change(bot, method, buttons=_buttons(method.reply_markup))

    async def _change(
        self, bot: Bot, method: EditMessageText | EditMessageReplyMarkup, **values: Any
    ) -> dict[str, Any]:
        account, identity = int(method.chat_id or 0), method.message_id or 0
        async with self._database.writing() as work:
            message = await Archive(work).web_messages.change(account, identity, **values)
        if message is None:
            raise Refusal(HTTPStatus.BAD_REQUEST, "message to edit not found")
        await self._sockets.push(account, frame("edit", message))
        return _as_telegram(bot, message)

    async def _delete(self, _bot: Bot, method: DeleteMessage) -> bool:
        account = int(method.chat_id)
        async with self._database.writing() as work:
            if not await Archive(work).web_messages.remove(account, method.message_id):
                raise Refusal(HTTPStatus.BAD_REQUEST, "message to delete not found")
        await self._sockets.push(account, {"type": "delete", "id": method.message_id})
        return True

    async def _act(self, _bot: Bot, method: SendChatAction) -> bool:
        await self._sockets.push(int(method.chat_id), {"type": "typing"})
        return True

    async def _draft(self, _bot: Bot, method: SendMessageDraft) -> bool:
        html = _html(method.text or "", method.parse_mode)
        draft = {"type": "draft", "draft_id": method.draft_id, "html": html}
        await self._sockets.push(method.chat_id, draft)
        return True

    async def _acknowledge(self, _bot: Bot, _method: AnswerCallbackQuery) -> bool:
        return True  # the page shows its own sign that a press has arrived

    async def _introduce(self, bot: Bot, _method: GetMe) -> dict[str, Any]:
        return {"id": bot.id, "is_bot": True, "first_name": "学会助手", "username": "xuehui"}

    async def _find_file(self, _bot: Bot, method: GetFile) -> dict[str, Any]:
        file = await self._kept.get(method.file_id)
        return _facts(file) | {"file_path": file.id}

    async def content(self, path: str) -> bytes:
        return await self._kept.content(await self._kept.get(path))


def _facts(file: File) -> dict[str, Any]:
    return {"file_id": file.id, "file_unique_id": file.digest[:32], "file_size": file.size}


def _html(text: str, parse_mode: object) -> str:
    return sanitise(text, formatted=parse_mode is not None)


def _buttons(markup: object) -> list[list[dict[str, str]]]:
    if not isinstance(markup, InlineKeyboardMarkup):
        return []
    return [
        [
            {"text": button.text, "url": button.url}
            if button.url
            else {"text": button.text, "data": button.callback_data or ""}
            for button in row
        ]
        for row in markup.inline_keyboard
    ]


def _as_telegram(bot: Bot, message: WebMessage) -> dict[str, Any]:
    return {
        "message_id": message.id,
        "date": int(datetime.timestamp(message.at)),
        "chat": {"id": message.account, "type": "private"},
        "from": {"id": bot.id, "is_bot": True, "first_name": "学会助手"},
        "text": message.html,
    }
