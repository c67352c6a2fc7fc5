"""Everybody decides for themselves, and for nobody else; what belongs to an office stays."""

import pytest

from bot.agenda_room import agenda_services
from bot.forms_room import forms_services
from bot.settings import Settings
from handlers.agenda.reminders.service import NoSuchTopic, OwnReminders, Standing
from handlers.duties.topics import Topic
from storage.archive import Archive
from storage.clock import SystemClock
from storage.engine import Database
from storage.people import Person
from storage.roles import OF_A_SOCIETY, OF_THE_ASSOCIATION, Role
from tests.handlers.casework.town import NoLinks
from tests.handlers.conftest import DeskFor

NOW = SystemClock().now()
BOUND = {Role.SECRETARY: Topic.DUTIES, Role.STAFF_HEAD: Topic.DIGEST}


async def somebody(archive: Archive, role: Role, account: int = 1) -> Person:
    person = await archive.people.welcome(1, account, "林秋实", NOW)
    if role is not Role.GUEST:
        home = None
        if role in OF_A_SOCIETY:
            home = await archive.societies.add({"name": f"学会{account}"}, NOW)
        await archive.roles.give(person.id, role, home, NOW, given_by=None)
    found = await archive.people.at(1, account, SystemClock().now())
    assert found
    return found


@pytest.mark.parametrize("role", Role)
async def test_each_role_mutes_what_is_theirs_and_nothing_more(
    role: Role, database: Database, desk_for: DeskFor
) -> None:
    own = OwnReminders()
    async with database.writing() as work:
        archive = Archive(work)
        desk = desk_for(archive, await somebody(archive, role))
        for topic in Topic:
            if topic is Topic.DIGEST and role not in OF_THE_ASSOCIATION:
                with pytest.raises(NoSuchTopic):
                    await own.mute(desk, topic)
                continue
            _, wishes = await own.mute(desk, topic)
            bound = BOUND.get(role) is topic
            assert wishes.how(topic) is (Standing.MANDATORY if bound else Standing.MUTED)
            assert await archive.reminding.is_muted(desk.person.id, topic) is not bound
        for topic in (await own.see(desk)).which(Standing.MUTED):
            _, wishes = await own.resume(desk, topic)
            assert wishes.how(topic) is Standing.ON
        assert await archive.reminding.muted_of(desk.person.id) == set()


@pytest.mark.parametrize("forged", ["", "x", "duties;", "DUTIES", "<b>"])
async def test_a_forged_topic_is_none(forged: str, database: Database, desk_for: DeskFor) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk = desk_for(archive, await somebody(archive, Role.STAFF))
        for do in (OwnReminders().mute, OwnReminders().resume):
            with pytest.raises(NoSuchTopic):
                await do(desk, forged)
        assert await archive.journal.count() == 0


async def test_it_is_in_the_journal_once_and_touches_nobody_else(
    database: Database, desk_for: DeskFor
) -> None:
    own = OwnReminders()
    async with database.writing() as work:
        archive = Archive(work)
        me, other = [await somebody(archive, Role.MEMBER, n) for n in (1, 2)]
        for _ in range(2):
            await own.mute(desk_for(archive, me), Topic.EVENTS)
        for _ in range(2):
            await own.resume(desk_for(archive, other), Topic.EVENTS)
        entries = await archive.journal.entries(most=9, about=me.id)
        assert [(each.action, dict(each.detail)) for each in entries] == [
            ("reminders muted", {"topic": "events"})
        ]
        assert await archive.reminding.is_muted(me.id, Topic.EVENTS)


def test_the_room_has_it() -> None:
    services = agenda_services(Settings(), forms_services(Settings(), NoLinks()).offices)
    assert isinstance(services.own_reminders, OwnReminders)
