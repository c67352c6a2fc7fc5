"""Desks of made-up people over a real database of either sort."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from bot.rehearsal.clock import MovedClock
from handlers.desk import Desk
from storage.archive import Archive
from storage.engine import Database
from storage.files import Shelf
from storage.members import Member, MemberState
from storage.people import Person
from storage.roles import Role
from tests.databases import opened
from tests.storage.conftest import url

__all__ = ["House", "house", "url"]


@dataclass(kw_only=True)
class House:
    """Where people come to a desk one after the other, each in their own transaction."""

    database: Database
    shelf: Shelf
    clock: MovedClock = field(default_factory=MovedClock)
    accounts: Iterator[int] = field(default_factory=lambda: count(100))
    doors: dict[str, int] = field(default_factory=dict)

    async def society(self, name: str) -> str:
        async with self.database.writing() as work:
            values = {"kind": "society", "name": name, "status": "active"}
            return await Archive(work).societies.add(values, self.clock.now())

    async def person(self, name: str, *roles: tuple[Role, str | None]) -> str:
        now = self.clock.now()
        async with self.database.writing() as work:
            archive = Archive(work)
            account = next(self.accounts)
            person = await archive.people.welcome(2, account, name, now)
            self.doors[person.id] = account
            for role, society in roles:
                await archive.roles.give(person.id, role, society, now, given_by=None)
        return person.id

    async def member(
        self,
        society: str,
        name: str,
        mobile: str,
        state: MemberState = MemberState.UNVERIFIED,
        person: str | None = None,
    ) -> str:
        async with self.database.writing() as work:
            members, now = Archive(work).members, self.clock.now()
            identity = await members.add(society, {"name": name, "mobile": mobile}, state, now)
            if person:
                await members.set_state(identity, state, now, person_id=person)
            return identity

    async def at_desk(self, person_id: str, do: Callable[[Desk], Awaitable[object]]) -> object:
        """What raises is undone, as in the corridor."""
        async with self.database.writing() as work:
            archive = Archive(work)
            person = await archive.people.get(person_id, self.clock.now())
            assert person
            return await do(self.desk(archive, person))

    def desk(self, archive: Archive, person: Person) -> Desk:
        return Desk(
            archive=archive,
            person=person,
            door="telegram",
            bot_id=2,
            chat_id=self.doors.get(person.id, 1),
            clock=self.clock,
            shelf=self.shelf,
        )

    async def get(self, member_id: str) -> Member:
        async with self.database.reading() as work:
            member = await Archive(work).members.get(member_id)
        assert member
        return member

    async def person_now(self, person_id: str) -> Person:
        async with self.database.reading() as work:
            person = await Archive(work).people.get(person_id, self.clock.now())
        assert person
        return person

    def pass_time(self, **span: float) -> None:
        self.clock.advance(timedelta(**span))


@pytest.fixture
async def house(url: str, tmp_path: Path) -> AsyncIterator[House]:
    async with opened(url) as database:
        shelf = Shelf(folder=tmp_path / "files", vault=database.vault)
        yield House(database=database, shelf=shelf)
