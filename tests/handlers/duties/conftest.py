"""Societies with filings, deadlines and events, over a real database of either sort."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest

from forms.loading import load_catalogue
from handlers.duties.duty import Duty
from handlers.duties.finding import Duties
from storage.archive import Archive
from storage.audiences import Conditions
from storage.clock import SHANGHAI
from storage.engine import Database
from storage.filings import Content, Filing
from storage.roles import Role
from tests.databases import opened
from tests.storage.conftest import url

__all__ = ["Town", "at", "town", "url"]
CATALOGUE = load_catalogue()


def at(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return datetime(year, month, day, hour, tzinfo=SHANGHAI)


@dataclass(kw_only=True)
class Town:
    """What is written is committed at once."""

    database: Database
    duties: Duties

    async def society(self, name: str, **values: Any) -> str:
        async with self.database.writing() as work:
            return await Archive(work).societies.add({"name": name, **values}, at(2020, 1, 1))

    async def person(self, name: str, role: Role, society_id: str | None = None) -> str:
        async with self.database.writing() as work:
            archive = Archive(work)
            person_id = await archive.people.add(name, at(2020, 1, 1))
            await archive.roles.give(person_id, role, society_id, at(2020, 1, 1), given_by=None)
        return person_id

    async def filed(
        self,
        form: str,
        society_id: str | None,
        person_id: str,
        when: datetime,
        state: str = "submitted",
        title: str = "",
        **values: Any,
    ) -> Filing:
        spec = CATALOGUE.forms[form]
        content, refers = Content(draft={}), values.pop("refers_to", None)
        async with self.database.writing() as work:
            filings = Archive(work).filings
            identity = await filings.begin(
                form,
                spec.version,
                spec.workflow,
                society_id=society_id,
                person_id=person_id,
                title=title,
                content=content,
                now=when,
                refers_to=refers,
                event_id=values.pop("event_id", None),
            )
            begun = await filings.get(identity)
            assert begun
            moved = await filings.move(begun, state, now=when, submitted=True, **values)
        assert moved
        return moved

    async def deadline(self, title: str, due: date, when: datetime, **values: Any) -> str:
        """Confirmed at once, unless `confirmed` says otherwise."""
        conditions, confirmed = values.pop("for_whom", Conditions()), values.pop("confirmed", True)
        async with self.database.writing() as work:
            deadlines = Archive(work).deadlines
            audience = conditions.as_dict()
            identity = await deadlines.add(
                title, due, by=None, now=when, audience=audience, **values
            )
            if confirmed:
                await deadlines.confirm(identity, None, when)
        return identity

    async def every(self, now: datetime) -> list[Duty]:
        async with self.database.reading() as work:
            return await self.duties.every(Archive(work), now)

    async def of(self, person_id: str, now: datetime) -> list[Duty]:
        async with self.database.reading() as work:
            archive = Archive(work)
            person = await archive.people.get(person_id, now)
            assert person
            return await self.duties.of(archive, person, now)


@pytest.fixture
async def town(url: str) -> AsyncIterator[Town]:
    async with opened(url) as database:
        yield Town(database=database, duties=Duties(catalogue=CATALOGUE))
