"""Deeds, written to the journal: who, what, about whom, without their data."""

from dataclasses import dataclass
from typing import Any

from handlers.desk import Desk
from storage.archive import Archive
from storage.clock import Clock
from storage.journal import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who does something, and through which door: also where nobody is at a desk."""

    person_id: str | None
    door: str
    clock: Clock

    async def note(self, archive: Archive, action: str, about: str, **detail: Any) -> None:
        """`detail` holds names of fields, ids, states and counts; never a person's own values."""
        entry = Entry(
            at=self.clock.now(),
            person_id=self.person_id,
            door=self.door,
            action=action,
            object=about,
            detail=detail,
        )
        await archive.journal.write(entry)


def by(desk: Desk) -> By:
    return By(person_id=desk.person.id, door=desk.door, clock=desk.clock)


async def note(desk: Desk, action: str, about: str, **detail: Any) -> None:
    await by(desk).note(desk.archive, action, about, **detail)
