"""Where somebody can watch that something is being done for them."""

from typing import Protocol


class Stage(Protocol):
    """A sign of life, and the part of an answer that is worded already."""

    async def think(self) -> None: ...

    async def show(self, text: str) -> None: ...
