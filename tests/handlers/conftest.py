"""A desk over a real archive, for one person at one door."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from handlers.desk import Desk
from storage.archive import Archive
from storage.clock import SystemClock
from storage.engine import Database
from storage.files import Shelf
from storage.people import Person
from tests.databases import opened
from tests.handlers.desks import desk_at

DeskFor = Callable[[Archive, Person], Desk]


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with opened(f"sqlite:///{tmp_path / 'rooms.db'}") as database:
        yield database


@pytest.fixture
def desk_for(database: Database, tmp_path: Path) -> DeskFor:
    shelf = Shelf(folder=tmp_path / "files", vault=database.vault)
    return lambda archive, person: desk_at("web", archive, person, SystemClock(), shelf)
