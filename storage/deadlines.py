"""Deadlines that staff have set, and which duties somebody has said are done."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, delete, insert, select, update

from storage.engine import Work
from storage.tables import deadlines, duties_done, reminders
from storage.upsert import insert_for

PREFIX = "d."  # of the objects of its duties


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """`audience` are conditions as JSON; nobody is reminded of one that is not confirmed."""

    id: str
    title: str
    due_on: date
    notice_id: str | None
    sentence: str | None
    form: str | None
    audience: Mapping[str, Any]
    created_by: str | None
    created_at: datetime
    confirmed_by: str | None
    confirmed_at: datetime | None
    cancelled_at: datetime | None

    @property
    def is_on(self) -> bool:
        return self.confirmed_at is not None and self.cancelled_at is None


class Deadlines:
    """Cancelled, never deleted."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def add(
        self, title: str, due_on: date, *, by: str | None, now: datetime, **values: Any
    ) -> str:
        """`values`: audience, form, notice_id, sentence. The new id."""
        row = {"id": uuid4().hex, "title": title, "due_on": due_on, "created_by": by}
        row |= {"created_at": now, "audience": {}, **values}
        await self.work.run(insert(deadlines).values(**row))
        return str(row["id"])

    async def get(self, identity: str) -> Deadline | None:
        found = await self._list(deadlines.c.id == identity)
        return found[0] if found else None

    async def on(self, since: date, until: date) -> list[Deadline]:
        """Confirmed, not cancelled, due in these days; the next one first."""
        return await self._list(
            deadlines.c.confirmed_at.is_not(None), *_due(since, until), *_not_cancelled()
        )

    async def waiting(self, since: date) -> list[Deadline]:
        """Not confirmed yet, not over."""
        return await self._list(
            deadlines.c.confirmed_at.is_(None), deadlines.c.due_on >= since, *_not_cancelled()
        )

    async def of_notice(self, notice_id: str) -> list[Deadline]:
        return await self._list(deadlines.c.notice_id == notice_id, *_not_cancelled())

    async def of_notices(self) -> set[tuple[str, date]]:
        """Which days of which notices are deadlines already, cancelled ones among them."""
        rows = await self.work.run(
            select(deadlines.c.notice_id, deadlines.c.due_on).where(
                deadlines.c.notice_id.is_not(None)
            )
        )
        return {(row.notice_id, row.due_on) for row in rows}

    async def change(self, identity: str, **values: Any) -> bool:
        return await self._change(identity, *_not_cancelled(), **values)

    async def confirm(self, identity: str, by: str | None, now: datetime) -> bool:
        """Compare and set; False when somebody has confirmed or cancelled it."""
        fresh = deadlines.c.confirmed_at.is_(None)
        return await self._change(
            identity, fresh, *_not_cancelled(), confirmed_by=by, confirmed_at=now
        )

    async def cancel(self, identity: str, now: datetime) -> bool:
        return await self._change(identity, *_not_cancelled(), cancelled_at=now)

    async def reminded(self, identity: str) -> list[str]:
        """Everybody who was reminded of it, whatever day it was due then."""
        rows = await self.work.run(
            select(reminders.c.person_id)
            .where(reminders.c.object.startswith(f"{PREFIX}{identity}.", autoescape=True))
            .distinct()
            .order_by(reminders.c.person_id)
        )
        return list(rows.scalars())

    async def _change(
        self, identity: str, *conditions: ColumnElement[bool], **values: Any
    ) -> bool:
        done = await self.work.run(
            update(deadlines).where(deadlines.c.id == identity, *conditions).values(**values)
        )
        return done.rowcount == 1

    async def _list(self, *conditions: ColumnElement[bool]) -> list[Deadline]:
        rows = await self.work.run(
            select(deadlines).where(*conditions).order_by(deadlines.c.due_on, deadlines.c.id)
        )
        return [Deadline(**row._mapping) for row in rows]


def _not_cancelled() -> list[ColumnElement[bool]]:
    return [deadlines.c.cancelled_at.is_(None)]


def _due(since: date, until: date) -> list[ColumnElement[bool]]:
    return [deadlines.c.due_on >= since, deadlines.c.due_on <= until]


class DutiesDone:
    """What was done without a filing: somebody has said so."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def tick(self, thing: str, owner: str, by: str, now: datetime) -> bool:
        """False when it was ticked already."""
        done = await self.work.run(
            insert_for(self.work, duties_done)
            .values(object=thing, owner=owner, by=by, at=now)
            .on_conflict_do_nothing()
        )
        return done.rowcount == 1

    async def untick(self, thing: str, owner: str) -> bool:
        mine = (duties_done.c.object == thing) & (duties_done.c.owner == owner)
        return (await self.work.run(delete(duties_done).where(mine))).rowcount == 1

    async def of(self, things: Collection[str]) -> set[tuple[str, str]]:
        """Object and owner, for those of these that are done."""
        rows = await self.work.run(
            select(duties_done.c.object, duties_done.c.owner).where(
                duties_done.c.object.in_(sorted(things))
            )
        )
        return {(row.object, row.owner) for row in rows}
