"""Bringing a database to the tables of this version, and back."""

import asyncio
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from storage.engine import DatabaseUnreachable, DatabaseUrlInvalid, database_url

HEAD = "head"
CONNECT_SECONDS = 15
# SQLite looks into its file only when a table is asked for.
TRIAL = {"sqlite": "select count(*) from sqlite_master", "postgresql": "select 1"}
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


def is_known(revision: str) -> bool:
    """Whether this version knows how to go on from there."""
    scripts = ScriptDirectory(str(Path(__file__).parent / "migrations"))
    return revision in {script.revision for script in scripts.walk_revisions()}


async def _run(url: str, step: Any, *arguments: str) -> None:
    engine = create_async_engine(database_url(url), poolclass=NullPool)

    def walk(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        step(config, *arguments)

    try:
        connection = await _connect(engine)
        async with connection.begin():
            await connection.run_sync(walk)
        await connection.close()
    finally:
        await engine.dispose()


async def _connect(engine: AsyncEngine) -> AsyncConnection:
    """Every command comes by here first: what is wrong with the address shows now."""
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            connection = await engine.connect()
            await _try_out(connection)
    except (OSError, DBAPIError) as error:
        raise DatabaseUnreachable(type(error).__name__) from error
    except TypeError as error:  # an option in the address that the driver does not know
        raise DatabaseUrlInvalid from error
    return connection


async def _try_out(connection: AsyncConnection) -> None:
    try:
        await connection.exec_driver_sql(TRIAL[connection.dialect.name])
        await connection.rollback()
    except DBAPIError:
        await connection.close()
        raise
