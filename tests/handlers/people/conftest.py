"""A database with keys, and rows as they come from a table."""

from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from forms.sheets import Row
from handlers.people.importing import passes
from handlers.people.importing.passes import Importing
from handlers.people.importing.plans import Book, By
from handlers.people.importing.tally import Tally
from storage.clock import SystemClock
from storage.encryption import Vault
from storage.engine import Database
from storage.keys import fresh_key
from storage.schema import migrate

CLOCK = SystemClock()
BY = By(person_id=None, door="test", clock=CLOCK)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passes, "BATCH", 7)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    url = f"sqlite:///{tmp_path / 'test.db'}"
    await migrate(url)
    database = Database(url, Vault([fresh_key()]))
    yield database
    await database.close()


async def arriving(values: Sequence[dict[str, Any]]) -> AsyncIterator[Row]:
    for number, each in enumerate(values, 2):
        yield Row(number=number, values=each)


Run = Callable[..., Any]


@pytest.fixture
def checked(database: Database) -> Run:
    async def check(book: Book, values: Sequence[dict[str, Any]]) -> Tally:
        return await Importing(database=database, book=book).check(arriving(values))

    return check


@pytest.fixture
def applied(database: Database) -> Run:
    async def apply(book: Book, values: Sequence[dict[str, Any]]) -> Tally:
        return await Importing(database=database, book=book).apply(arriving(values), BY, Tally())

    return apply
