"""The list on which somebody ticks what they mean, kept between two presses."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from zlib import crc32

from handlers.desk import Desk
from handlers.review import conversations


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """One move of one workflow; `seen` are the filings with the revision that was shown."""

    workflow: str
    move: str
    seen: Mapping[str, int] = field(default_factory=dict)
    ticked: frozenset[str] = frozenset()

    def turned(self, filing_id: str) -> "Ticks":
        """Once more takes it away again; what is not on the list stays off it."""
        return replace(self, ticked=self.ticked ^ ({filing_id} & self.seen.keys()))

    def all(self) -> "Ticks":
        return replace(self, ticked=frozenset(self.seen))

    @property
    def stamp(self) -> int:
        """So that an old 「确定」 does not do what was ticked since."""
        text = ",".join([self.workflow, self.move, *sorted(self.ticked)])
        return crc32(text.encode()) % 90_000

    async def keep(self, desk: Desk) -> "Ticks":
        data: dict[str, Any] = {
            "workflow": self.workflow,
            "move": self.move,
            "seen": dict(self.seen),
            "ticked": sorted(self.ticked),
        }
        await desk.archive.drafts.keep(desk.person.id, conversations.BATCH, data, desk.now)
        return self


async def kept(desk: Desk) -> Ticks | None:
    data = await desk.archive.drafts.get(desk.person.id, conversations.BATCH)
    return Ticks(**{**data, "ticked": frozenset(data["ticked"])}) if data else None


async def forget(desk: Desk) -> None:
    await desk.archive.drafts.drop(desk.person.id, conversations.BATCH)
