"""Somebody who writes to the bot on Telegram: says, presses, sees."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest

from tests.bot.telegram.server import Bubble, FakeTelegram, Params
from tests.effort import PATIENCE_SECONDS

_accounts = count(5001)


async def until(holds: Callable[[], Any], what: Callable[[], object] = str) -> None:
    """Wait for something that happens elsewhere; the deadline only ends a test that failed."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not holds():  # noqa: ASYNC110 - it happens behind a socket
                await asyncio.sleep(0.01)
    except TimeoutError:
        pytest.fail(f"waited in vain: {what()}")


@dataclass(kw_only=True)
class Visitor:
    """One account in a private chat with the bot."""

    telegram: FakeTelegram
    name: str = "王秘书"
    account: int = field(default_factory=lambda: next(_accounts))
    read: int = 0

    async def says(self, text: str) -> list[Params]:
        return await self.sends(text=text)

    async def sends(self, **content: Any) -> list[Params]:
        """A message of any kind."""
        self.read = len(self.bubbles)
        return await self.telegram.bring({"message": self.message() | content})

    async def edits(self, text: str) -> list[Params]:
        self.read = len(self.bubbles)
        edited = self.message() | {"text": text, "edit_date": 1}
        return await self.telegram.bring({"edited_message": edited})

    async def presses(self, label: str, *, times: int = 1) -> list[Params]:
        self.read = len(self.bubbles)
        bubble = next(each for each in reversed(self.bubbles) if self._data(each, label))
        presses = [self.press(bubble, self._data(bubble, label)) for _ in range(times)]
        return await self.telegram.bring(*presses)

    def press(self, bubble: Bubble, data: str) -> Params:
        query = {"id": str(self.telegram.number()), "chat_instance": "1", "from": self.user}
        message = self.message() | {"message_id": bubble.id, "text": bubble.text}
        return {"callback_query": query | {"message": message, "data": data}}

    async def sees(self, *wanted: str) -> Bubble:
        """The first message since the last deed, or its edit, that holds all of `wanted`."""
        await until(lambda: self._showing(wanted), lambda: f"{wanted} in {self.bubbles}")
        found = self._showing(wanted)
        assert found is not None
        return found

    def has_seen(self, wanted: str) -> int:
        """In how many messages of the chat this stands."""
        return sum(wanted in bubble.text for bubble in self.bubbles)

    @property
    def bubbles(self) -> list[Bubble]:
        return self.telegram.in_chat(self.account)

    @property
    def user(self) -> Params:
        return {"id": self.account, "is_bot": False, "first_name": self.name}

    def message(self) -> Params:
        chat = {"id": self.account, "type": "private", "first_name": self.name}
        return {"message_id": self.telegram.number(), "date": 1, "chat": chat, "from": self.user}

    def _showing(self, wanted: tuple[str, ...]) -> Bubble | None:
        return next((each for each in self.bubbles[self.read :] if _holds(each, wanted)), None)

    def _data(self, bubble: Bubble, label: str) -> str:
        return next((data for text, data in bubble.buttons.items() if label in text), "")


def _holds(bubble: Bubble, wanted: tuple[str, ...]) -> bool:
    shown = "\n".join((bubble.text, *bubble.buttons))
    return all(text in shown for text in wanted)
