"""The library's notices as the rooms change them: here at once, elsewhere when it is noticed."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic

from knowledge.library import Library
from knowledge.notice import Notice

SETTLED_SECONDS = 30.0  # by then the change is committed, or was undone


@dataclass(slots=True)
class Touched:
    """What a room has just changed, perhaps before its transaction is through."""

    at: dict[str, float] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    def touch(self, notice_id: str) -> None:
        self.at[notice_id] = monotonic()
        self.woken.set()

    def fresh(self) -> set[str]:
        """The archive's word does not count for these yet."""
        since = monotonic() - SETTLED_SECONDS
        self.settled |= {each for each, at in self.at.items() if at <= since}
        self.at = {each: at for each, at in self.at.items() if at > since}
        return set(self.at)

    def looked_at_again(self) -> set[str]:
        """For these it counts from now on, and may be another one: the change was undone."""
        settled, self.settled = self.settled, set()
        return settled

    async def wait(self, seconds: float) -> None:
        """Until something is touched, or this time is over."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.woken.wait(), seconds)
        self.woken.clear()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStacks:
    """The Stacks the rooms are given; vectors are made in the background."""

    library: Library
    touched: Touched = field(default_factory=Touched)

    async def put(self, notice: Notice) -> int:
        self.touched.touch(notice.id)
        return await self.library.add(notice, embed=False)

    async def take_away(self, notice_id: str) -> None:
        self.touched.touch(notice_id)
        await self.library.remove(notice_id)
