"""The yearly renewal: every verified member is asked to look at their data again."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, insert, select, update

from storage.engine import Work
from storage.tables import campaigns


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """One year's renewal; open until somebody closes it.

    Letters to members go out in the order of their ids: `written_to` is the last who got one,
    `written_at` when all had.
    """

    id: str
    year: int
    due: date
    opened_at: datetime
    closed_at: datetime | None = None
    written_to: str | None = None
    written_at: datetime | None = None


class Campaigns:
    """At most one a year."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def open(self, year: int, due: date, opened_by: str, now: datetime) -> str:
        identity = uuid4().hex
        await self.work.run(
            insert(campaigns).values(
                id=identity, year=year, due=due, opened_by=opened_by, opened_at=now
            )
        )
        return identity

    async def close(self, identity: str, now: datetime) -> bool:
        done = await self.work.run(
            update(campaigns)
            .where(campaigns.c.id == identity, campaigns.c.closed_at.is_(None))
            .values(closed_at=now)
        )
        return done.rowcount == 1

    async def advance(self, campaign: Campaign, written_to: str | None, now: datetime) -> bool:
        """Compare and set: False when another process wrote these letters; None ends it."""
        done = await self.work.run(
            update(campaigns)
            .where(
                campaigns.c.id == campaign.id,
                campaigns.c.written_to.is_not_distinct_from(campaign.written_to),
                campaigns.c.written_at.is_(None),
                campaigns.c.closed_at.is_(None),
            )
            .values({"written_at": now} if written_to is None else {"written_to": written_to})
        )
        return done.rowcount == 1

    async def of_year(self, year: int) -> Campaign | None:
        return await self._one(campaigns.c.year == year)

    async def current(self) -> Campaign | None:
        return await self._one(campaigns.c.closed_at.is_(None))

    async def _one(self, condition: ColumnElement[bool]) -> Campaign | None:
        columns = [campaigns.c[name] for name in Campaign.__slots__]
        rows = await self.work.run(
            select(*columns).where(condition).order_by(campaigns.c.year.desc())
        )
        row = rows.first()
        return row and Campaign(**row._mapping)
