"""Every storage test runs on SQLite and on PostgreSQL."""

import os
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest

from storage.engine import Database
from tests.databases import opened
from tests.storage.postgresql import create_database, drop_database, server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of an empty database of its own."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'test.db'}"
        return
    if (address := await server()) is None:
        if os.environ.get("CI"):
            pytest.fail("CI has a PostgreSQL server, and it does not answer")
        pytest.skip("no PostgreSQL server answers; set XUEHUI_TEST_POSTGRESQL to one")
    name = f"xuehui_{uuid4().hex[:12]}"
    yield await create_database(address, name)
    await drop_database(address, name)


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    async with opened(url) as database:
        yield database
