"""A desk over a real archive, for one person at one door."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from handlers.desk import Desk
from storage.archive import Archive
from storage.clock import SystemClock
from storage.encryption import Vault
from storage.engine import Database
from storage.files import Shelf
from storage.keys import fresh_key
from storage.people import Person
from storage.schema import migrate

DeskFor = Callable[[Archive, Person], Desk]


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    url = f"sqlite:///{tmp_path / 'rooms.db'}"
    await migrate(url)
    database = Database(url, Vault([fresh_key()]))
    yield database
    await database.close()


@pytest.fixture
def desk_for(database: Database, tmp_path: Path) -> DeskFor:
    def desk(archive: Archive, person: Person) -> Desk:
        return Desk(
            archive=archive,
            person=person,
            door="web",
            bot_id=1,
            chat_id=1,
            clock=SystemClock(),
            shelf=Shelf(folder=tmp_path / "files", vault=database.vault),
        )

    return desk
