"""SQLite for many small transactions: one hop to the driver's thread per statement.

aiosqlite takes four (cursor, execute, fetch, close), and each wakes the event loop: measured,
50 hops for one update through the corridor, most of its time.
"""

import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Sequence
from types import TracebackType
from typing import Any, Self

import aiosqlite

BUSY_SECONDS = 30
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    f"busy_timeout={BUSY_SECONDS * 1000}",
)


class BufferedCursor:
    """Executes and fetches in one go; what it fetched is at hand without the thread."""

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
        return await self._run(lambda cursor: cursor.execute(sql, parameters))

    async def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> Self:
        return await self._run(lambda cursor: cursor.executemany(sql, parameters))

    async def _run(self, statement: Callable[[sqlite3.Cursor], Any]) -> Self:
        await self._connection.in_thread(lambda connection: self._take(connection, statement))
        return self

    def _take(
        self, connection: sqlite3.Connection, statement: Callable[[sqlite3.Cursor], Any]
    ) -> None:
        cursor = connection.cursor()
        try:
            statement(cursor)
            self.description = cursor.description
            self._rows = cursor.fetchall() if cursor.description else []
            self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        finally:
            cursor.close()

    async def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """The driver's own cursor is closed already."""


class BufferedConnection(aiosqlite.Connection):
    """aiosqlite's connection with cursors of the kind above."""

    def cursor(self) -> BufferedCursor:  # type: ignore[override]
        return BufferedCursor(self)

    async def in_thread(self, work: Callable[[sqlite3.Connection], Any]) -> Any:
        return await self._execute(lambda: work(self._conn))  # type: ignore[no-untyped-call]


def connector(path: str) -> Callable[[], Awaitable[BufferedConnection]]:
    """How an engine opens the file at `path`."""

    def open_file() -> sqlite3.Connection:
        # We say BEGIN ourselves, so that a writer takes its lock at once.
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    async def connect() -> BufferedConnection:
        connection = BufferedConnection(open_file, iter_chunk_size=64)
        connection._thread.daemon = True
        await connection
        return connection

    return connect
