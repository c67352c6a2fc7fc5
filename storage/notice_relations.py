"""What one notice says of another: proposed from its sentence, decided by staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import ColumnElement, and_, delete, insert, or_, select, update

from storage.engine import Work
from storage.tables import notices, relations


class RelationState(StrEnum):
    """proposed → confirmed or refused."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """`notice_id` repeals, replaces or amends the other; `other_id` where that is kept here."""

    id: str
    notice_id: str
    act: str
    title: str
    document_number: str | None
    other_id: str | None
    sentence: str
    state: RelationState
    decided_by: str | None
    decided_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a sentence says, before it has a row."""

    act: str
    title: str
    document_number: str | None
    sentence: str


class NoticeRelations:
    """Proposals find the notice they mean, also when that one comes later."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def propose(self, notice_id: str, said: Sequence[Said]) -> None:
        """In the place of what was proposed of this notice before."""
        open_ = relations.c.state == RelationState.PROPOSED
        await self.work.run(delete(relations).where(relations.c.notice_id == notice_id, open_))
        for each in said:
            await self.work.run(
                insert(relations).values(
                    id=uuid4().hex,
                    notice_id=notice_id,
                    act=each.act,
                    title=each.title[:300],
                    document_number=each.document_number,
                    other_id=await self._meant(notice_id, each),
                    sentence=each.sentence,
                    state=RelationState.PROPOSED,
                )
            )

    async def _meant(self, notice_id: str, said: Said) -> str | None:
        """The newest with this number, or else with this title; never the notice itself."""
        conditions = [notices.c.title == said.title] if said.title else []
        if said.document_number:
            conditions.insert(0, notices.c.document_number == said.document_number)
        for condition in conditions:
            rows = await self.work.run(
                select(notices.c.id)
                .where(condition, notices.c.id != notice_id)
                .order_by(notices.c.issued.desc(), notices.c.id)
                .limit(1)
            )
            if found := rows.scalar_one_or_none():
                return str(found)
        return None

    async def adopt(self, notice_id: str, title: str, document_number: str | None) -> int:
        """A notice that others spoke of has come: how many of them meant it."""
        same = [relations.c.title == title]
        if document_number:
            same.append(relations.c.document_number == document_number)
        done = await self.work.run(
            update(relations)
            .where(relations.c.other_id.is_(None), relations.c.notice_id != notice_id, or_(*same))
            .values(other_id=notice_id)
        )
        return done.rowcount

    async def get(self, identity: str) -> Relation | None:
        found = await self._list(relations.c.id == identity)
        return found[0] if found else None

    async def of(self, notice_id: str) -> list[Relation]:
        """What it says of others."""
        return await self._list(relations.c.notice_id == notice_id)

    async def about(self, notice_id: str) -> list[Relation]:
        """What others say of it, except what staff have refused."""
        not_refused = relations.c.state != RelationState.REFUSED
        return await self._list(and_(relations.c.other_id == notice_id, not_refused))

    async def decide(
        self, identity: str, state: RelationState, by: str | None, now: datetime
    ) -> bool:
        """Compare and set: what was decided stays."""
        open_ = relations.c.state == RelationState.PROPOSED
        done = await self.work.run(
            update(relations)
            .where(relations.c.id == identity, open_)
            .values(state=state, decided_by=by, decided_at=now)
        )
        return done.rowcount == 1

    async def _list(self, condition: ColumnElement[bool]) -> list[Relation]:
        rows = await self.work.run(select(relations).where(condition).order_by(relations.c.id))
        return [
            Relation(**(dict(row._mapping) | {"state": RelationState(row.state)})) for row in rows
        ]
