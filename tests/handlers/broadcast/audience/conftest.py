"""A draft, and somebody of the staff at a desk, over a real database."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest

from bot.broadcast_room import BroadcastServices, broadcast_services
from bot.settings import Settings
from forms.loading import load_catalogue
from forms.rosters import NAMES
from forms.sheets import write_rows
from handlers.desk import Desk
from knowledge.library import Library
from storage.archive import Archive
from storage.clock import SystemClock
from storage.engine import Database
from storage.people import Person
from storage.roles import Role
from tests.handlers.conftest import DeskFor

NOW = SystemClock().now()
CATALOGUE = load_catalogue()
LIBRARY = Library(vectors=None, embedder=None)
DeskOf = Callable[[Person], Desk]


@dataclass(kw_only=True)
class Office:
    """One unit of work in which everything of a test happens."""

    archive: Archive
    desk: Desk
    services: BroadcastServices
    accounts: int = 100

    async def society(self, name: str, **values: Any) -> str:
        return await self.archive.societies.add({"name": name, **values}, NOW)

    async def person(self, name: str, role: Role, society_id: str | None = None) -> str:
        self.accounts += 1
        person = await self.archive.people.welcome(1, self.accounts, name, NOW)
        await self.archive.roles.give(person.id, role, society_id, NOW, given_by=None)
        return person.id

    async def draft(self, title: str = "通知", **values: Any) -> str:
        by = self.desk.person.id
        return await self.archive.broadcasts.add(title, by=by, now=NOW, **values)

    async def audience(self, broadcast_id: str) -> dict[str, Any]:
        found = await self.archive.broadcasts.get(broadcast_id)
        assert found
        return dict(found.audience)


@pytest.fixture
async def office(database: Database, desk_for: DeskFor) -> AsyncIterator[Office]:
    async with database.writing() as work:
        archive = Archive(work)
        staff = await archive.people.welcome(1, 99, "林怀瑾", NOW - timedelta(days=1))
        await archive.roles.give(staff.id, Role.STAFF, None, NOW, given_by=None)
        known = await archive.people.get(staff.id, SystemClock().now())
        assert known
        services = broadcast_services(Settings(), CATALOGUE, LIBRARY)
        yield Office(archive=archive, desk=desk_for(archive, known), services=services)


def names_table(*rows: tuple[str, ...]) -> bytes:
    """Name, society and perhaps a mobile number."""
    titles = ("name", "society", "mobile")
    return write_rows(NAMES, [dict(zip(titles, row, strict=False)) for row in rows])


def opened_book(content: bytes) -> BytesIO:
    return BytesIO(content)
