"""The people of a dialogue, each at the door the script gives them."""

from abc import abstractmethod
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

from bot.channels.web_door import WebDoor
from bot.channels.web_feed import Unacceptable
from bot.offers import chosen
from bot.reception import Reception
from bot.rehearsal.transcript import Line, Mailbox, Recorder
from storage.choices import Choice

_update_numbers = count(1)


class NothingToPress(Exception):
    """No button fits, or several do; the message is a Chinese sentence."""


@dataclass(kw_only=True)
class Actor:
    """Somebody who talks to the house."""

    mailbox: Mailbox
    account: int
    recorder: Recorder

    async def says(self, text: str) -> None:
        self.recorder.note(self.mailbox, text)
        await self._say(text)

    async def presses(self, wanted: str) -> None:
        line, choice = find_button(self.mailbox.lines, wanted)
        self.recorder.note(self.mailbox, choice.label)
        await self._press(line, choice)

    async def opens(self, link: str) -> None:
        """Follow a link into the house; NothingToPress when it leads elsewhere."""
        payload = dict(parse_qsl(urlsplit(link).query)).get("start")
        if not payload:
            raise NothingToPress(f"打不开「{link}」，链接里应有 start=")
        self.recorder.note(self.mailbox, link)
        await self._enter(payload)

    async def sends(self, path: Path) -> None:
        self.recorder.note(self.mailbox, "", files=(path.name,))
        await self._send(path)

    @abstractmethod
    async def _say(self, text: str) -> None: ...

    @abstractmethod
    async def _press(self, line: Line, choice: Choice) -> None: ...

    @abstractmethod
    async def _enter(self, payload: str) -> None: ...

    @abstractmethod
    async def _send(self, path: Path) -> None: ...


@dataclass(kw_only=True)
class WebActor(Actor):
    """Goes through the page's own feed: what it refuses, the person sees."""

    door: WebDoor

    async def _say(self, text: str) -> None:
        try:
            await self.door.feed.say(self.account, uuid4().hex, text)
        except Unacceptable as refusal:
            self.recorder.write(self.mailbox, str(refusal))

    async def _press(self, line: Line, choice: Choice) -> None:
        try:
            await self.door.feed.press(self.account, uuid4().hex, line.message_id, choice.data)
        except Unacceptable as refusal:
            self.recorder.write(self.mailbox, str(refusal))

    async def _enter(self, payload: str) -> None:
        try:
            await self.door.feed.enter(self.account, uuid4().hex, payload)
        except Unacceptable as refusal:
            self.recorder.write(self.mailbox, str(refusal))

    async def _send(self, path: Path) -> None:
        try:
            file = await self.door.files.keep(self.account, path.name, path.read_bytes())
            await self.door.feed.send_file(self.account, uuid4().hex, file)
        except Unacceptable as refusal:
            self.recorder.write(self.mailbox, str(refusal))


@dataclass(kw_only=True)
class TelegramActor(Actor):
    """Sends updates as Telegram would."""

    reception: Reception
    bot: Any

    async def _say(self, text: str) -> None:
        await self._feed({"message": self._message() | {"text": text}})

    async def _enter(self, payload: str) -> None:
        await self._say(f"/start {payload}")

    async def _send(self, path: Path) -> None:
        document = {
            "file_id": str(path),
            "file_unique_id": uuid4().hex,
            "file_name": path.name,
            "file_size": path.stat().st_size,
        }
        await self._feed({"message": self._message() | {"document": document}})

    async def _press(self, line: Line, choice: Choice) -> None:
        message = self._message() | {"message_id": line.message_id, "text": line.text}
        query = {
            "id": uuid4().hex,
            "chat_instance": str(self.account),
            "from": self._user(),
            "message": message,
            "data": choice.data,
        }
        await self._feed({"callback_query": query})

    def _user(self) -> dict[str, Any]:
        return {"id": self.account, "is_bot": False, "first_name": self.mailbox.name}

    def _message(self) -> dict[str, Any]:
        chat = {"id": self.account, "type": "private", "first_name": self.mailbox.name}
        return {"message_id": next(_update_numbers), "date": 0, "chat": chat, "from": self._user()}

    async def _feed(self, content: dict[str, Any]) -> None:
        await self.reception.receive(self.bot, [{"update_id": next(_update_numbers), **content}])


def find_button(lines: list[Line], wanted: str) -> tuple[Line, Choice]:
    """In the newest message that has it: by label, by number, or by a part that is unique."""
    for line in reversed(lines):
        if not (pressable := [choice for choice in line.buttons if choice.data]):
            continue
        if choice := chosen(wanted, pressable):
            return line, choice
        if wanted.isdecimal() and 0 < int(wanted) <= len(pressable):
            return line, pressable[int(wanted) - 1]
        parts = [choice for choice in pressable if wanted in choice.label]
        if len(parts) > 1:
            raise NothingToPress(f"「{wanted}」对得上几个按钮：{_labels(parts)}")
        if parts:
            return line, parts[0]
    latest = next((line.buttons for line in reversed(lines) if line.buttons), ())
    raise NothingToPress(
        f"没有按钮「{wanted}」，最近的按钮是：{_labels(latest) or '（没有按钮）'}"
    )


def _labels(choices: Any) -> str:
    return "、".join(choice.label for choice in choices)
