"""PostgreSQL databases for tests: found, lent and taken back, or said to be missing.

Making a database, walking the migrations and dropping it take a second. A test is lent one with
all tables and nothing in them; it is emptied afterwards and lent again.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

import asyncpg
import pytest

from storage.schema import migrate
from storage.tables import metadata

# Read once: tests that leave a developer's settings behind would not find it later.
ADDRESS = os.environ.get("XUEHUI_TEST_POSTGRESQL", "postgresql://root@127.0.0.1:5432/postgres")
OTHERS = """
select pg_terminate_backend(pid) from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid()
"""
SHAPE = """
select relname, relkind::text from pg_class
where relnamespace = 'public'::regnamespace order by 1, 2
"""
REVISION = "select version_num from alembic_version"
EMPTY = ";".join(f'delete from "{table.name}"' for table in reversed(metadata.sorted_tables))
COUNTERS = "select setval(oid::regclass, 1, false) from pg_class where relkind = 'S'"

with_tables: set[str] = set()
_shapes: dict[str, list[object]] = {}
_free: list[str] = []


async def server() -> str | None:
    """The address of a server that answers."""
    try:
        connection = await asyncpg.connect(ADDRESS, timeout=30)
    except (OSError, asyncpg.PostgresError):
        return None
    await connection.close()
    return ADDRESS


async def required_server() -> str:
    """Skips the test where there is none."""
    if (address := await server()) is not None:
        return address
    if os.environ.get("CI"):
        pytest.fail("CI has a PostgreSQL server, and it does not answer")
    pytest.skip("no PostgreSQL server answers; set XUEHUI_TEST_POSTGRESQL to one")


@asynccontextmanager
async def lent_database() -> AsyncIterator[str]:
    """The address of a database with all tables and no rows, this test's own for now."""
    address = await required_server()
    url = _free.pop() if _free else await _furnished(address)
    yield url
    await _take_back(address, url)


@asynccontextmanager
async def bare_database() -> AsyncIterator[str]:
    """The address of a database with nothing in it at all, gone afterwards."""
    address = await required_server()
    url = await create_database(address, name := fresh_name())
    yield url
    await drop_database(address, name)


def fresh_name() -> str:
    return f"xuehui_{uuid4().hex[:12]}"


async def create_database(address: str, name: str) -> str:
    connection = await asyncpg.connect(address)
    await connection.execute(f'CREATE DATABASE "{name}"')
    # What a crash of the server would lose is no loss here.
    await connection.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    await connection.close()
    return address.rsplit("/", 1)[0] + f"/{name}"


async def drop_database(address: str, name: str) -> None:
    connection = await asyncpg.connect(address)
    await connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    await connection.close()


async def drop_lent_databases() -> None:
    """At the end of all tests."""
    while _free:
        await drop_database(ADDRESS, _free.pop().rsplit("/", 1)[1])


async def _furnished(address: str) -> str:
    url = await create_database(address, fresh_name())
    await migrate(url)
    connection = await asyncpg.connect(url)
    _shapes[url] = await _shape(connection)
    await connection.close()
    with_tables.add(url)
    return url


async def _take_back(address: str, url: str) -> None:
    """Emptied; one whose tables a test has changed is dropped."""
    connection = await asyncpg.connect(url)
    await connection.execute(OTHERS)
    as_lent = await _shape(connection) == _shapes[url]
    if as_lent:
        await connection.execute(EMPTY)
        await connection.execute(COUNTERS)
    await connection.close()
    if as_lent:
        _free.append(url)
    else:
        with_tables.discard(url)
        await drop_database(address, url.rsplit("/", 1)[1])


async def _shape(connection: "asyncpg.Connection[asyncpg.Record]") -> list[object]:
    tables = [tuple(row) for row in await connection.fetch(SHAPE)]
    known = ("alembic_version", "r") in tables
    return [tables, await connection.fetchval(REVISION) if known else None]
