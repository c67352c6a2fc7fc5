"""Every use case of choosing an audience, keeping lists and tagging, called as every role."""

import inspect
from collections.abc import Awaitable, Callable
from typing import Any, get_type_hints

import pytest

from bot.broadcast_room import BroadcastServices, broadcast_services
from bot.settings import Settings
from handlers.broadcast.naming import number_of
from handlers.desk import Desk
from handlers.rights import NotForThisRole
from storage.archive import Archive
from storage.clock import SystemClock
from storage.conditions import Did
from storage.engine import Database
from storage.roles import OF_A_SOCIETY, OF_THE_ASSOCIATION, Role
from tests.handlers.broadcast.audience.conftest import CATALOGUE, LIBRARY, NOW
from tests.handlers.conftest import DeskFor

MINE = ("addressing", "deeds", "name_sheets", "listing", "tagging")
Call = Callable[[BroadcastServices, Desk, str, str], Awaitable[Any]]
# With a draft and a list at hand; all of it is for staff only.
CASES: dict[str, Call] = {
    "addressing.look": lambda s, d, b, _: s.addressing.look(d, b),
    "addressing.left_out": lambda s, d, b, _: s.addressing.left_out(d, b, 0),
    "addressing.choose_common": lambda s, d, b, _: s.addressing.choose_common(d, b, 1),
    "addressing.begin": lambda s, d, b, _: s.addressing.begin(d, b),
    "addressing.choices": lambda s, d, b, _: s.addressing.choices(d, b, "cities"),
    "addressing.add": lambda s, d, b, _: s.addressing.add(d, b, "cities", ["春城"]),
    "addressing.drop": lambda s, d, b, _: s.addressing.drop(d, b, 100_001),
    "addressing.clear": lambda s, d, b, _: s.addressing.clear(d, b),
    "addressing.save": lambda s, d, b, _: s.addressing.save(d, b, "新名单"),
    "deeds.subjects": lambda s, d, b, _: s.deeds.subjects(d, b, Did.TERM_ENDS),
    "name_sheets.ask_for": lambda s, d, b, _: s.name_sheets.ask_for(d, b),
    "name_sheets.template": lambda s, d, _b, _l: s.name_sheets.template(d),
    "name_sheets.take": lambda s, d, _b, _l: s.name_sheets.take(d, "x.xlsx", b"x"),
    "listing.all": lambda s, d, _b, _l: s.listing.all(d),
    "listing.open": lambda s, d, _, saved: s.listing.open(d, saved),
    "listing.add": lambda s, d, _b, _l: s.listing.add(d, "又一份", [d.person.id]),
    "listing.rename": lambda s, d, _, saved: s.listing.rename(d, saved, "别的名字"),
    "listing.remove": lambda s, d, _, saved: s.listing.remove(d, saved),
    "listing.write_to": lambda s, d, _, saved: s.listing.write_to(d, saved),
    "tagging.all": lambda s, d, _b, _l: s.tagging.all(d),
    "tagging.one": lambda s, d, _b, _l: s.tagging.one(d, number_of("重点")),
    "tagging.societies": lambda s, d, _b, _l: s.tagging.societies(d),
    "tagging.put": lambda s, d, _b, _l: s.tagging.put(d, "重点", []),
    "tagging.take": lambda s, d, _b, _l: s.tagging.take(d, "x", number_of("重点")),
}


class Undone(Exception):
    """What was tried is not kept."""


def test_no_use_case_is_forgotten() -> None:
    found = set()
    for name, kind in get_type_hints(BroadcastServices).items():
        for method, function in inspect.getmembers(kind, inspect.isfunction):
            public = (
                not method.startswith("_") and "desk" in inspect.signature(function).parameters
            )
            if name in MINE and public:
                found.add(f"{name}.{method}")
    assert found == CASES.keys()


@pytest.mark.parametrize("role", Role)
async def test_every_use_case_as_every_role(
    role: Role, database: Database, desk_for: DeskFor
) -> None:
    services, wrong = broadcast_services(Settings(), CATALOGUE, LIBRARY), []
    async with database.writing() as work:
        archive = Archive(work)
        society_id = await archive.societies.add({"name": "本会"}, NOW)
        person = await archive.people.welcome(1, 1, "办事人", NOW)
        home = society_id if role in OF_A_SOCIETY else None
        if role is not Role.GUEST:
            await archive.roles.give(person.id, role, home, NOW, given_by=None)
        draft = await archive.broadcasts.add("通知", by=person.id, now=NOW)
        saved = await archive.saved_lists.add("名单", by=person.id, now=NOW, people=[person.id])
        assert saved
    for name, call in CASES.items():
        with pytest.raises(Undone):
            async with database.writing() as work:
                archive = Archive(work)
                known = await archive.people.get(person.id, SystemClock().now())
                assert known
                try:
                    await call(services, desk_for(archive, known), draft, saved)
                    refused = False
                except NotForThisRole:
                    refused = True
                if refused is (role in OF_THE_ASSOCIATION):
                    wrong.append(f"{name}: {'refused' if refused else 'allowed'}")
                raise Undone
    assert wrong == []
