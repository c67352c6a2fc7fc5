"""The library of this process, as a room changes it."""

from typing import Protocol

from knowledge.notice import Notice


class Stacks(Protocol):
    """Found by its words at once, by its meaning a little later; the archive decides who may."""

    async def put(self, notice: Notice) -> int:
        """A new notice, or the same one changed; how many passages it has."""
        ...

    async def take_away(self, notice_id: str) -> None: ...
