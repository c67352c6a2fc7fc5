"""What staff have sent to be taken in: read, shown, and theirs alone until they confirm it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, and_, delete, insert, or_, select, update

from storage.engine import Work
from storage.tables import intakes

LEASE = timedelta(minutes=4)  # renewed between two children, each of which ends sooner


class IntakeState(StrEnum):
    """waiting → reading (leased) → read; taken in or given up, the row is gone."""

    WAITING = "waiting"
    READING = "reading"
    READ = "read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """One file or link; `reading` is empty until it is read, `changes` what staff have mended.

    While it is not read, `changes` holds the chat it came from, `refused` counts vain attempts,
    and `changed_at` is the lease: whoever has another one than the row has lost it.
    """

    id: str
    person_id: str
    source: str
    file_name: str | None
    file_digest: str | None
    state: IntakeState
    reading: dict[str, Any]
    changes: dict[str, Any]
    replaces: str | None
    refused: dict[str, Any] | None
    created_at: datetime
    changed_at: datetime


class Intakes:
    """Rows with leases, so that reading outlives the message and the process that began it."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def begin(self, person_id: str, source: str, now: datetime, **values: Any) -> str:
        """Being read from now on. `values`: file_name, file_digest, changes, replaces."""
        row: dict[str, Any] = {"id": uuid4().hex, "person_id": person_id, "source": source}
        row |= {"state": IntakeState.READING, "reading": {}, "changes": {}}
        row |= {"created_at": now, "changed_at": now, **values}
        await self.work.run(insert(intakes).values(**row))
        return str(row["id"])

    async def get(self, identity: str) -> Intake | None:
        found = await self._list(intakes.c.id == identity)
        return found[0] if found else None

    async def of(self, person_id: str) -> list[Intake]:
        """The latest first."""
        return await self._list(intakes.c.person_id == person_id)

    async def same(self, person_id: str, source: str, digest: str | None) -> Intake | None:
        """The same file, or the same link, sent by the same person before."""
        alike = intakes.c.file_digest == digest if digest else intakes.c.source == source
        found = await self._list(intakes.c.person_id == person_id, alike)
        return found[0] if found else None

    async def waiting(self, now: datetime) -> bool:
        found = await self.work.run(select(intakes.c.id).where(_waiting(now)).limit(1))
        return found.first() is not None

    async def take(self, now: datetime) -> Intake | None:
        """One that waits for somebody's hands, leased to the caller."""
        query = select(intakes.c.id).where(_waiting(now)).order_by(intakes.c.created_at).limit(1)
        identity = (await self.work.run(query)).scalar_one_or_none()
        if identity is None:
            return None
        values = {"state": IntakeState.READING, "changed_at": now}
        taken = await self._change(identity, _waiting(now), **values)
        return await self.get(identity) if taken else None

    async def hold(self, held: Intake, now: datetime) -> Intake | None:
        """With the lease renewed; None when it was given up, or somebody else reads it now."""
        renewed = await self._change(held.id, _held(held), changed_at=now)
        return replace(held, changed_at=now) if renewed else None

    async def put_off(self, held: Intake, now: datetime, failures: int = 0) -> bool:
        """Somebody else is to read it, in the background."""
        values: dict[str, Any] = {"state": IntakeState.WAITING, "changed_at": now}
        values |= {"refused": {"failures": failures}} if failures else {}
        return await self._change(held.id, _held(held), **values)

    async def finish(
        self, held: Intake, reading: dict[str, Any], now: datetime, **values: Any
    ) -> bool:
        """It was read; False when it was given up, or somebody else reads it now."""
        values |= {"reading": reading, "changes": {}, "refused": None}
        values |= {"state": IntakeState.READ, "changed_at": now}
        return await self._change(held.id, _held(held), **values)

    async def change(self, identity: str, now: datetime, **values: Any) -> bool:
        """`values`: changes, replaces. False when it is not there to be changed any more."""
        return await self._change(identity, _in(IntakeState.READ), changed_at=now, **values)

    async def drop(self, identity: str) -> bool:
        """Pressed twice, it goes once."""
        done = await self.work.run(delete(intakes).where(intakes.c.id == identity))
        return done.rowcount == 1

    async def _change(self, identity: str, *only: ColumnElement[bool], **values: Any) -> bool:
        done = await self.work.run(
            update(intakes).where(intakes.c.id == identity, *only).values(**values)
        )
        return done.rowcount == 1

    async def _list(self, *conditions: ColumnElement[bool]) -> list[Intake]:
        rows = await self.work.run(
            select(intakes)
            .where(*conditions)
            .order_by(intakes.c.created_at.desc(), intakes.c.id.desc())
        )
        return [Intake(**(dict(row._mapping) | {"state": IntakeState(row.state)})) for row in rows]


def _in(state: IntakeState) -> ColumnElement[bool]:
    return intakes.c.state == state


def _held(intake: Intake) -> ColumnElement[bool]:
    return and_(_in(IntakeState.READING), intakes.c.changed_at == intake.changed_at)


def _waiting(now: datetime) -> ColumnElement[bool]:
    lost = and_(_in(IntakeState.READING), intakes.c.changed_at < now - LEASE)
    return or_(_in(IntakeState.WAITING), lost)
