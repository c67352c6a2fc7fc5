"""What a message says, as filters.

aiogram hands every filter that is no coroutine to a thread, `F.text` among them: with a score of
rooms to ask, the handing over costs a message more than its answer. These answer where they are
asked.
"""

import re
from collections.abc import Iterable

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

ENDINGS = "。.!！?？"


class Said(Filter):
    """The whole message is one of these words, however it ends and whatever its case."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(word.casefold() for word in words)

    async def __call__(self, message: Message) -> bool:
        text = (message.text or "").strip().casefold()
        return text in self.words or text.rstrip(ENDINGS) in self.words


class Spoken(Filter):
    """A text that is no command."""

    async def __call__(self, message: Message) -> bool:
        return bool(message.text) and not (message.text or "").startswith("/")


class Matches(Filter):
    """The whole message fits the pattern; the match is offered as `asked`."""

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)

    async def __call__(self, message: Message) -> bool | dict[str, re.Match[str]]:
        found = self.pattern.fullmatch(message.text or "")
        return {"asked": found} if found else False


class WithDocument(Filter):
    """A file."""

    async def __call__(self, message: Message) -> bool:
        return message.document is not None


class WithFile(Filter):
    """A file or a picture."""

    async def __call__(self, message: Message) -> bool:
        return message.document is not None or bool(message.photo)


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
