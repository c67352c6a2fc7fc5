"""A reading room: staff with files, a reader that does as it is told, a library of words."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot.notices_room import NoticesServices, notices_services
from bot.settings import Settings
from handlers.desk import Desk, Reply
from handlers.notice_rows import notice_of
from handlers.notices.fetching import Fetched
from handlers.notices.reading import Progress, Watch, nobody
from handlers.notices.reading import Stage as Step
from knowledge.library import Library
from knowledge.reading import read
from knowledge.reading.errors import NotFetched, Why
from knowledge.reading.reading import Reading
from storage.archive import Archive
from storage.engine import Database
from storage.files import Shelf
from storage.notices import NoticeRow
from storage.roles import Role
from tests.databases import opened
from tests.handlers.members.conftest import House

Done = TypeVar("Done")
TEXT = (
    "关于开展{what}工作的通知\n\n云岭科协发〔2026〕{number}号\n\n各省级学会：\n\n"
    "一、聘任人数\n\n全省聘任科普讲师{many}名，每个学会推荐不超过2名。\n\n"
    "二、聘任条件\n\n科普讲师应当具有中级以上职称，年龄不超过65周岁。\n\n"
    "三、待遇\n\n科普讲师每场讲座补助800元，由省科协列支，按季度发放。\n\n"
    "云岭省科学技术协会\n\n2026年3月2日\n"
)


def text(what: str = "讲师聘任", number: int = 8, many: int = 60) -> bytes:
    return TEXT.format(what=what, number=number, many=many).encode()


@dataclass(kw_only=True)
class ToldReader:
    """Reads texts; `extra` is what it understands besides, `error` what it raises instead."""

    extra: dict[str, Any] = field(default_factory=dict)
    error: Exception | None = None
    asked: int = 0

    async def read(
        self, file: Path | bytes, name: str, today: date, on_progress: Watch = nobody
    ) -> Reading:
        self.asked += 1
        await on_progress(Progress(stage=Step.RECOGNISING, page=3, pages=12))
        if self.error:
            raise self.error
        return replace(read(file, name), **self.extra)


@dataclass(kw_only=True)
class ToldFetcher:
    """Has one page behind one link."""

    async def fetch(self, url: str) -> Fetched:
        if url.endswith("private"):
            raise NotFetched(url, Why.PRIVATE)
        return Fetched(name="page.txt", content=text("网上通知", 9), url=url)


@dataclass(kw_only=True)
class Silent:
    """Remembers what was shown on the way."""

    shown: list[str] = field(default_factory=list)

    async def think(self) -> None:
        """Nothing to be seen."""

    async def show(self, text: str) -> None:
        self.shown.append(text)


@dataclass(kw_only=True)
class ReadingRoom:
    """`people` by name: a clerk and a colleague, both staff."""

    house: House
    services: NoticesServices
    reader: ToldReader
    stage: Silent = field(default_factory=Silent)
    people: dict[str, str] = field(default_factory=dict)

    @property
    def library(self) -> Library:
        return self.services.stacks.library

    async def at(self, do: Callable[[Desk], Awaitable[Done]], who: str = "clerk") -> Done:
        """One update, in a transaction of its own; what raises is undone."""
        async with self.house.database.writing() as work:
            archive = Archive(work)
            person = await archive.people.get(self.people[who], self.house.clock.now())
            assert person
            return await do(self.house.desk(archive, person))

    async def look(self, do: Callable[[Archive], Awaitable[Done]]) -> Done:
        async with self.house.database.reading() as work:
            return await do(Archive(work))

    async def sends(
        self, content: bytes, name: str = "a.txt", who: str = "clerk"
    ) -> tuple[Reply, str]:
        """What is said, and the id of what waits now (empty for nothing)."""
        receiving = self.services.notice_receiving
        reply = await self.at(lambda d: receiving.file(d, self.stage, name, content), who)
        return reply, await self.waiting(who)

    async def waiting(self, who: str = "clerk") -> str:
        found = await self.look(lambda archive: archive.intakes.of(self.people[who]))
        return found[0].id if found else ""

    async def take_in(self, content: bytes, number: int = 1) -> str:
        """The id of the notice."""
        _, identity = await self.sends(content)
        confirming = self.services.notice_confirming
        await self.at(lambda desk: confirming.take_in(desk, identity, number))
        kept = await self.look(lambda archive: archive.notices.all())
        return kept[-1].id

    async def elsewhere(self) -> "ReadingRoom":
        """The same room in another process: a connection and a library of its own."""
        database = Database(self.house.database.url, self.house.database.vault)
        other = await furnished(replace(self.house, database=database))
        other.people = self.people
        return other

    async def row(self, notice_id: str) -> NoticeRow | None:
        return await self.look(lambda archive: archive.notices.get(notice_id))


@pytest.fixture
async def room(tmp_path: Path) -> Any:
    async with opened(f"sqlite:///{tmp_path / 'room.db'}") as database:
        house = House(
            database=database, shelf=Shelf(folder=tmp_path / "files", vault=database.vault)
        )
        room = await furnished(house)
        for name in ("clerk", "colleague"):
            room.people[name] = await house.person(name, (Role.STAFF, None))
        yield room


async def furnished(house: House) -> ReadingRoom:
    """With a library that holds what the archive has."""
    async with house.database.reading() as work:
        rows = await Archive(work).notices.all()
    library, reader = Library(vectors=None, embedder=None), ToldReader()
    await library.open([notice_of(row) for row in rows])
    services = notices_services(Settings(), library, reader, ToldFetcher())
    return ReadingRoom(house=house, services=services, reader=reader)
