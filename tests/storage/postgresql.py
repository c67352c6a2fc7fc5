"""A PostgreSQL server for tests: found, or said to be missing."""

import os

import asyncpg

DEFAULT = "postgresql://root@127.0.0.1:5432/postgres"


async def server() -> str | None:
    """The address of a server that answers."""
    address = os.environ.get("XUEHUI_TEST_POSTGRESQL", DEFAULT)
    try:
        connection = await asyncpg.connect(address, timeout=5)
    except (OSError, asyncpg.PostgresError):
        return None
    await connection.close()
    return address


async def create_database(address: str, name: str) -> str:
    connection = await asyncpg.connect(address)
    await connection.execute(f'CREATE DATABASE "{name}"')
    await connection.close()
    return address.rsplit("/", 1)[0] + f"/{name}"


async def drop_database(address: str, name: str) -> None:
    connection = await asyncpg.connect(address)
    await connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    await connection.close()
