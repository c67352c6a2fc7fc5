"""Databases for tests: with all tables, and closed when the test is over.

A thousand tests need one. The migrations are walked once in each process, for a fifth of a second:
what asks for all tables of an empty SQLite file is given a copy. And every engine would compile
all statements anew: those of a kind share what is compiled.
"""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from alembic import command
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from storage import schema
from storage.encryption import Vault
from storage.engine import Database, database_url
from storage.keys import fresh_key
from storage.schema import HEAD, migrate
from tests.storage import postgresql

STATEMENTS = 5000  # more than all tests run; an engine keeps 500
_walk = schema._run
_made = TemporaryDirectory(prefix="xuehui-tests-")


@asynccontextmanager
async def opened(url: str, vault: Vault | None = None) -> AsyncIterator[Database]:
    """Sealed with a key of its own, unless there is a vault."""
    await migrate(url)
    database = Database(url, vault or Vault([fresh_key()]))
    yield database
    await database.close()


def copy_tables(patch: pytest.MonkeyPatch) -> None:
    """From here on; `walk_migrations` is the way back."""
    patch.setattr(schema, "_run", _copy_or_walk)


def walk_migrations(patch: pytest.MonkeyPatch) -> None:
    """For tests that are about the migrations themselves."""
    patch.setattr(schema, "_run", _walk)


def share_statements(patch: pytest.MonkeyPatch) -> None:
    """From here on; what is compiled is kept by dialect, so engines of a kind share that too."""
    kept: dict[tuple[str, str], tuple[Any, Any]] = {}
    make = Database._engine

    def engine(self: Database, threads: int, **options: Any) -> AsyncEngine:
        made = make(self, threads, **options)
        inner, kind = made.sync_engine, (made.dialect.name, repr(sorted(options.items())))
        inner._compiled_cache.capacity = STATEMENTS
        dialect, statements = kept.setdefault(kind, (inner.dialect, inner._compiled_cache))
        if dialect.server_version_info is not None:  # it has met its server
            inner.dialect, inner._compiled_cache = dialect, statements
        else:
            kept[kind] = inner.dialect, inner._compiled_cache
        return made

    patch.setattr(Database, "_engine", engine)


async def _copy_or_walk(url: str, step: Any, *arguments: str) -> None:
    if step is command.upgrade and arguments == (HEAD,):
        if url in postgresql.with_tables:
            return
        if (path := _empty_file(url)) is not None:
            shutil.copyfile(await _template(), path)
            return
    await _walk(url, step, *arguments)


def _empty_file(url: str) -> Path | None:
    """Where SQLite would begin a new file; what is wrong with the address is not found here."""
    found = make_url(database_url(url))
    if found.get_backend_name() != "sqlite" or not found.database or found.database == ":memory:":
        return None
    path = Path(found.database)
    if path.exists() or not path.parent.is_dir():
        return None
    return path


async def _template() -> Path:
    path = Path(_made.name) / "template.db"
    if not path.exists():
        await _walk(f"sqlite:///{path}", command.upgrade, HEAD)
        database = Database(f"sqlite:///{path}")
        assert await database.reachable()  # opened once: it keeps its log as the house does
        await database.close()
    return path
