"""A secretary at a desk of the forms office, over a real archive."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from forms.loading import load_catalogue
from forms.specification import Catalogue, FormSpec
from handlers.casework.aftermath import Aftermath
from handlers.casework.case import Case
from handlers.casework.moving import Moving
from handlers.casework.offices import Offices
from handlers.casework.post import Post
from handlers.desk import Desk
from handlers.filing.beginning import Beginning
from handlers.filing.handing_in import HandingIn
from handlers.filing.leaving import Leaving
from handlers.filing.proposals import Proposals
from handlers.filing.talk import FilingTalk
from storage.archive import Archive
from storage.clock import SHANGHAI, Clock
from storage.engine import Database
from storage.events import EventKind
from storage.files import Shelf
from storage.filings import Content
from storage.people import Person
from storage.roles import Role
from tests.handlers.desks import desk_at

CATALOGUE: Catalogue = load_catalogue()
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=SHANGHAI)
ACCOUNTS = {"web": 7, "telegram": 8}


class StandingClock(Clock):
    """Moved by hand."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        return self.at


@dataclass
class Office:
    """The forms office of one test; `desk` is one update of the secretary."""

    database: Database
    shelf: Shelf
    clock: StandingClock
    person_id: str
    society_id: str
    event_id: str
    talk: FilingTalk
    offices: Offices

    async def reopened(self) -> "Office":
        """After a restart: nothing is left but the database and the key."""
        await self.database.close()
        database = Database(self.database.url, self.database.vault)
        offices = Offices(catalogue=CATALOGUE)
        return replace(self, database=database, offices=offices, talk=talk_for(offices))

    def desk(self, door: str = "web") -> AbstractAsyncContextManager[Desk]:
        return self._desk(door)

    @asynccontextmanager
    async def _desk(self, door: str) -> AsyncIterator[Desk]:
        async with self.database.writing() as work:
            archive = Archive(work)
            person = await archive.people.get(self.person_id, self.clock.now())
            assert person is not None
            yield desk_at(door, archive, person, self.clock, self.shelf)

    async def begin(self, form: FormSpec) -> str:
        async with self.desk() as desk:
            society = self.society_id if form.by == "secretary" else None
            begun = await Beginning(offices=self.offices).start(desk, form.id, society)
            return begun.case.id

    async def case(self, filing_id: str) -> Case:
        async with self.desk() as desk:
            return await self.offices.open(desk, filing_id)


def talk_for(offices: Offices) -> FilingTalk:
    moving = Moving(offices=offices, post=Post(), aftermath=Aftermath(()))
    return FilingTalk(
        offices=offices,
        handing_in=HandingIn(moving=moving),
        leaving=Leaving(offices=offices),
        proposals=Proposals(),
        page=lambda filing_id: f"http://127.0.0.1:8080/form/{filing_id}",
    )


OfficeOver = Callable[[Database], Awaitable[Office]]


@pytest.fixture
async def office(database: Database, tmp_path: Path) -> Office:
    return await furnished(database, tmp_path)


async def furnished(database: Database, folder: Path) -> Office:
    clock = StandingClock()
    async with database.writing() as work:
        archive = Archive(work)
        society = await archive.societies.add(record(), NOW)
        person = await _secretary(archive, society)
        event = await archive.events.add(
            EventKind.SALON,
            "秘书长沙龙",
            NOW + timedelta(days=20),
            now=NOW,
            places=30,
            sign_up_until=NOW + timedelta(days=15),
        )
        await _filed_forum(archive, person.id, society)
    offices = Offices(catalogue=CATALOGUE)
    return Office(
        database=database,
        shelf=Shelf(folder=folder / "files", vault=database.vault),
        clock=clock,
        person_id=person.id,
        society_id=society,
        event_id=event,
        talk=talk_for(offices),
        offices=offices,
    )


async def _filed_forum(archive: Archive, person_id: str, society_id: str) -> None:
    """One activity that may be summed up."""
    identity = await archive.filings.begin(
        "forum-report",
        1,
        "W1",
        society_id=society_id,
        person_id=person_id,
        title="超硬材料学术年会",
        content=Content(draft={"form": "forum-report", "version": 1, "answers": {}}),
        now=NOW,
    )
    filing = await archive.filings.get(identity)
    assert filing is not None
    assert await archive.filings.move(
        filing, "filed", now=NOW - timedelta(days=100), submitted=True
    )


def record() -> dict[str, object]:
    began = NOW.date().replace(year=NOW.year - 4)
    return {"name": "云岭省材料学会", "city": "云州市", "term_number": 8, "term_began": began}


async def _secretary(archive: Archive, society_id: str) -> Person:
    person = await archive.people.welcome(1, ACCOUNTS["web"], "林秘书", NOW)
    for role in (Role.SECRETARY, Role.MEMBER):
        await archive.roles.give(person.id, role, society_id, NOW, given_by=None)
    return person
