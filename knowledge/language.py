"""A language model that words an answer from the retrieved passages only."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from knowledge.notice import Answer

OnPartial = Callable[[str], Awaitable[None]]


class Language(Protocol):
    """Words an answer; whatever goes wrong, the extractive answer comes back."""

    async def word(self, answer: Answer, on_partial: OnPartial) -> Answer:
        """The same answer, better worded, or unchanged."""
