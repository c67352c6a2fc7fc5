"""Databases for tests: with all tables, and closed when the test is over."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from storage.encryption import Vault
from storage.engine import Database
from storage.keys import fresh_key
from storage.schema import migrate


@asynccontextmanager
async def opened(url: str, vault: Vault | None = None) -> AsyncIterator[Database]:
    """Sealed with a key of its own, unless there is a vault."""
    await migrate(url)
    database = Database(url, vault or Vault([fresh_key()]))
    yield database
    await database.close()
