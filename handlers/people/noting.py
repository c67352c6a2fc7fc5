"""Deeds of the people rooms, written to the journal: who, what, about whom, without their data."""

from typing import Any

from handlers.desk import Desk
from storage.journal import Entry


async def note(desk: Desk, action: str, about: str, **detail: Any) -> None:
    """`detail` holds names of fields, ids, states and counts; never a person's own values."""
    await desk.archive.journal.write(
        Entry(
            at=desk.now,
            person_id=desk.person.id,
            door=desk.door,
            action=action,
            object=about,
            detail=detail,
        )
    )
