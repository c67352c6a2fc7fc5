"""Transactions: undone when they fail, never locked out, one writer after the other."""

import asyncio
import sys
from pathlib import Path

import pytest
from sqlalchemy import select, update

from storage.archive import Archive
from storage.clock import SystemClock
from storage.engine import Database
from storage.schema import migrate
from storage.tables import people

NOW = SystemClock().now()
PROCESSES, TIMES = 4, 60


async def test_what_fails_is_undone(database: Database) -> None:
    with pytest.raises(RuntimeError):
        async with database.writing() as work:
            await Archive(work).people.welcome(1, 7, "甲", NOW)
            raise RuntimeError
    async with database.reading() as work:
        assert await Archive(work).people.at(1, 7, NOW) is None
    async with database.writing() as work:  # the connection is fit for the next one
        await Archive(work).people.welcome(1, 7, "乙", NOW)
    async with database.reading() as work:
        found = await Archive(work).people.at(1, 7, NOW)
    assert found and found.name == "乙"


async def test_writers_wait_their_turn(database: Database) -> None:
    async with database.writing() as work:
        person = await Archive(work).people.welcome(1, 7, "0", NOW)

    async def add_one() -> None:
        async with database.writing() as work:
            query = select(people.c.name).where(people.c.id == person.id).with_for_update()
            name = (await work.run(query)).scalar_one()
            change = update(people).where(people.c.id == person.id).values(name=str(int(name) + 1))
            await work.run(change)

    await asyncio.gather(*(add_one() for _ in range(40)))
    async with database.reading() as work:
        found = await Archive(work).people.at(1, 7, NOW)
    assert found and found.name == "40"


async def test_processes_never_find_sqlite_locked(tmp_path: Path) -> None:
    """Several processes read, modify and write: every change is there, nobody is refused."""
    url = f"sqlite:///{tmp_path / 'shared.db'}"
    await migrate(url)
    database = Database(url)
    async with database.writing() as work:
        await Archive(work).people.welcome(1, 7, "0", NOW)
    script = Path(__file__).parent / "add_many.py"
    running = [
        await asyncio.create_subprocess_exec(sys.executable, str(script), url, str(TIMES))
        for _ in range(PROCESSES)
    ]
    assert [await process.wait() for process in running] == [0] * PROCESSES
    async with database.reading() as work:
        found = await Archive(work).people.at(1, 7, NOW)
    await database.close()
    assert found and int(found.name) == PROCESSES * TIMES
