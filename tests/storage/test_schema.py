"""Migrations walk up, down and up again, and match the tables."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.clock import SystemClock
from storage.engine import Database, DatabaseUrlInvalid, database_url
from storage.people import People
from storage.schema import compare, migrate, walk_back
from tests.databases import walk_migrations
from tests.storage.postgresql import bare_database


@pytest.fixture(autouse=True)
def no_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    walk_migrations(monkeypatch)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a database in which nothing has been made yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'test.db'}"
        return
    async with bare_database() as url:
        yield url


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
