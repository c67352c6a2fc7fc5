"""Secret addresses of private calendars: one a person, found by an index, renewed at will."""

from datetime import datetime

from sqlalchemy import select

from storage.engine import Work
from storage.tables import calendar_links
from storage.upsert import upsert

KIND = "calendar"


class CalendarLinks:
    """Sealed, so that it can be shown again; a copy of the table opens no calendar."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def of(self, person_id: str) -> str | None:
        found = await self.work.run(
            select(calendar_links.c.secret).where(calendar_links.c.person_id == person_id)
        )
        sealed = found.scalar_one_or_none()
        return None if sealed is None else self.work.vault.open(sealed, _place(person_id))

    async def give(self, person_id: str, secret: str, now: datetime) -> None:
        """From now on this one, and no other."""
        values = {
            "secret": self.work.vault.seal(secret, _place(person_id)),
            "secret_index": self.work.vault.index(KIND, secret),
            "created_at": now,
        }
        await upsert(self.work, calendar_links, {"person_id": person_id}, values)

    async def owner(self, secret: str) -> str | None:
        """Whose calendar it opens."""
        indices = self.work.vault.indices(KIND, secret)
        found = await self.work.run(
            select(calendar_links.c.person_id).where(calendar_links.c.secret_index.in_(indices))
        )
        return found.scalars().first()


def _place(person_id: str) -> str:
    return f"calendar_links.secret.{person_id}"
