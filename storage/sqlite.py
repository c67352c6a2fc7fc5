"""SQLite for many small transactions: a statement runs where it is asked for.

aiosqlite hands every step (cursor, execute, fetch, close) to a thread and wakes the event loop for
each: measured, fifty hand-overs for one update through the corridor, most of its time. A statement
here takes some twenty microseconds and never waits: readers do not wait in WAL mode, and a writer
waits only in its BEGIN IMMEDIATE. Only that one goes to the thread, and only when it is not
granted at once.
"""

import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Sequence
from types import TracebackType
from typing import Any, Self

import aiosqlite

BUSY_SECONDS = 30
# secure_delete: what was deleted is overwritten, not left lying in free pages.
PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON")
BEGIN = "BEGIN IMMEDIATE"
PATIENT = f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}"


class BufferedCursor:
    """Executes and fetches in one go."""

    def __init__(self, connection: "BufferedConnection") -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Self:
        if sql == BEGIN:
            await self._connection.begin()
            return self
        return self._take(lambda cursor: cursor.execute(sql, parameters))

    async def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> Self:
        return self._take(lambda cursor: cursor.executemany(sql, parameters))

    def _take(self, statement: Callable[[sqlite3.Cursor], Any]) -> Self:
        cursor = self._connection.driver.cursor()
        try:
            statement(cursor)
            self.description = cursor.description
            self._rows = cursor.fetchall() if cursor.description else []
            self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        finally:
            cursor.close()
        return self

    async def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """The driver's own cursor is closed already."""


class BufferedConnection(aiosqlite.Connection):
    """aiosqlite's connection, whose thread is only for opening, waiting and closing."""

    @property
    def driver(self) -> sqlite3.Connection:
        return self._conn

    def cursor(self) -> BufferedCursor:  # type: ignore[override]
        return BufferedCursor(self)

    async def begin(self) -> None:
        """Take the write lock; wait for it where nobody else has to wait."""
        self.driver.execute("PRAGMA busy_timeout=0")
        try:
            self.driver.execute(BEGIN)
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
        finally:
            self.driver.execute(PATIENT)
        await self._execute(self.driver.execute, BEGIN)  # type: ignore[no-untyped-call]

    async def commit(self) -> None:
        self.driver.commit()

    async def rollback(self) -> None:
        self.driver.rollback()


def connector(path: str) -> Callable[[], Awaitable[BufferedConnection]]:
    """How an engine opens the file at `path`."""

    def open_file() -> sqlite3.Connection:
        # We say BEGIN ourselves, so that a writer takes its lock at once.
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        connection.execute(PATIENT)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    async def connect() -> BufferedConnection:
        connection = BufferedConnection(open_file, iter_chunk_size=64)
        connection._thread.daemon = True  # a kill must not wait for it
        await connection
        return connection

    return connect
