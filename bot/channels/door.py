"""A door as the house sees it."""

from typing import Protocol

from aiogram import Bot


class Door(Protocol):
    """Sends through `bot`, and feeds the reception between `open` and `stop_feeding`."""

    @property
    def bot(self) -> Bot: ...

    @property
    def name(self) -> str: ...

    @property
    def standing(self) -> str | None:
        """None when in order, else what is wrong in a few Chinese words."""
        ...

    async def open(self) -> None: ...

    async def stop_feeding(self) -> None: ...

    async def close(self) -> None: ...
