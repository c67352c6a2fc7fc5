"""Experts and the filings they score: each for themselves, once, or not at all."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, select, update

from storage.engine import Work
from storage.tables import filing_experts, filings
from storage.upsert import insert_for

BATCH = 200  # rows to a statement
SEALED = ("recused_because", "opinion")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One expert and one filing: waiting, scored or recused."""

    filing_id: str
    person_id: str
    assigned_by: str | None
    assigned_at: datetime
    recused_at: datetime | None
    recused_because: str | None = field(repr=False)
    score: int | None
    opinion: str | None = field(repr=False)
    scored_at: datetime | None

    @property
    def waits(self) -> bool:
        return self.scored_at is None and self.recused_at is None


WAITING = and_(filing_experts.c.scored_at.is_(None), filing_experts.c.recused_at.is_(None))


class Experts:
    """Who scores what."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def assign(
        self, filing_id: str, person_id: str, *, by: str | None, now: datetime
    ) -> bool:
        """False when they were assigned before, also when they have recused themselves."""
        done = await self.work.run(
            insert_for(self.work, filing_experts)
            .values(filing_id=filing_id, person_id=person_id, assigned_by=by, assigned_at=now)
            .on_conflict_do_nothing()
        )
        return done.rowcount == 1

    async def assign_many(
        self, pairs: Collection[tuple[str, str]], *, by: str | None, now: datetime
    ) -> None:
        """Filings and people; those assigned before stay as they are."""
        rows = [
            {"filing_id": filing_id, "person_id": person_id, "assigned_by": by, "assigned_at": now}
            for filing_id, person_id in pairs
        ]
        for start in range(0, len(rows), BATCH):
            insertion = insert_for(self.work, filing_experts).values(rows[start : start + BATCH])
            await self.work.run(insertion.on_conflict_do_nothing())

    async def recuse(self, filing_id: str, person_id: str, because: str, now: datetime) -> bool:
        """False when there is nothing (any more) to be recused from."""
        sealed = self.work.vault.seal(because, _place("recused_because", filing_id))
        values = {"recused_at": now, "recused_because": sealed}
        return await self._decide(filing_id, person_id, values)

    async def score(
        self, filing_id: str, person_id: str, score: int, opinion: str | None, now: datetime
    ) -> bool:
        """False when it was scored before, or the expert recused themselves."""
        sealed = opinion and self.work.vault.seal(opinion, _place("opinion", filing_id))
        values = {"score": score, "opinion": sealed, "scored_at": now}
        return await self._decide(filing_id, person_id, values)

    async def _decide(self, filing_id: str, person_id: str, values: dict[str, Any]) -> bool:
        mine = and_(
            filing_experts.c.filing_id == filing_id, filing_experts.c.person_id == person_id
        )
        done = await self.work.run(update(filing_experts).where(mine, WAITING).values(**values))
        return done.rowcount == 1

    async def of(self, filing_id: str) -> list[Assignment]:
        """In the order they were assigned."""
        return await self._list(filing_experts.c.filing_id == filing_id)

    async def among(self, form: str, states: Collection[str]) -> list[Assignment]:
        """Of all filings of a form in these states."""
        mine = select(filings.c.id).where(
            filings.c.form == form, filings.c.state.in_(list(states))
        )
        return await self._list(filing_experts.c.filing_id.in_(mine))

    async def waiting_for(self, person_id: str) -> list[str]:
        """The filings somebody has still to score, those assigned first before."""
        rows = await self.work.run(
            select(filing_experts.c.filing_id)
            .join(filings)
            .where(filing_experts.c.person_id == person_id, WAITING, ~filings.c.ended)
            .order_by(filing_experts.c.assigned_at, filing_experts.c.filing_id)
        )
        return list(rows.scalars())

    async def _list(self, condition: ColumnElement[bool]) -> list[Assignment]:
        rows = await self.work.run(
            select(filing_experts)
            .where(condition)
            .order_by(filing_experts.c.assigned_at, filing_experts.c.person_id)
        )
        return [self._assignment(dict(row._mapping)) for row in rows]

    def _assignment(self, row: dict[str, Any]) -> Assignment:
        for name in (name for name in SEALED if row[name]):
            row[name] = self.work.vault.open(row[name], _place(name, row["filing_id"]))
        return Assignment(**row)


def _place(name: str, filing_id: str) -> str:
    """Without the person: when two turn out to be one, the row becomes the other's."""
    return f"filing_experts.{name}.{filing_id}"
