"""What a secretary wants changed about a society, until staff have looked at it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import ColumnElement, func, insert, select, update

from storage.engine import Work
from storage.tables import corrections, societies


class CorrectionState(StrEnum):
    """待核对 → 已采纳 | 未采纳 | 已撤回."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One field, from → to, as texts."""

    id: str
    society_id: str
    society: str
    person_id: str | None
    field: str
    before: str | None
    after: str | None
    at: datetime
    state: CorrectionState
    reason: str | None = None


class Corrections:
    """Decided once."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def ask(
        self,
        society_id: str,
        person_id: str,
        field: str,
        values: tuple[str | None, str | None],
        now: datetime,
    ) -> str:
        """A new wish for the same field takes the place of one that still waits."""
        identity = uuid4().hex
        await self.work.run(
            update(corrections)
            .where(
                corrections.c.society_id == society_id,
                corrections.c.field == field,
                corrections.c.state == CorrectionState.WAITING,
            )
            .values(state=CorrectionState.WITHDRAWN, decided_at=now, decided_by=person_id)
        )
        before, after = (
            self.work.vault.seal(text, f"corrections.{name}.{identity}") if text else None
            for name, text in zip(("before", "after"), values, strict=True)
        )
        await self.work.run(
            insert(corrections).values(
                id=identity,
                society_id=society_id,
                person_id=person_id,
                field=field,
                before=before,
                after=after,
                at=now,
                state=CorrectionState.WAITING,
            )
        )
        return identity

    async def decide(
        self,
        identity: str,
        state: CorrectionState,
        decided_by: str,
        now: datetime,
        reason: str | None = None,
    ) -> bool:
        """Compare and set: False when it was decided already."""
        done = await self.work.run(
            update(corrections)
            .where(corrections.c.id == identity, corrections.c.state == CorrectionState.WAITING)
            .values(state=state, decided_by=decided_by, decided_at=now, reason=reason)
        )
        return done.rowcount == 1

    async def get(self, identity: str) -> Correction | None:
        found = await self._list(corrections.c.id == identity)
        return found[0] if found else None

    async def waiting(self, society_id: str | None = None, *, most: int = 10) -> list[Correction]:
        condition = corrections.c.state == CorrectionState.WAITING
        if society_id is not None:
            condition = condition & (corrections.c.society_id == society_id)
        return await self._list(condition, most=most)

    async def of(self, person_id: str) -> list[Correction]:
        return await self._list(corrections.c.person_id == person_id)

    async def count_waiting(self) -> int:
        counted = await self.work.run(
            select(func.count())
            .select_from(corrections)
            .where(corrections.c.state == CorrectionState.WAITING)
        )
        return int(counted.scalar_one())

    async def _list(self, condition: ColumnElement[bool], *, most: int = 1000) -> list[Correction]:
        rows = await self.work.run(
            select(corrections, societies.c.name.label("society"))
            .join(societies)
            .where(condition)
            .order_by(corrections.c.at, corrections.c.id)
            .limit(most)
        )
        return [self._correction(dict(row._mapping)) for row in rows]

    def _correction(self, row: dict[str, object]) -> Correction:
        values = {name: row[name] for name in Correction.__slots__}
        for name in ("before", "after"):
            if sealed := values[name]:
                place = f"corrections.{name}.{row['id']}"
                values[name] = self.work.vault.open(str(sealed), place)
        values["state"] = CorrectionState(str(row["state"]))
        return Correction(**values)  # type: ignore[arg-type]
