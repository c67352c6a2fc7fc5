"""Whatever a society or a person is called is text in every question, and shown to whom it is due.

Every conversation of the room of people is asked all it asks, about things with tags for names.
"""

from dataclasses import replace
from typing import Any

import pytest

from bot.people_room import people_guides, people_services
from bot.settings import Settings
from handlers.desk import Desk
from handlers.guide import Draft, Guide
from handlers.rights import NotForThisRole
from storage.archive import Archive
from storage.clock import SystemClock
from storage.engine import Database
from storage.people import Person
from storage.roles import Role
from tests.handlers.conftest import DeskFor
from tests.handlers.test_every_service import NoLinks

NOW = SystemClock().now()
TAG, SHOWN = "<i>甲</i>&", "&lt;i&gt;甲&lt;/i&gt;&amp;"


async def furnish(archive: Archive) -> tuple[Person, dict[str, Any]]:
    """An administrator, and what a draft may know."""
    person = await archive.people.welcome(1, 1, TAG, NOW)
    facts = {"kind": "society", "name": TAG, "address": TAG}
    society = await archive.societies.add(facts, NOW)
    await archive.roles.give(person.id, Role.ADMINISTRATOR, None, NOW, given_by=None)
    invitation = await archive.invitations.give(
        role=Role.SECRETARY,
        name=TAG,
        society_id=society,
        token="t" * 32,
        code="123456",
        given_by=None,
        now=NOW,
        expires_at=NOW,
    )
    known = await archive.people.get(person.id, SystemClock().now())
    assert known
    found = {"invitation": invitation, "owner": person.id}
    drafted = {"society_id": society, "society": TAG, "found": found, "field": "address"}
    values = {"name": TAG, "value": TAG, "role": "secretary", "due": "2030-06-30"}
    return known, drafted | values


async def texts_of(guide: Guide, desk: Desk, facts: dict[str, Any]) -> list[str]:
    field = "address" if guide.name == "society.correct" else "workplace"
    draft = Draft(facts=facts | {"field": field})
    asked = [(await each.ask(draft, desk))[0] for each in guide.questions]
    if guide.summary:
        asked.append(await guide.summary(draft, desk))
    return asked


async def test_no_name_is_markup_in_any_question(database: Database, desk_for: DeskFor) -> None:
    services, seen = people_services(Settings(), database, NoLinks()), list[str]()
    async with database.writing() as work:
        person, facts = await furnish(Archive(work))
        desk = desk_for(Archive(work), person)
        for guide in people_guides(services, Settings()):
            seen += await texts_of(guide, desk, facts)
    assert [text for text in seen if "<i>" in text] == []
    assert sum(SHOWN in text for text in seen) >= 5


async def test_a_record_is_not_shown_to_who_may_not_see_it_any_more(
    database: Database, desk_for: DeskFor
) -> None:
    services = people_services(Settings(), database, NoLinks())
    (guide,) = [g for g in people_guides(services, Settings()) if g.name == "society.correct"]
    async with database.writing() as work:
        person, facts = await furnish(Archive(work))
        desk = desk_for(Archive(work), replace(person, standings=()))
        with pytest.raises(NotForThisRole):
            await guide.questions[0].ask(Draft(facts=facts), desk)
        assert guide.summary
        with pytest.raises(NotForThisRole):
            await guide.summary(Draft(facts=facts), desk)
