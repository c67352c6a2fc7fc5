"""Transactions over SQLite or PostgreSQL: short reads, and one writer at a time on SQLite."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Executable, event, text
from sqlalchemy.engine import CursorResult, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.encryption import LOCKED, Vault
from storage.sqlite import BEGIN, BUSY_SECONDS, PATIENT, connector


class DatabaseUrlInvalid(ValueError):
    """The database address is neither SQLite nor PostgreSQL."""


class DatabaseUnreachable(Exception):
    """Nobody answers at the database's address, or not to us; the message names the reason."""


class Work:
    """One transaction: begun by its first statement, ended by its owner."""

    def __init__(self, engine: AsyncEngine, vault: Vault = LOCKED) -> None:
        self.vault = vault
        self._engine = engine
        self._connection: AsyncConnection | None = None
        self._ended = True
        self.is_sqlite = engine.dialect.name == "sqlite"

    async def run(
        self,
        statement: Executable,
        parameters: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
    ) -> CursorResult[Any]:
        if self._connection is None:
            self._connection = await self._engine.connect()
        self._ended = False
        return await self._connection.execute(statement, parameters)

    async def commit(self) -> None:
        if self._connection is not None:
            await self._connection.commit()
            self._ended = True

    async def let_go(self) -> None:
        """Commit and give the connection back: others may write while something slow is done."""
        await self.commit()
        await self.close()

    async def close(self) -> None:
        """Give the connection back; what was not committed is undone."""
        if self._connection is None:
            return
        if not self._ended:
            await self._connection.rollback()  # costs nothing on the reading side
        await self._connection.close()
        self._connection = None


class Database:
    """The one way to a connection; `reading` never locks, `writing` commits at its end."""

    def __init__(self, url: str, vault: Vault = LOCKED) -> None:
        self.url = database_url(url)
        self.vault = vault
        self.is_sqlite = make_url(self.url).get_backend_name() == "sqlite"
        # On SQLite a connection is a thread. One writer is the queue: the others wait their turn
        # instead of polling a busy file. More readers than this only fight over the interpreter.
        self._readers = self._engine(
            2, isolation_level="AUTOCOMMIT", skip_autocommit_rollback=True
        )
        self._writers = self._engine(1)
        if self.is_sqlite:
            event.listen(self._writers.sync_engine, "begin", _begin_immediate)

    def _engine(self, threads: int, **options: Any) -> AsyncEngine:
        if self.is_sqlite:
            options |= {"pool_size": threads, "max_overflow": 0, "pool_timeout": BUSY_SECONDS}
            options["async_creator"] = connector(make_url(self.url).database or ":memory:")
        return create_async_engine(
            self.url,
            json_serializer=_to_json,
            hide_parameters=True,  # an error's text goes to the log, what people wrote does not
            pool_reset_on_return=None,  # Work ends its transactions itself
            **options,
        )

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Work]:
        work = Work(self._readers, self.vault)
        try:
            yield work
        finally:
            await work.close()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Work]:
        work = Work(self._writers, self.vault)
        try:
            yield work
            await work.commit()
        finally:
            await work.close()

    async def reachable(self) -> bool:
        async with self.reading() as work:
            return bool((await work.run(text("select 1"))).scalar_one())

    async def checkpoint(self) -> None:
        """Bring the log of SQLite home and empty it: what was deleted is not left lying there."""
        if not self.is_sqlite:
            return
        async with self.reading() as work:
            # Statements run on the event loop: it must not wait for somebody who writes.
            await work.run(text("pragma busy_timeout=0"))
            await work.run(text("pragma wal_checkpoint(truncate)"))
            await work.run(text(PATIENT))

    async def close(self) -> None:
        await self._readers.dispose()
        await self._writers.dispose()


def database_url(url: str) -> str:
    """The same address with the asynchronous driver of its database named."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:  # ValueError: a port that is no number
        raise DatabaseUrlInvalid from error
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
    backend = parsed.get_backend_name() if parsed.drivername else ""
    if parsed.drivername == "postgres":
        backend = "postgresql"
    if backend not in drivers:
        raise DatabaseUrlInvalid(parsed.drivername)
    if backend == "sqlite" and parsed.database:
        _make_folder(Path(parsed.database).parent)
    return parsed.set(drivername=drivers[backend]).render_as_string(hide_password=False)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnreachable(type(error).__name__) from error


def _to_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _begin_immediate(connection: Any) -> None:
    # A deferred transaction that reads and then writes meets "database is locked".
    connection.exec_driver_sql(BEGIN)
