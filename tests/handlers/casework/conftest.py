"""A town with a forms office on both databases: filings are made without a conversation."""

import os
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest

from storage.engine import Database
from tests.databases import opened
from tests.handlers.casework.town import Town, founded
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
async def town(database: Database, tmp_path: Path) -> Town:
    return await founded(database, tmp_path)
