"""Reminders without a house: a database of either kind, people, duties made up by tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.engine import Database
from tests.bot.upkeep.reminded import Office, opened_office
from tests.databases import opened
from tests.storage.postgresql import lent_database


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    if request.param == "sqlite":
        async with opened(f"sqlite:///{tmp_path / 'office.db'}") as database:
            yield database
        return
    async with lent_database() as url, opened(url) as database:
        yield database


@pytest.fixture
async def office(database: Database) -> Office:
    return await opened_office(database)
