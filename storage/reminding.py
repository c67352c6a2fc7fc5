"""Who was reminded of what, when a digest went out, and who wants to hear nothing of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, select

from storage.engine import Work
from storage.tables import addresses, digests, mutes, reminders
from storage.upsert import insert_for

AT_ONCE = 400  # ids in one question: SQLite takes some thousands


@dataclass(frozen=True, slots=True)
class Reminder:
    """That somebody was told, at this level, what is due then: kept once."""

    person_id: str
    object: str
    due_on: date
    level: int


class Reminding:
    """Rows that are written once: of several who try, the database lets one do it."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def remember(self, told: Iterable[Reminder], now: datetime) -> set[Reminder]:
        """Those that nobody had been told of before; always in one order, so that two who
        write the same wait for each other instead of for ever.
        """
        fresh = set()
        for each in sorted(told, key=_order):
            row = {name: getattr(each, name) for name in Reminder.__slots__}
            done = await self.work.run(
                insert_for(self.work, reminders).values(**row, at=now).on_conflict_do_nothing()
            )
            if done.rowcount == 1:
                fresh.add(each)
        return fresh

    async def told(self, first: date, last: date) -> set[Reminder]:
        """Of everything due between these days."""
        columns = [reminders.c[name] for name in Reminder.__slots__]
        rows = await self.work.run(select(*columns).where(reminders.c.due_on.between(first, last)))
        return {Reminder(**row._mapping) for row in rows}

    async def claim_digest(self, person_id: str, kind: str, day: date, now: datetime) -> bool:
        """False when it has gone out that day, or another process is just writing it."""
        row = {"person_id": person_id, "kind": kind, "day": day, "at": now}
        done = await self.work.run(
            insert_for(self.work, digests).values(**row).on_conflict_do_nothing()
        )
        return done.rowcount == 1

    async def had_digest(self, kind: str, day: date) -> set[str]:
        rows = await self.work.run(
            select(digests.c.person_id).where(digests.c.kind == kind, digests.c.day == day)
        )
        return set(rows.scalars())

    async def last_digests(self, kind: str, people: Collection[str]) -> dict[str, datetime]:
        """When each of them was written to last, by the days the digests were for."""
        found: dict[str, datetime] = {}
        for some in _portions(people):
            newest = (
                select(digests.c.person_id, func.max(digests.c.day).label("day"))
                .where(digests.c.kind == kind, digests.c.person_id.in_(some))
                .group_by(digests.c.person_id)
                .subquery()
            )
            of_that_day = (digests.c.person_id == newest.c.person_id) & (
                digests.c.day == newest.c.day
            )
            rows = await self.work.run(
                select(digests.c.person_id, digests.c.at)
                .join(newest, of_that_day)
                .where(digests.c.kind == kind)
            )
            found |= {row.person_id: row.at for row in rows}
        return found

    async def reachable(self, people: Collection[str]) -> set[str]:
        """Those of them who have a door that does not refuse us."""
        found: set[str] = set()
        for some in _portions(people):
            rows = await self.work.run(
                select(addresses.c.person_id)
                .where(addresses.c.person_id.in_(some), addresses.c.held_since.is_(None))
                .distinct()
            )
            found |= set(rows.scalars())
        return found

    async def mute(self, person_id: str, topic: str, now: datetime) -> bool:
        """False when it was muted already."""
        row = {"person_id": person_id, "topic": topic, "since": now}
        done = await self.work.run(
            insert_for(self.work, mutes).values(**row).on_conflict_do_nothing()
        )
        return done.rowcount == 1

    async def unmute(self, person_id: str, topic: str) -> bool:
        done = await self.work.run(
            delete(mutes).where(mutes.c.person_id == person_id, mutes.c.topic == topic)
        )
        return done.rowcount == 1

    async def is_muted(self, person_id: str, topic: str) -> bool:
        return topic in await self.muted_of(person_id)

    async def muted_of(self, person_id: str) -> set[str]:
        rows = await self.work.run(select(mutes.c.topic).where(mutes.c.person_id == person_id))
        return set(rows.scalars())

    async def muted(self, topic: str) -> set[str]:
        """Everybody who muted it."""
        rows = await self.work.run(select(mutes.c.person_id).where(mutes.c.topic == topic))
        return set(rows.scalars())


def _order(each: Reminder) -> tuple[str, str, date, int]:
    return each.person_id, each.object, each.due_on, each.level


def _portions(people: Collection[str]) -> Iterable[list[str]]:
    every = sorted(people)
    return (every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE))
