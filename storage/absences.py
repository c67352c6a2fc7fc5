"""Who is away, until when, and who decides for them meanwhile."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, delete, select

from storage.engine import Work
from storage.tables import absences
from storage.upsert import upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Both days belong to it."""

    person_id: str
    deputy_id: str
    since: date
    until: date


class Absences:
    """One a person: a new one takes the place of the last."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def set(self, person_id: str, deputy_id: str, since: date, until: date) -> None:
        values = {"deputy_id": deputy_id, "since": since, "until": until}
        await upsert(self.work, absences, {"person_id": person_id}, values)

    async def end(self, person_id: str) -> bool:
        done = await self.work.run(delete(absences).where(absences.c.person_id == person_id))
        return done.rowcount == 1

    async def of(self, person_id: str) -> Absence | None:
        query = select(absences).where(absences.c.person_id == person_id)
        row = (await self.work.run(query)).one_or_none()
        return row and Absence(**row._mapping)

    async def deputy_for(self, person_id: str, today: date) -> str | None:
        query = select(absences.c.deputy_id).where(
            absences.c.person_id == person_id, _covers(today)
        )
        found: str | None = (await self.work.run(query)).scalar_one_or_none()
        return found

    async def deputised_by(self, deputy_id: str, today: date) -> list[str]:
        """For whom somebody decides today."""
        rows = await self.work.run(
            select(absences.c.person_id)
            .where(absences.c.deputy_id == deputy_id, _covers(today))
            .order_by(absences.c.person_id)
        )
        return list(rows.scalars())


def _covers(today: date) -> ColumnElement[bool]:
    return and_(absences.c.since <= today, absences.c.until >= today)
