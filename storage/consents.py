"""What people have agreed to have kept about them, and when they took it back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import insert, select, update

from storage.engine import Work
from storage.tables import consents


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """`wording` is the number of the text that was shown."""

    purpose: str
    wording: int
    door: str
    given_at: datetime
    withdrawn_at: datetime | None = None


class Consents:
    """One row each time somebody agrees."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def give(
        self, person_id: str, purpose: str, wording: int, door: str, now: datetime
    ) -> None:
        await self.work.run(
            insert(consents).values(
                id=uuid4().hex,
                person_id=person_id,
                purpose=purpose,
                wording=wording,
                door=door,
                given_at=now,
            )
        )

    async def has(self, person_id: str, purpose: str, wording: int) -> bool:
        """Whether this wording, or a later one, was agreed to and stands."""
        found = await self.work.run(
            select(consents.c.id).where(
                consents.c.person_id == person_id,
                consents.c.purpose == purpose,
                consents.c.wording >= wording,
                consents.c.withdrawn_at.is_(None),
            )
        )
        return found.first() is not None

    async def withdraw(self, person_id: str, now: datetime) -> int:
        done = await self.work.run(
            update(consents)
            .where(consents.c.person_id == person_id, consents.c.withdrawn_at.is_(None))
            .values(withdrawn_at=now)
        )
        return done.rowcount

    async def of(self, person_id: str) -> list[Consent]:
        columns = [consents.c[name] for name in Consent.__slots__]
        rows = await self.work.run(
            select(*columns).where(consents.c.person_id == person_id).order_by(consents.c.given_at)
        )
        return [Consent(**row._mapping) for row in rows]
