"""What a message says, as filters.

aiogram hands every filter that is no coroutine to a thread, `F.text` among them: with a score of
rooms to ask, the handing over costs a message more than its answer. These answer where they are
asked.
"""

import re
from abc import abstractmethod
from collections.abc import Iterable
from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

ENDINGS = "。.!！?？"


class Glance(Filter):
    """A filter that tells at a glance, so that a whole room can be passed by."""

    @abstractmethod
    def admits(self, event: Message) -> bool: ...

    async def __call__(self, event: Message) -> bool | dict[str, Any]:
        return self.admits(event)


class Said(Glance):
    """The whole message is one of these words, however it ends and whatever its case."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(word.casefold() for word in words)

    def admits(self, event: Message) -> bool:
        text = (event.text or "").strip().casefold()
        return text in self.words or text.rstrip(ENDINGS) in self.words


class Spoken(Glance):
    """A text that is no command."""

    def admits(self, event: Message) -> bool:
        return bool(event.text) and not (event.text or "").startswith("/")


class Matches(Glance):
    """The whole message fits the pattern; the match is offered as `asked`."""

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)

    def admits(self, event: Message) -> bool:
        return self.pattern.fullmatch(event.text or "") is not None

    async def __call__(self, event: Message) -> bool | dict[str, Any]:
        found = self.pattern.fullmatch(event.text or "")
        return {"asked": found} if found else False


class WithDocument(Glance):
    """A file."""

    def admits(self, event: Message) -> bool:
        return event.document is not None


class WithFile(Glance):
    """A file or a picture."""

    def admits(self, event: Message) -> bool:
        return event.document is not None or bool(event.photo)


class InPrivate(Filter):
    """A chat of one person with the house: in a group everybody reads along."""

    async def __call__(self, event: Message | CallbackQuery) -> bool:
        message = event if isinstance(event, Message) else event.message
        return message is None or message.chat.type == "private"


def private_room(name: str) -> Router:
    """A router for what is nobody else's business."""
    router = Router(name=name)
    router.message.filter(InPrivate())
    router.callback_query.filter(InPrivate())
    return router
