"""The chain of the journal: nothing is changed, taken out, moved or put in unseen."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import delete, insert, select, update

from storage.clock import SystemClock
from storage.engine import Database, Work
from storage.journal import BEGINNING, Entry, Journal, digest_of
from storage.tables import journal

NOW = SystemClock().now()
Tamper = Callable[[Work], Awaitable[None]]


def entry(number: int) -> Entry:
    return Entry(
        at=NOW,
        person_id="p1",
        door="web",
        action="tried",
        object=str(number),
        detail={"from": None, "to": ["甲", 1.5, True], "number": number},
    )


@pytest.fixture
async def written(database: Database) -> Database:
    async with database.writing() as work:
        for number in range(1, 8):
            await Journal(work).write(entry(number))
    return database


async def change(work: Work) -> None:
    await work.run(update(journal).where(journal.c.id == 4).values(object="9"))


async def change_detail(work: Work) -> None:
    await work.run(update(journal).where(journal.c.id == 4).values(detail={"number": 9}))


async def change_with_its_digest(work: Work) -> None:
    """Whoever knows how it is made can make the one digest fit, and not the next one."""
    (row,) = await work.run(select(journal).where(journal.c.id == 3))
    digest = digest_of(row.previous, entry(9))
    await work.run(
        update(journal)
        .where(journal.c.id == 3)
        .values(object="9", detail=entry(9).detail, digest=digest)
    )


async def take_out(work: Work) -> None:
    await work.run(delete(journal).where(journal.c.id == 3))


async def take_the_first(work: Work) -> None:
    await work.run(delete(journal).where(journal.c.id.in_([1, 2, 3])))


async def exchange(work: Work) -> None:
    for former, new in ((4, 100), (5, 4), (100, 5)):
        await work.run(update(journal).where(journal.c.id == former).values(id=new))


async def put_in(work: Work) -> None:
    await work.run(update(journal).where(journal.c.id >= 4).values(id=-journal.c.id))
    await work.run(update(journal).where(journal.c.id < 0).values(id=1 - journal.c.id))
    (row,) = await work.run(select(journal).where(journal.c.id == 3))
    values = dict(row._mapping) | {"id": 4, "previous": row.digest}
    await work.run(insert(journal).values(**values))


@pytest.mark.parametrize(
    ("tamper", "number"),
    [
        (change, 4),
        (change_detail, 4),
        (change_with_its_digest, 4),
        (take_out, 4),
        (take_the_first, 4),
        (exchange, 4),
        (put_in, 4),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
async def test_it_shows(written: Database, tamper: Tamper, number: int) -> None:
    async with written.writing() as work:
        assert await Journal(work).broken_at() is None
        await tamper(work)
        assert await Journal(work).broken_at() == number


async def test_a_cut_end_shows_to_whoever_noted_the_head(written: Database) -> None:
    async with written.writing() as work:
        noted = await Journal(work).head()
        await Journal(work).write(entry(8))
        assert (await Journal(work).examine(noted)).noted
        await work.run(delete(journal).where(journal.c.id >= 7))
        examined = await Journal(work).examine(noted)
        assert (examined.broken_at, examined.count, examined.noted) == (None, 6, False)


async def test_an_empty_journal_is_whole(database: Database) -> None:
    async with database.reading() as work:
        examined = await Journal(work).examine()
    assert (examined.count, examined.head, examined.broken_at) == (0, BEGINNING, None)


async def test_many_write_at_once(database: Database) -> None:
    """Each in a transaction of its own, some undone: one chain."""
    others = [Database(database.url) for _ in range(2)]

    async def write(number: int, at: Database) -> None:
        async with at.writing() as work:
            await Journal(work).write(entry(number))
            await Journal(work).write(entry(-number))
            if number % 5 == 0:
                raise KeyError

    written = await asyncio.gather(
        *(write(number, (database, *others)[number % 3]) for number in range(1, 101)),
        return_exceptions=True,
    )
    # What else went wrong is shown first: it says more than a count.
    assert [each for each in written if each and not isinstance(each, KeyError)] == []
    assert sum(isinstance(each, KeyError) for each in written) == 20
    async with database.reading() as work:
        examined = await Journal(work).examine()
    assert (examined.count, examined.broken_at) == (160, None)
    for other in others:
        await other.close()
