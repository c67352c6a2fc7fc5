"""Every use case of the room, called as every role; and what they keep."""

import inspect
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, get_type_hints

import pytest

from bot.agenda_room import AgendaServices, agenda_services
from bot.settings import Settings
from forms.loading import load_catalogue
from handlers.agenda.deadlines.service import DeadlineGone
from handlers.agenda.mine.service import DutyGone
from handlers.agenda.reminders.service import OwnReminders
from handlers.casework.offices import Offices
from handlers.desk import Desk
from handlers.rights import Action, NotForThisRole, may
from storage.archive import Archive
from storage.audiences import Conditions
from storage.broadcasts import BroadcastState
from storage.clock import SystemClock
from storage.engine import Database
from storage.people import Person
from storage.reminding import Reminder as Told
from storage.roles import OF_A_SOCIETY, Role
from storage.subscriptions import Topic
from tests.handlers.conftest import DeskFor

NOW = SystemClock().now()
SERVICES = agenda_services(Settings(), Offices(catalogue=load_catalogue()))
Call = Callable[[AgendaServices, Desk, "Scene"], Awaitable[Any]]


class Scene:
    """A society, and a deadline that is ticked."""

    def __init__(self, society: str, deadline: str, short: str) -> None:
        self.society, self.deadline, self.short = society, deadline, short


class Undone(Exception):
    """What was tried is not kept."""


STAFF = Action.KEEP_DEADLINES
DUE = NOW.date() + timedelta(days=9)
FOR_STAFF: dict[str, Call] = {
    "deadline_keeping.one": lambda s, d, x: s.deadline_keeping.one(d, x.deadline),
    "deadline_keeping.homes": lambda s, d, x: s.deadline_keeping.homes(d),
    "deadline_keeping.concerned": lambda s, d, x: s.deadline_keeping.concerned(d, _nobody()),
    "deadline_keeping.proposed": lambda s, d, x: s.deadline_keeping.proposed(d, 0),
    "deadline_keeping.candidate": lambda s, d, x: _gone(s.deadline_keeping.candidate(d, "n", 1)),
    "deadline_keeping.notices": lambda s, d, x: s.deadline_keeping.notices(d, 3),
    "deadline_keeping.text_of": lambda s, d, x: s.deadline_keeping.text_of(d, "n"),
    "deadline_keeping.add": lambda s, d, x: s.deadline_keeping.add(d, "报表", DUE, {}),
    "deadline_keeping.confirm": lambda s, d, x: s.deadline_keeping.confirm(d, x.deadline),
    "deadline_keeping.change": lambda s, d, x: s.deadline_keeping.change(
        d, x.deadline, title="别的", due=None
    ),
    "deadline_keeping.cancel": lambda s, d, x: s.deadline_keeping.cancel(d, x.deadline),
    "lateness.calendar": lambda s, d, x: s.lateness.calendar(d),
    "lateness.late": lambda s, d, x: s.lateness.late(d, f"d.{x.deadline}"),
    "lateness.table": lambda s, d, x: s.lateness.table(d, f"d.{x.deadline}"),
    "lateness.remind": lambda s, d, x: s.lateness.remind(d, f"d.{x.deadline}"),
}
FOR_EVERYBODY: dict[str, Call] = {
    "agenda.page": lambda s, d, x: s.agenda.page(d),
    "calendar_keeping.addresses": lambda s, d, x: s.calendar_keeping.addresses(d),
    "calendar_keeping.renew": lambda s, d, x: s.calendar_keeping.renew(d, sure=True),
    "subscribing.mine": lambda s, d, x: s.subscribing.mine(d),
    "subscribing.choices": lambda s, d, x: s.subscribing.choices(d, Topic.CITY, 0),
    "subscribing.drop_all": lambda s, d, x: s.subscribing.drop_all(d),
}
# Tried below, where it matters whose it is.
OF_ONES_OWN = {"agenda.one", "agenda.tick", "agenda.untick", "subscribing.turn"}


def _nobody() -> Any:
    return Conditions()


async def _gone(tried: Awaitable[Any]) -> None:
    with pytest.raises(DeadlineGone):
        await tried


def use_cases() -> set[str]:
    found = set()
    for name, kind in get_type_hints(AgendaServices).items():
        if kind is OwnReminders:
            continue
        for method, function in inspect.getmembers(kind, inspect.iscoroutinefunction):
            if not method.startswith("_") and "desk" in inspect.signature(function).parameters:
                found.add(f"{name}.{method}")
    return found


def test_no_use_case_is_forgotten() -> None:
    assert use_cases() == FOR_STAFF.keys() | FOR_EVERYBODY.keys() | OF_ONES_OWN


async def person(archive: Archive, role: Role, society: str) -> Person:
    person_id = await archive.people.add(f"某{role}", NOW)
    if role is not Role.GUEST:
        home = society if role in OF_A_SOCIETY else None
        await archive.roles.give(person_id, role, home, NOW, given_by=None)
    found = await archive.people.get(person_id, NOW + timedelta(seconds=1))
    assert found
    return found


async def scene(archive: Archive) -> Scene:
    society = await archive.societies.add({"name": "本会"}, NOW)
    deadline = await archive.deadlines.add("报计划", DUE, by=None, now=NOW)
    await archive.deadlines.confirm(deadline, None, NOW)
    (duty,) = [each for each in await SERVICES.duties.every(archive, NOW) if each.can_be_ticked]
    return Scene(society, deadline, duty.short)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", [*FOR_STAFF, *FOR_EVERYBODY])
async def test_who_may(name: str, role: Role, database: Database, desk_for: DeskFor) -> None:
    call = (FOR_STAFF | FOR_EVERYBODY)[name]
    with pytest.raises(Undone):
        async with database.writing() as work:
            archive = Archive(work)
            there = await scene(archive)
            actor = await person(archive, role, there.society)
            desk = desk_for(archive, actor)
            if name in FOR_EVERYBODY or may(actor, STAFF):
                await call(SERVICES, desk, there)
            else:
                with pytest.raises(NotForThisRole):
                    await call(SERVICES, desk, there)
            raise Undone


@pytest.mark.parametrize("role", Role)
async def test_only_its_secretary_ticks(role: Role, database: Database, desk_for: DeskFor) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        there = await scene(archive)
        desk = desk_for(archive, await person(archive, role, there.society))
        abroad = await archive.societies.add({"name": "外会"}, NOW)
        stranger = desk_for(archive, await person(archive, Role.SECRETARY, abroad))
        for each in (SERVICES.agenda.one, SERVICES.agenda.tick, SERVICES.agenda.untick):
            with pytest.raises(DutyGone):
                await each(stranger, there.short)
        if role is Role.SECRETARY:
            await SERVICES.agenda.tick(desk, there.short)
            with pytest.raises(DutyGone):
                await SERVICES.agenda.tick(desk, there.short)
            await SERVICES.agenda.untick(desk, there.short)
            assert (await SERVICES.agenda.one(desk, there.short)).theirs
        elif role in (Role.LEADER, Role.PARTY_HEAD):
            seen = await SERVICES.agenda.one(desk, there.short)
            assert seen.duties and not seen.theirs
            with pytest.raises(NotForThisRole):
                await SERVICES.agenda.tick(desk, there.short)
        else:
            with pytest.raises(DutyGone):
                await SERVICES.agenda.tick(desk, there.short)


async def test_who_was_reminded_is_told_once(database: Database, desk_for: DeskFor) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        there = await scene(archive)
        staff = desk_for(archive, await person(archive, Role.STAFF, there.society))
        reminded = await person(archive, Role.SECRETARY, there.society)
        thing = f"d.{there.deadline}.{there.society}"
        for level in (30, 7):
            told = Told(person_id=reminded.id, object=thing, due_on=DUE, level=level)
            await archive.reminding.remember([told], NOW)
        later = DUE + timedelta(days=5)
        keeping = SERVICES.deadline_keeping
        found, letters = await keeping.change(staff, there.deadline, title=None, due=later)
        assert [each.person_id for each in letters] == [reminded.id]
        assert f"{later.month}月{later.day}日" in letters[0].text
        assert found.deadline.due_on == later
        _, letters = await keeping.cancel(staff, there.deadline)
        assert [each.person_id for each in letters] == [reminded.id]
        assert "不用办了" in letters[0].text
        with pytest.raises(DeadlineGone):
            await keeping.cancel(staff, there.deadline)


async def test_nobody_hears_of_what_was_never_confirmed(
    database: Database, desk_for: DeskFor
) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        there = await scene(archive)
        staff = desk_for(archive, await person(archive, Role.STAFF, there.society))
        keeping = SERVICES.deadline_keeping
        added = await keeping.add(staff, "<b>报表</b>", DUE, {})
        _, letters = await keeping.cancel(staff, added.deadline.id)
        assert letters == []


async def test_a_word_to_the_late_is_a_draft(database: Database, desk_for: DeskFor) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        there = await scene(archive)
        staff = desk_for(archive, await person(archive, Role.STAFF, there.society))
        identity, many = await SERVICES.lateness.remind(staff, f"d.{there.deadline}")
        drafted = await archive.broadcasts.get(identity or "")
        assert drafted and many == 1
        assert drafted.state is BroadcastState.DRAFT
        assert drafted.audience == {"roles": ["secretary"], "societies": [there.society]}
        assert drafted.content["confirm"] is True
