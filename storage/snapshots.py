"""A copy of the database while others write to it, and what can be counted in it."""

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import make_url

from storage import contents
from storage.engine import Database, Work
from storage.journal import BEGINNING

TABLES = {
    True: "select name from sqlite_master where type = 'table' and name not like 'sqlite%'",
    False: "select tablename from pg_tables where schemaname = current_schema()",
}
COLUMNS = {
    True: (
        "select tables.name || '.' || columns.name from sqlite_master tables "
        "join pragma_table_info(tables.name) columns where tables.type = 'table'"
    ),
    False: (
        "select table_name || '.' || column_name from information_schema.columns "
        "where table_schema = current_schema()"
    ),
}
REVISION = "alembic_version"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What stands in a database."""

    revision: str
    counts: dict[str, int]
    head: str
    digests: frozenset[str]


def sqlite_file(url: str) -> Path | None:
    """Where the database is a file; None for PostgreSQL."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return None
    return Path(parsed.database)


class DatabaseDamaged(Exception):
    """What was copied is no sound database."""


def snapshot(source: Path, target: Path) -> None:
    """SQLite's online backup, in one step: one moment of the database, and no writer waits.

    Raises OSError when there is no room, DatabaseDamaged when the copy is not sound.
    """
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    reading = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
    writing = sqlite3.connect(target)
    try:
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
        (verdict,) = writing.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise DatabaseDamaged
    except sqlite3.OperationalError as error:
        raise OSError(str(error)) from error
    except sqlite3.DatabaseError as error:
        raise DatabaseDamaged from error
    finally:
        writing.close()
        reading.close()


def is_open_elsewhere(path: Path) -> bool:
    """Whether another process has this SQLite file open; what stood beside it is folded in."""
    if not path.exists():
        return False
    connection = sqlite3.connect(path, timeout=1)
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as error:  # a broken one may be replaced
        return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    finally:
        connection.close()
    return False


async def facts_of(database: Database) -> Facts:
    async with database.reading() as work:
        found = await work.run(text(TABLES[database.is_sqlite]))
        tables = sorted(row[0] for row in found)
        counts = {
            table: int((await work.run(text(f'select count(*) from "{table}"'))).scalar_one())  # noqa: S608
            for table in tables
            if table != REVISION
        }
        revision = await work.run(text(f"select version_num from {REVISION}"))  # noqa: S608
        return Facts(
            revision=str(revision.scalar_one()),
            counts=counts,
            head=await _head(work),
            digests=frozenset(await _digests(work, COLUMNS[database.is_sqlite])),
        )


async def _digests(work: Work, columns: str) -> list[str]:
    """What rows name; a database of an older version has not all of the columns."""
    known = set(await _column(work, columns))
    queries = [
        f"select {each.name} from {each.table.name} where {each.name} is not null"  # noqa: S608
        for each in contents.NAMING
        if f"{each.table.name}.{each.name}" in known
    ]
    return await _column(work, " union ".join(queries))


async def _head(work: Work) -> str:
    found = await _column(work, "select digest from journal order by id desc limit 1")
    return found[0] if found else BEGINNING


async def _column(work: Work, query: str) -> list[str]:
    return [str(value) for value in (await work.run(text(query))).scalars()]
