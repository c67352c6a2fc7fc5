"""Files of rows on their way in: checked, then taken over when somebody says so."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, and_, insert, or_, select, update

from storage.engine import Work
from storage.tables import files, imports, societies

LEASE = timedelta(minutes=2)


class ImportState(StrEnum):
    """received → checked → approved → done, or cancelled, or refused (unreadable)."""

    RECEIVED = "received"
    CHECKED = "checked"
    APPROVED = "approved"
    DONE = "done"
    CANCELLED = "cancelled"
    REFUSED = "refused"


UNDER_WAY = (ImportState.RECEIVED, ImportState.APPROVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One file; `counts` says how many rows are new, changed, unchanged, bad."""

    id: str
    kind: str
    person_id: str
    society_id: str | None
    file_id: str
    door: str
    bot_id: int
    chat_id: int
    state: ImportState
    counts: dict[str, int]
    created_at: datetime


class Imports:
    """Work that outlives the message that asked for it: rows with leases."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def receive(
        self,
        kind: str,
        person_id: str,
        file_id: str,
        chat: tuple[str, int, int],
        now: datetime,
        society_id: str | None = None,
    ) -> str:
        """`chat` is the door, its bot and the chat where the outcome is told."""
        identity = uuid4().hex
        door, bot_id, chat_id = chat
        await self.work.run(
            insert(imports).values(
                id=identity,
                kind=kind,
                person_id=person_id,
                society_id=society_id,
                file_id=file_id,
                door=door,
                bot_id=bot_id,
                chat_id=chat_id,
                state=ImportState.RECEIVED,
                counts={},
                created_at=now,
            )
        )
        return identity

    async def get(self, identity: str) -> Import | None:
        found = await self.work.run(select(*_COLUMNS).where(imports.c.id == identity))
        row = found.one_or_none()
        return _import(row._mapping) if row else None

    async def waiting(self, now: datetime) -> bool:
        found = await self.work.run(select(imports.c.id).where(_waiting(now)).limit(1))
        return found.first() is not None

    async def take(self, now: datetime) -> Import | None:
        """One that waits for somebody's hands, leased to the caller."""
        waiting = _waiting(now)
        found = await self.work.run(
            select(imports.c.id).where(waiting).order_by(imports.c.created_at).limit(1)
        )
        identity = found.scalar_one_or_none()
        if identity is None:
            return None
        taken = await self.work.run(
            update(imports)
            .where(imports.c.id == identity, waiting)
            .values(leased_until=now + LEASE)
        )
        return await self.get(identity) if taken.rowcount == 1 else None

    async def note(
        self, identity: str, state: ImportState, counts: dict[str, int], now: datetime
    ) -> bool:
        """How far it is, and the lease renewed; False when it is not in that state any more."""
        done = await self.work.run(
            update(imports)
            .where(imports.c.id == identity, imports.c.state == state)
            .values(counts=counts, leased_until=now + LEASE)
        )
        return done.rowcount == 1

    async def turn(
        self,
        identity: str,
        former: ImportState,
        state: ImportState,
        now: datetime,
        counts: dict[str, int] | None = None,
    ) -> bool:
        """Compare and set: pressed twice, it turns once."""
        values: dict[str, Any] = {"state": state, "leased_until": None}
        if counts is not None:
            values["counts"] = counts
        if state not in (*UNDER_WAY, ImportState.CHECKED):
            values["finished_at"] = now
        done = await self.work.run(
            update(imports)
            .where(imports.c.id == identity, imports.c.state == former)
            .values(**values)
        )
        return done.rowcount == 1

    async def about(self, person_id: str) -> list[dict[str, Any]]:
        """What somebody sent to be imported, in words rather than numbers."""
        rows = await self.work.run(
            select(
                imports.c.kind,
                societies.c.name.label("society"),
                files.c.name.label("file"),
                imports.c.state,
                imports.c.created_at,
            )
            .select_from(imports.join(files).outerjoin(societies))
            .where(imports.c.person_id == person_id)
            .order_by(imports.c.created_at)
        )
        return [dict(row._mapping) for row in rows]


def _waiting(now: datetime) -> ColumnElement[bool]:
    free = or_(imports.c.leased_until.is_(None), imports.c.leased_until < now)
    return and_(imports.c.state.in_(UNDER_WAY), free)


_COLUMNS = [imports.c[name] for name in Import.__slots__]


def _import(row: Any) -> Import:
    return Import(**(dict(row) | {"state": ImportState(row["state"])}))
