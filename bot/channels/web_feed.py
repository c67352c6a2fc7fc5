"""The web door, incoming: what a page sends is stored as an update, then acknowledged."""

import re
from dataclasses import dataclass, replace
from hashlib import sha256
from html import escape
from typing import Any

from aiogram import Bot

from bot.channels.sockets import Sockets
from bot.channels.web_frames import frame, shown_file
from bot.reception import Reception
from forms.masking import mask
from storage.archive import Archive
from storage.clock import Clock
from storage.engine import Database
from storage.files import File
from storage.web import WebMessage

LONGEST_TEXT = 4000
PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")  # what Telegram allows in a link to a bot
VISITOR = "网页访客"


class Unacceptable(Exception):
    """What the page sent cannot be taken; the message is a Chinese sentence for the person."""


@dataclass(frozen=True, kw_only=True)
class WebFeed:
    """Says, presses and files of one account become updates.

    What is shown, and kept to be shown again, has no whole identity or mobile number in it; the
    update has what was typed, is sealed, and is forgotten when it is done.
    """

    bot: Bot
    database: Database
    reception: Reception
    sockets: Sockets
    clock: Clock

    async def say(self, account: int, client_id: str, text: str) -> None:
        if not text.strip():
            raise Unacceptable("没有看到文字，请写好后再发送。")
        if len(text) > LONGEST_TEXT:
            raise Unacceptable(
                f"这段话有 {len(text)} 个字，一次最多 {LONGEST_TEXT} 个字。请缩短或分几次发送。"
            )
        await self._store(account, client_id, {"text": text}, html=_shown(text))

    async def send_file(self, account: int, client_id: str, file: File) -> None:
        document = {
            "file_id": file.id,
            "file_unique_id": file.digest[:32],
            "file_name": file.name,
            "file_size": file.size,
        }
        shown = shown_file(replace(file, name=mask(file.name)))
        await self._store(account, client_id, {"document": document}, html="", files=[shown])

    async def _store(
        self, account: int, client_id: str, content: dict[str, Any], **bubble: Any
    ) -> None:
        update_id = update_number(account, client_id)
        async with self.database.writing() as work:
            archive = Archive(work)
            if await archive.inbox.knows(self.bot.id, update_id):
                return
            message = await archive.web_messages.add(
                account, self.clock.now(), mine=True, client_id=client_id, **bubble
            )
            raw = {"update_id": update_id, "message": _message(message) | content}
            fresh = await self.reception.accept(archive, self.bot, [raw])
        await self.sockets.push(account, frame("message", message))
        self.reception.hand_on(self.bot, fresh)

    async def press(self, account: int, client_id: str, message_id: int, data: str) -> None:
        update_id = update_number(account, client_id)
        async with self.database.writing() as work:
            archive = Archive(work)
            pressed = await archive.web_messages.get(account, message_id)
            label = _label(pressed, data) if pressed else None
            if pressed is None or label is None:
                raise Unacceptable("这个按钮已经不在了，请发送「菜单」重新开始。")
            if await archive.inbox.knows(self.bot.id, update_id):
                return
            echo = await archive.web_messages.add(
                account,
                self.clock.now(),
                mine=True,
                client_id=client_id,
                html=_shown(label),
            )
            raw = {"update_id": update_id, "callback_query": _query(client_id, pressed, data)}
            fresh = await self.reception.accept(archive, self.bot, [raw])
        await self.sockets.push(account, frame("message", echo))
        self.reception.hand_on(self.bot, fresh)

    async def greet(self, account: int, occasion: str) -> None:
        """Let the house open the conversation, as /start does on Telegram."""
        await self._open(account, occasion, "/start")

    async def enter(self, account: int, client_id: str, payload: str) -> None:
        """Somebody followed a link with `payload` in it: no bubble shows it."""
        if not PAYLOAD.fullmatch(payload):
            raise Unacceptable("这个链接不完整。请重新打开，或请发链接的人再发一次。")
        await self._open(account, client_id, f"/start {payload}")

    async def _open(self, account: int, occasion: str, text: str) -> None:
        date = int(self.clock.now().timestamp())
        message = {"message_id": 0, "date": date, **_who(account), "text": text}
        raw = {"update_id": update_number(account, occasion), "message": message}
        await self.reception.receive(self.bot, [raw])


def _shown(text: str) -> str:
    return escape(mask(text), quote=False)


def update_number(account: int, client_id: str) -> int:
    """The same press or sentence, sent twice, is the same update."""
    return int.from_bytes(sha256(f"{account}:{client_id}".encode()).digest()[:7], "big")


def _who(account: int) -> dict[str, Any]:
    person = {"id": account, "is_bot": False, "first_name": VISITOR}
    return {"chat": {"id": account, "type": "private"}, "from": person}


def _message(message: WebMessage) -> dict[str, Any]:
    date = int(message.at.timestamp())
    return {"message_id": message.id, "date": date, **_who(message.account)}


def _query(client_id: str, pressed: WebMessage, data: str) -> dict[str, Any]:
    return {
        "id": client_id,
        "chat_instance": str(pressed.account),
        "from": _who(pressed.account)["from"],
        "message": _message(pressed) | {"text": pressed.html},
        "data": data,
    }


def _label(message: WebMessage, data: str) -> str | None:
    """The text of the button that carries `data`: only what was offered can be pressed."""
    buttons = (button for row in message.buttons for button in row)
    return next((button["text"] for button in buttons if button.get("data") == data), None)
