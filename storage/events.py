"""Events: what people may sign up for, and what stands in the calendar."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, func, insert, or_, select, update

from storage.engine import Work
from storage.tables import events, filings
from storage.upsert import insert_for


class EventKind(StrEnum):
    """沙龙, with places; 活动, as a society has reported it."""

    SALON = "salon"
    ACTIVITY = "activity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`filing_id` is the filing that reported it; without `places` there is no limit."""

    id: str
    kind: EventKind
    title: str
    begins_at: datetime
    ends_at: datetime | None
    venue: str | None
    city: str | None
    places: int | None
    sign_up_until: datetime | None
    filing_id: str | None
    created_by: str | None
    created_at: datetime
    cancelled_at: datetime | None
    public: bool

    @property
    def over_at(self) -> datetime:
        return self.ends_at or self.begins_at


class Events:
    """Never deleted: filings name them."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def add(
        self, kind: EventKind, title: str, begins_at: datetime, *, now: datetime, **values: Any
    ) -> str:
        """`values`: any other columns; not public unless they say so. The new id."""
        row = _row(kind, title, begins_at, now, values)
        await self.work.run(insert(events).values(**row))
        return str(row["id"])

    async def put(
        self,
        filing_id: str,
        kind: EventKind,
        title: str,
        begins_at: datetime,
        *,
        now: datetime,
        **values: Any,
    ) -> Event:
        """The one event of a filing: made, or brought to what the filing says now."""
        row = _row(kind, title, begins_at, now, values) | {"filing_id": filing_id}
        changed = {"kind": kind, "title": title, "begins_at": begins_at, **values}
        await self.work.run(
            insert_for(self.work, events)
            .values(**row)
            .on_conflict_do_update(index_elements=["filing_id"], set_=changed)
        )
        (event,) = await self._list(events.c.filing_id == filing_id)
        return event

    async def get(self, identity: str) -> Event | None:
        found = await self._list(events.c.id == identity)
        return found[0] if found else None

    async def lock(self, identity: str) -> Event | None:
        """Nobody else changes who has a place there until this transaction is over."""
        found = await self._list(events.c.id == identity, lock=True)
        return found[0] if found else None

    async def for_filing(self, filing_id: str) -> Event | None:
        found = await self._list(events.c.filing_id == filing_id)
        return found[0] if found else None

    async def open_for_sign_up(self, now: datetime) -> list[Event]:
        """Salons to come whose last moment to sign up is not over, the next one first."""
        closing = func.coalesce(events.c.sign_up_until, events.c.begins_at)
        return await self._list(_is_on(), events.c.kind == EventKind.SALON, closing > now)

    async def upcoming(
        self,
        now: datetime,
        kind: EventKind | None = None,
        most: int = 20,
        *,
        public: bool | None = None,
    ) -> list[Event]:
        """What is not over, the next one first."""
        conditions = [_is_on(), or_(events.c.begins_at >= now, events.c.ends_at >= now)]
        if kind is not None:
            conditions.append(events.c.kind == kind)
        if public is not None:
            conditions.append(events.c.public == public)
        return await self._list(*conditions, most=most)

    async def awaited(self, now: datetime, waiting: Collection[str]) -> list[str]:
        """Events to come, with places, for which filings stand in one of these states."""
        rows = await self.work.run(
            select(events.c.id)
            .join(filings, filings.c.event_id == events.c.id)
            .where(_is_on(), events.c.begins_at > now, filings.c.state.in_(list(waiting)))
            .distinct()
        )
        return list(rows.scalars())

    async def change(self, identity: str, **values: Any) -> bool:
        done = await self.work.run(update(events).where(events.c.id == identity).values(**values))
        return done.rowcount == 1

    async def cancel(self, identity: str, now: datetime) -> bool:
        """False when it was cancelled already."""
        done = await self.work.run(
            update(events).where(events.c.id == identity, _is_on()).values(cancelled_at=now)
        )
        return done.rowcount == 1

    async def _list(
        self, *conditions: ColumnElement[bool], most: int | None = None, lock: bool = False
    ) -> list[Event]:
        query = select(events).where(*conditions).order_by(events.c.begins_at, events.c.id)
        query = query.with_for_update() if lock else query.limit(most)
        rows = await self.work.run(query)
        return [Event(**{**row._mapping, "kind": EventKind(row.kind)}) for row in rows]


def _is_on() -> ColumnElement[bool]:
    return events.c.cancelled_at.is_(None)


def _row(
    kind: EventKind, title: str, begins_at: datetime, now: datetime, values: dict[str, Any]
) -> dict[str, Any]:
    row = {"id": uuid4().hex, "kind": kind, "title": title, "begins_at": begins_at}
    return {**row, "created_at": now, "public": False, **values}
