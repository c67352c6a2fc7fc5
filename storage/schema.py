"""Bringing a database to the tables of this version, and back."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from storage.engine import database_url

HEAD = "head"
EMPTY = "base"


async def migrate(url: str, revision: str = HEAD) -> None:
    """Walk up to `revision`."""
    await _run(url, command.upgrade, revision)


async def walk_back(url: str, revision: str = EMPTY) -> None:
    """Walk down to `revision`; the rows of dropped tables are gone."""
    await _run(url, command.downgrade, revision)


async def compare(url: str) -> None:
    """Raise alembic's own error when the tables differ from the migrations."""
    await _run(url, command.check)


async def _run(url: str, step: Any, *arguments: str) -> None:
    engine = create_async_engine(database_url(url), poolclass=NullPool)

    def walk(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        step(config, *arguments)

    async with engine.begin() as connection:
        await connection.run_sync(walk)
    await engine.dispose()
