"""Reminders without a house: a database of either kind, people, duties made up by tests."""

import os
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest

from storage.engine import Database
from tests.bot.upkeep.reminded import Office, opened_office
from tests.databases import opened
from tests.storage.postgresql import create_database, drop_database, server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    if request.param == "sqlite":
        async with opened(f"sqlite:///{tmp_path / 'office.db'}") as database:
            yield database
        return
    if (address := await server()) is None:
        if os.environ.get("CI"):
            pytest.fail("CI has a PostgreSQL server, and it does not answer")
        pytest.skip("no PostgreSQL server answers; set XUEHUI_TEST_POSTGRESQL to one")
    name = f"xuehui_{uuid4().hex[:12]}"
    async with opened(await create_database(address, name)) as database:
        yield database
    await drop_database(address, name)


@pytest.fixture
async def office(database: Database) -> Office:
    return await opened_office(database)
