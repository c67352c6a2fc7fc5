"""Who wants to hear of new events, by discipline and by city; and the events to be told of."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, delete, or_, select

from storage.engine import Work
from storage.events import Event, EventKind
from storage.tables import events, filings, societies, subscriptions
from storage.upsert import insert_for


class Topic(StrEnum):
    """What events can be chosen by."""

    DISCIPLINE = "discipline"
    CITY = "city"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicEvent:
    """An event everybody may see, with whose it is."""

    event: Event
    society: str | None = None
    discipline: str | None = None

    @property
    def city(self) -> str | None:
        return self.event.city


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One choice of somebody."""

    topic: Topic
    value: str


# A filing's society is the host; salons of the association have none.
HOSTED = events.outerjoin(filings, events.c.filing_id == filings.c.id).outerjoin(
    societies, filings.c.society_id == societies.c.id
)


class Subscriptions:
    """A row a choice."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def of(self, person_id: str) -> list[Subscription]:
        rows = await self.work.run(
            select(subscriptions.c.kind, subscriptions.c.value)
            .where(subscriptions.c.person_id == person_id)
            .order_by(subscriptions.c.kind.desc(), subscriptions.c.value)
        )
        return [Subscription(topic=Topic(row.kind), value=row.value) for row in rows]

    async def add(self, person_id: str, wanted: Subscription, now: datetime) -> bool:
        """False when it was there."""
        done = await self.work.run(
            insert_for(self.work, subscriptions)
            .values(person_id=person_id, kind=wanted.topic, value=wanted.value, since=now)
            .on_conflict_do_nothing()
        )
        return done.rowcount == 1

    async def drop(self, person_id: str, given_up: Subscription | None = None) -> int:
        """One of them, or all; how many there were."""
        mine = subscriptions.c.person_id == person_id
        if given_up is not None:
            one = subscriptions.c.kind == given_up.topic
            mine = and_(mine, one, subscriptions.c.value == given_up.value)
        return (await self.work.run(delete(subscriptions).where(mine))).rowcount

    async def choices(self, topic: Topic) -> list[str]:
        """What there is to choose: of active societies, and of events."""
        column = societies.c[topic]
        rows = await self.work.run(
            select(column).where(column.is_not(None), societies.c.status == "active").distinct()
        )
        found = {each for each in rows.scalars() if each}
        if topic is Topic.CITY:
            cities = await self.work.run(
                select(events.c.city).where(events.c.city.is_not(None), events.c.public).distinct()
            )
            found |= {each for each in cities.scalars() if each}
        return sorted(found)

    async def subscribers_of(self, event: PublicEvent) -> list[str]:
        """Who has chosen its discipline or its city; nobody for one that is not public."""
        fits = [
            and_(subscriptions.c.kind == topic, subscriptions.c.value == value)
            for topic, value in ((Topic.DISCIPLINE, event.discipline), (Topic.CITY, event.city))
            if value
        ]
        if not fits or not event.event.public or event.event.cancelled_at:
            return []
        rows = await self.work.run(
            select(subscriptions.c.person_id)
            .where(or_(*fits))
            .distinct()
            .order_by(subscriptions.c.person_id)
        )
        return list(rows.scalars())

    async def new_events(self, since: datetime, now: datetime) -> list[PublicEvent]:
        """Entered after `since`, public, not over; the next one first."""
        return await self._events(events.c.created_at > since, events.c.begins_at >= now)

    async def public_events(
        self, since: datetime, *, discipline: str = "", city: str = "", most: int = 1000
    ) -> list[PublicEvent]:
        """Not over at `since`; empty words do not matter."""
        conditions = [or_(events.c.begins_at >= since, events.c.ends_at >= since)]
        if discipline:
            conditions.append(societies.c.discipline == discipline)
        if city:
            conditions.append(events.c.city == city)
        return await self._events(*conditions, most=most)

    async def hosts(self, event_ids: list[str]) -> dict[str, PublicEvent]:
        """Of any events, by their ids."""
        rows = await self.work.run(_query().where(events.c.id.in_(event_ids)))
        return {row.id: _public(row) for row in rows}

    async def _events(
        self, *conditions: ColumnElement[bool], most: int | None = None
    ) -> list[PublicEvent]:
        rows = await self.work.run(
            _query()
            .where(events.c.public, events.c.cancelled_at.is_(None), *conditions)
            .order_by(events.c.begins_at, events.c.id)
            .limit(most)
        )
        return [_public(row) for row in rows]


def _query() -> Select[Any]:
    return select(
        events, societies.c.name.label("society"), societies.c.discipline.label("discipline")
    ).select_from(HOSTED)


def _public(row: Row[tuple[object, ...]]) -> PublicEvent:
    values = {name: row._mapping[name] for name in Event.__slots__}
    event = Event(**{**values, "kind": EventKind(row.kind)})
    return PublicEvent(event=event, society=row.society, discipline=row.discipline)
