"""Migrations walk up, down and up again, and match the tables."""

import pytest

from storage.clock import SystemClock
from storage.engine import Database, DatabaseUrlInvalid, database_url
from storage.people import People
from storage.schema import compare, migrate, walk_back


async def test_up_down_up(url: str) -> None:
    await migrate(url)
    await compare(url)  # raises when a table and its migration differ
    await walk_back(url)
    await migrate(url)
    await compare(url)
    database = Database(url)
    async with database.reading() as work:
        assert await People(work).at(1, 1, SystemClock().now()) is None
    await database.close()


async def test_migrating_twice_changes_nothing(url: str) -> None:
    await migrate(url)
    await migrate(url)
    await compare(url)


@pytest.mark.parametrize("wrong", ["mysql://a/b", "nonsense", "http://example.org"])
def test_other_databases_are_refused(wrong: str) -> None:
    with pytest.raises(DatabaseUrlInvalid):
        database_url(wrong)
