"""A town with a forms office on both databases: filings are made without a conversation."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.engine import Database
from tests.databases import opened
from tests.handlers.casework.town import Town, founded
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
async def town(database: Database, tmp_path: Path) -> Town:
    return await founded(database, tmp_path)
