"""Who did what, when, through which door."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from storage.engine import Work
from storage.tables import journal


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One deed. `object` names what was acted on, `detail` holds facts and no personal data."""

    at: datetime
    person_id: str | None
    door: str
    action: str
    object: str
    detail: dict[str, Any]


class Journal:
    """Written to, never changed."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def write(self, entry: Entry) -> None:
        await self.work.run(
            insert(journal).values(
                at=entry.at,
                person_id=entry.person_id,
                door=entry.door,
                action=entry.action,
                object=entry.object,
                detail=entry.detail,
            )
        )

    async def entries(self, *, most: int = 100) -> list[Entry]:
        """The newest first."""
        rows = await self.work.run(select(journal).order_by(journal.c.id.desc()).limit(most))
        return [
            Entry(
                at=row.at,
                person_id=row.person_id,
                door=row.door,
                action=row.action,
                object=row.object,
                detail=row.detail,
            )
            for row in rows
        ]
