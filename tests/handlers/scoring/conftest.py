"""A house with candidates who are being scored, experts, staff; on both databases."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.scoring_room import ScoringServices, scoring_services
from bot.settings import Settings
from forms.drafts import Draft
from forms.examples import example
from forms.loading import load_catalogue
from forms.specification import Catalogue, FormSpec
from handlers.casework.aftermath import Aftermath
from handlers.casework.case import Case
from handlers.casework.moving import Moving
from handlers.casework.offices import Offices
from handlers.casework.post import Post
from handlers.desk import Desk
from handlers.review.objections.settling import ObjectionsSettled
from storage.archive import Archive
from storage.clock import SHANGHAI, Clock
from storage.engine import Database
from storage.files import Shelf
from storage.filings import Content, Filing
from storage.members import MemberState
from storage.roles import Role
from tests.databases import opened
from tests.handlers.desks import desk_at
from tests.storage.conftest import url

__all__ = ["url"]
CATALOGUE: Catalogue = load_catalogue()
TALENT: FormSpec = CATALOGUE.forms["young-talent-apply"]
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=SHANGHAI)
COMPLETE = example(TALENT, CATALOGUE, NOW.replace(tzinfo=None)).draft
_numbers = count(1)


class StandingClock(Clock):
    """Moved by hand."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        return self.at

    def pass_(self, days: int) -> None:
        self.at += timedelta(days=days)


@dataclass
class House:
    """Rooms over one database; people by their name."""

    database: Database
    shelf: Shelf
    services: ScoringServices
    moving: Moving
    clock: StandingClock = field(default_factory=StandingClock)
    people: dict[str, str] = field(default_factory=dict)
    societies: dict[str, str] = field(default_factory=dict)

    @asynccontextmanager
    async def archive(self) -> AsyncIterator[Archive]:
        async with self.database.writing() as work:
            yield Archive(work)

    @asynccontextmanager
    async def desk(self, name: str) -> AsyncIterator[Desk]:
        async with self.archive() as archive:
            person = await archive.people.get(self.people[name], self.clock.now())
            assert person is not None
            yield desk_at("web", archive, person, self.clock, self.shelf)

    async def society(self, name: str) -> str:
        if name not in self.societies:
            async with self.archive() as archive:
                values = {"name": name, "status": "active"}
                self.societies[name] = await archive.societies.add(values, NOW)
        return self.societies[name]

    async def person(self, name: str, *roles: Role, society: str = "", workplace: str = "") -> str:
        home = await self.society(society) if society else None
        async with self.archive() as archive:
            person_id = await archive.people.add(name, NOW)
            for role in roles:
                of_home = home if role in (Role.MEMBER, Role.LEADER, Role.SECRETARY) else None
                await archive.roles.give(person_id, role, of_home, NOW, given_by=None)
            if home and workplace:
                member = await archive.members.add(
                    home, {"name": name, "workplace": workplace}, MemberState.VERIFIED, NOW
                )
                await archive.members.claim(member, person_id, NOW)
        self.people[name] = person_id
        return person_id

    async def candidate(
        self,
        name: str,
        society: str = "云岭省化学会",
        *,
        state: str = "scoring",
        **answers: Any,
    ) -> str:
        """A complete example that was handed in; its filer has the candidate's name."""
        home = await self.society(society)
        if name not in self.people:
            await self.person(name, Role.MEMBER, society=society)
        own = {"recommend_society": home, "full_name": name, **answers}
        draft = Draft.restore({**COMPLETE.plain(), "answers": {**COMPLETE.answers, **own}})
        async with self.archive() as archive:
            identity = await archive.filings.begin(
                TALENT.id,
                TALENT.version,
                TALENT.workflow,
                society_id=home,
                person_id=self.people[name],
                title=name,
                content=Content(draft=draft.plain()),
                now=NOW,
            )
            filing = await archive.filings.get(identity)
            assert filing is not None
            assert await archive.filings.move(filing, state, now=NOW, submitted=True)
            await archive.filings.give_number(identity, f"HX-2026-{next(_numbers):06}")
        return identity

    async def filing(self, filing_id: str) -> Filing:
        async with self.archive() as archive:
            found = await archive.filings.get(filing_id)
        assert found is not None
        return found

    async def case(self, filing_id: str) -> Case:
        filing = await self.filing(filing_id)
        async with self.archive() as archive:
            return await self.moving.offices.case(archive, filing, self.clock.now())


def seen(*said: Any) -> str:
    """Everything in it, as one text."""
    return json.dumps([str(each) for each in said], ensure_ascii=False)


async def furnished(database: Database, folder: Path) -> House:
    moving = Moving(
        offices=Offices(catalogue=CATALOGUE),
        post=Post(),
        aftermath=Aftermath((ObjectionsSettled(),)),
    )
    house = House(
        database=database,
        shelf=Shelf(folder=folder / "files", vault=database.vault),
        services=scoring_services(Settings(_env_file=None), moving),  # type: ignore[call-arg]
        moving=moving,
    )
    await house.person("部长", Role.STAFF_HEAD)
    await house.person("干事", Role.STAFF)
    await house.person("专家甲", Role.EXPERT)
    await house.person("专家乙", Role.EXPERT)
    await house.person("专家丙", Role.EXPERT)
    return house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with opened(f"sqlite:///{tmp_path / 'rooms.db'}") as database:
        yield await furnished(database, tmp_path)


@pytest.fixture
async def either_house(url: str, tmp_path: Path) -> AsyncIterator[House]:
    """On SQLite, and on PostgreSQL."""
    async with opened(url) as database:
        yield await furnished(database, tmp_path)
