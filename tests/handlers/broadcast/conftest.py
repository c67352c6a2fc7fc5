"""A newsroom: two who write, one who may agree, and those who are written to."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, TypeVar

import pytest
from sqlalchemy import func, select

from bot.broadcast_room import BroadcastServices, broadcast_services
from bot.settings import Settings
from forms.loading import load_catalogue
from handlers.announced import Content
from handlers.broadcast.cast import BroadcastMoved
from handlers.desk import Desk, Reply
from knowledge.library import Library
from storage.archive import Archive
from storage.audiences import Conditions
from storage.broadcasts import Broadcast, BroadcastState
from storage.engine import Database
from storage.roles import Role
from storage.tables import recipients
from tests.handlers.members.conftest import House, house, url

__all__ = ["Newsroom", "house", "newsroom", "url"]
Done = TypeVar("Done")
SECRETARIES = Conditions(roles=(Role.SECRETARY,)).as_dict()
STAFF = {
    "author": Role.STAFF,
    "colleague": Role.STAFF_HEAD,
    "third": Role.ADMINISTRATOR,
}
OTHERS = (Role.MEMBER, Role.SECRETARY, Role.LEADER, Role.PARTY_HEAD, Role.EXPERT)


@dataclass(kw_only=True)
class Newsroom:
    """`people` by name; more than three recipients need a second person."""

    house: House
    services: BroadcastServices
    people: dict[str, str] = field(default_factory=dict)

    async def at(self, who: str, do: Callable[[Desk], Awaitable[Done]]) -> Done:
        """One update of one person, in a transaction of its own; what raises is undone."""
        async with self.house.database.writing() as work:
            archive = Archive(work)
            person = await archive.people.get(self.people[who], self.house.clock.now())
            assert person
            return await do(self.house.desk(archive, person))

    async def secretaries(self, count: int) -> None:
        for _ in range(count):
            number = len(self.people)
            society = await self.house.society(f"第{number}学会")
            name = f"secretary {number}"
            self.people[name] = await self.house.person(name, (Role.SECRETARY, society))

    async def draft(
        self, text: str = "各学会：请派人参加年检工作会。", who: str = "author"
    ) -> str:
        identity = await self.at(who, lambda desk: self.services.writing.write(desk, text))
        await self.put(identity, audience=SECRETARIES)
        return identity

    async def put(self, identity: str, **values: Any) -> None:
        """As another corner of the room would, or the rounds."""
        async with self.house.database.writing() as work:
            broadcasts = Archive(work).broadcasts
            now = self.house.clock.now()
            assert await broadcasts.change(identity, tuple(BroadcastState), now, **values)

    async def row(self, identity: str) -> Broadcast:
        async with self.house.database.reading() as work:
            found = await Archive(work).broadcasts.get(identity)
        assert found
        return found

    async def content(self, identity: str) -> Content:
        return Content.of((await self.row(identity)).content)

    async def token(self, identity: str, *, sure: bool = False) -> int:
        return (await self.row(identity)).revision * 2 + sure

    async def ask(self, identity: str, who: str = "author", *, sure: bool = False) -> Reply:
        n = await self.token(identity, sure=sure)
        return await self.at(who, lambda desk: self.services.approving.ask(desk, identity, n))

    async def approve(self, identity: str, who: str = "colleague", n: int | None = None) -> Reply:
        n = await self.token(identity) if n is None else n
        return await self.at(who, lambda desk: self.services.approving.approve(desk, identity, n))

    async def waiting(self) -> str:
        identity = await self.draft()
        await self.ask(identity)
        return identity

    async def begun(self, state: BroadcastState = BroadcastState.SENDING) -> str:
        """Approved, and under way or over."""
        identity = await self.waiting()
        await self.approve(identity)
        now = self.house.clock.now()
        over = None if state is BroadcastState.SENDING else now
        await self.put(identity, state=state, started_at=now, finished_at=over)
        return identity

    async def is_moved(self, who: str, do: Callable[[Desk], Awaitable[Any]]) -> bool:
        try:
            await self.at(who, do)
        except BroadcastMoved:
            return True
        return False

    async def frozen(self, identity: str) -> int:
        async with self.house.database.reading() as work:
            these = select(func.count()).where(recipients.c.broadcast_id == identity)
            return int((await work.run(these)).scalar_one())

    def elsewhere(self) -> "Newsroom":
        """The same association in another process: a connection of its own."""
        database = Database(self.house.database.url, self.house.database.vault)
        return replace(self, house=replace(self.house, database=database))

    def pass_time(self, **span: float) -> None:
        self.house.clock.advance(timedelta(**span))


@pytest.fixture
async def newsroom(house: House) -> Newsroom:
    settings = Settings(broadcast_approval_above=3)
    library = Library(vectors=None, embedder=None)
    services = broadcast_services(settings, load_catalogue(), library)
    newsroom = Newsroom(house=house, services=services)
    now = house.clock.now()
    noon = now.replace(hour=12, minute=0, second=0, microsecond=0)
    house.clock.advance(noon + timedelta(days=1) - now)  # nobody sleeps
    for name, role in STAFF.items():
        newsroom.people[name] = await house.person(name, (role, None))
    await newsroom.secretaries(4)
    return newsroom
