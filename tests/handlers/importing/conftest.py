"""Rows as they come from a table, and what a pass over them does."""

from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

import pytest

from forms.sheets import Row
from handlers.noting import By
from handlers.people.importing import passes
from handlers.people.importing.passes import Importing
from handlers.people.importing.plans import Book
from handlers.people.importing.tally import Tally
from storage.clock import SystemClock
from storage.engine import Database

CLOCK = SystemClock()
BY = By(person_id=None, door="test", clock=CLOCK)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passes, "BATCH", 7)


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
