"""An association that reviews, two societies that file, over a real database of either sort."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TypeVar

import pytest

from bot.forms_room import FormsServices, forms_services
from bot.rehearsal.filed import Clerk, Filed
from bot.settings import Settings
from forms.moving import Given
from handlers.casework.case import Case
from handlers.casework.moving import Outcome
from handlers.desk import Desk
from storage.archive import Archive
from storage.engine import Database
from storage.filings import Filing
from storage.roles import Role
from tests.handlers.members.conftest import House, house, url
from tests.handlers.test_every_service import NoLinks

__all__ = ["Office", "house", "office", "url"]
Done = TypeVar("Done")
RECORDED = {  # W1: nothing in it asks for an approval
    "party_gov_named": "否",
    "awards": "否",
    "overseas_count": "0",
    "speakers.0.leader": "否",
    "speakers.1.leader": "否",
}
GIVEN = Given(
    opinion="情况属实",
    reason="请补充材料",
    fields=frozenset({"theme"}),
    document_number="云岭科协函〔2026〕1号",
    document_date=date(2026, 3, 1),
)


@dataclass(kw_only=True)
class Office:
    """`people` by name: what they are is their name."""

    house: House
    services: FormsServices
    home: str
    abroad: str
    people: dict[str, str] = field(default_factory=dict)

    async def at(self, who: str, do: Callable[[Desk], Awaitable[Done]]) -> Done:
        """One update of one person, in a transaction of its own."""
        async with self.house.database.writing() as work:
            return await do(await self.desk(who, Archive(work)))

    async def desk(self, who: str, archive: Archive) -> Desk:
        person = await archive.people.get(self.people[who], self.house.clock.now())
        assert person
        return self.house.desk(archive, person)

    async def filed(self, form: str = "forum-report", by: str = "secretary", **said: str) -> str:
        """Handed in as a person would."""
        if form == "forum-report":
            said = RECORDED | said
        filed = Filed(line=1, form=form, by=by, said=tuple(said.items()))
        clerk = Clerk(
            offices=self.services.offices,
            moving=self.services.moving,
            clock=self.house.clock,
            shelf=self.house.shelf,
        )
        return await self.at(by, lambda desk: clerk.hand_in(desk, filed))

    async def move(
        self, filing_id: str, *moves: str, by: str = "staff", given: Given = GIVEN
    ) -> Outcome:
        for each in moves:
            step = partial(self._moved, filing_id, each, given)
            outcome = await self.at(by, step)
        return outcome

    async def _moved(self, filing_id: str, move: str, given: Given, desk: Desk) -> Outcome:
        return await self.services.moving.move(desk, filing_id, move, given)

    async def received(self, **said: str) -> str:
        """Confirmed at home, taken in by `staff`."""
        filing_id = await self.filed(**said)
        await self.move(filing_id, "confirm", by="leader")
        await self.move(filing_id, "receive")
        return filing_id

    async def filing(self, filing_id: str) -> Filing:
        async with self.house.database.reading() as work:
            found = await Archive(work).filings.get(filing_id)
        assert found
        return found

    async def case(self, filing_id: str) -> Case:
        return await self.at("staff", lambda desk: self.services.offices.open(desk, filing_id))

    def elsewhere(self) -> "Office":
        """The same association in another process: a connection of its own."""
        database = Database(self.house.database.url, self.house.database.vault)
        return replace(self, house=replace(self.house, database=database))

    def names(self, ids: list[str]) -> set[str]:
        known = {identity: name for name, identity in self.people.items()}
        return {known[each] for each in ids}


@pytest.fixture
async def office(house: House) -> Office:
    home, abroad = await house.society("云岭省材料学会"), await house.society("云岭省化学会")
    office = Office(
        house=house, services=forms_services(Settings(), NoLinks()), home=home, abroad=abroad
    )
    staff = {
        "staff": Role.STAFF,
        "colleague": Role.STAFF,
        "head": Role.STAFF_HEAD,
        "administrator": Role.ADMINISTRATOR,
        "expert": Role.EXPERT,
    }
    for name, role in staff.items():
        office.people[name] = await house.person(name, (role, None))
    at_home = {
        "secretary": Role.SECRETARY,
        "leader": Role.LEADER,
        "party_head": Role.PARTY_HEAD,
        "member": Role.MEMBER,
    }
    for name, role in at_home.items():
        office.people[name] = await house.person(name, (role, home))
    for name in ("secretary", "leader"):
        office.people[f"other_{name}"] = await house.person(f"other_{name}", (Role(name), abroad))
    office.people["guest"] = await house.person("guest")
    return office
