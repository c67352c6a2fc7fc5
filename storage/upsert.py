"""Insert or replace, said once for both databases."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import Insert as PostgresqlInsert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert

from storage.engine import Work


def insert_for(work: Work, table: Table) -> SqliteInsert | PostgresqlInsert:
    """The dialect's own INSERT, which knows ON CONFLICT."""
    return sqlite.insert(table) if work.is_sqlite else postgresql.insert(table)


async def upsert(
    work: Work, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]
) -> None:
    await work.run(
        insert_for(work, table)
        .values(**key, **values)
        .on_conflict_do_update(index_elements=list(key), set_=dict(values))
    )
