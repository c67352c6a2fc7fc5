"""Who did what, when, through which door: a chain in which no link can be changed unseen."""

import json
from asyncio import sleep
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import String, cast, func, insert, or_, select, text

from storage.engine import Work
from storage.tables import journal

BEGINNING = "0" * 64
ONE_WRITER = text("select pg_advisory_xact_lock(7063219)")
PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One deed. `object` names what was acted on, `detail` holds facts and no personal data."""

    at: datetime
    person_id: str | None
    door: str
    action: str
    object: str
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An entry in its place in the chain."""

    number: int
    entry: Entry
    previous: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What the chain looks like, up to the first link that does not fit."""

    count: int
    head: str
    broken_at: int | None
    noted: bool


class Journal:
    """Written to, never changed."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def write(self, entry: Entry) -> None:
        """Each link names the one before it: two writers must not both follow the same one."""
        await self.alone()
        previous = await self.head()
        await self.work.run(
            insert(journal).values(
                at=entry.at,
                person_id=entry.person_id,
                door=entry.door,
                action=entry.action,
                object=entry.object,
                detail=entry.detail,
                previous=previous,
                digest=digest_of(previous, entry),
            )
        )

    async def alone(self) -> None:
        """Until this transaction ends nobody else writes to the journal."""
        if not self.work.is_sqlite:
            await self.work.run(ONE_WRITER)

    async def head(self) -> str:
        """The digest of the newest link; whoever notes it elsewhere can tell a cut end."""
        found = await self.work.run(
            select(journal.c.digest).order_by(journal.c.id.desc()).limit(1)
        )
        return found.scalar_one_or_none() or BEGINNING

    async def entries(
        self,
        *,
        most: int = 100,
        before: int | None = None,
        about: str | None = None,
        by: str | None = None,
    ) -> list[Entry]:
        """The newest first; `about` is an object, a person, or what is named in a detail."""
        return [
            link.entry for link in await self.page(most=most, before=before, about=about, by=by)
        ]

    async def page(
        self,
        *,
        most: int = 100,
        before: int | None = None,
        about: str | None = None,
        by: str | None = None,
        skip: int = 0,
    ) -> list[Link]:
        query = select(journal).order_by(journal.c.id.desc()).limit(most).offset(skip)
        if before is not None:
            query = query.where(journal.c.id < before)
        if about is not None:
            said = cast(journal.c.detail, String).contains(about, autoescape=True)
            query = query.where(or_(journal.c.object == about, journal.c.person_id == about, said))
        if by is not None:
            query = query.where(journal.c.person_id == by)
        return [_link(row) for row in await self.work.run(query)]

    async def chain(self) -> AsyncIterator[Link]:
        """All of it, the oldest first."""
        last = 0
        while True:
            query = select(journal).where(journal.c.id > last).order_by(journal.c.id).limit(PAGE)
            links = [_link(row) for row in await self.work.run(query)]
            for link in links:
                yield link
            if len(links) < PAGE:
                return
            last = links[-1].number
            await sleep(0)  # SQLite never waits: the messages of others would

    async def examine(self, noted: str = "") -> Examined:
        """Walk the whole chain; `noted` is a digest somebody wrote down elsewhere."""
        count, previous, found = 0, BEGINNING, noted == BEGINNING
        async for link in self.chain():
            if link.previous != previous or link.digest != digest_of(previous, link.entry):
                return Examined(count=count, head=previous, broken_at=link.number, noted=found)
            count, previous = count + 1, link.digest
            found = found or previous == noted
        return Examined(count=count, head=previous, broken_at=None, noted=found)

    async def broken_at(self) -> int | None:
        """The number of the first link that was changed, or whose predecessor is missing."""
        return (await self.examine()).broken_at

    async def count(self) -> int:
        return int((await self.work.run(select(func.count()).select_from(journal))).scalar_one())


def digest_of(previous: str, entry: Entry) -> str:
    facts = [
        previous,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.person_id,
        entry.door,
        entry.action,
        entry.object,
        entry.detail,
    ]
    said = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(said.encode()).hexdigest()


def _link(row: Any) -> Link:
    entry = Entry(
        at=row.at,
        person_id=row.person_id,
        door=row.door,
        action=row.action,
        object=row.object,
        detail=row.detail,
    )
    return Link(number=row.id, entry=entry, previous=row.previous, digest=row.digest)
