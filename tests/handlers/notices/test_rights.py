"""Every use case of the room of notices, called as everybody who has no business there."""

import inspect
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any, get_type_hints

import pytest

from bot.notices_room import NoticesServices
from handlers.desk import Desk
from handlers.notices.errors import IntakeGone
from handlers.rights import NotForThisRole
from storage.roles import Role
from tests.handlers.notices.conftest import ReadingRoom, Silent, text

Call = Callable[[NoticesServices, Desk, str], Awaitable[Any]]
OTHERS = (Role.MEMBER, Role.SECRETARY, Role.LEADER, Role.PARTY_HEAD, Role.EXPERT)
RECEIVING: dict[str, Call] = {
    "notice_receiving.ask_for": lambda s, d, i: s.notice_receiving.ask_for(d),
    "notice_receiving.file": lambda s, d, i: s.notice_receiving.file(d, Silent(), "a.txt", b"x"),
    "notice_receiving.link": lambda s, d, i: s.notice_receiving.link(d, Silent(), "http://a.org"),
    "notice_receiving.replace": lambda s, d, i: s.notice_receiving.replace(d, i, "x"),
    "intaking.waiting": lambda s, d, i: s.intaking.waiting(d),
    "notice_confirming.go_on": lambda s, d, i: s.notice_confirming.go_on(d),
}
OF_INTAKES: dict[str, Call] = {
    "intaking.show": lambda s, d, i: s.intaking.show(d, i),
    "intaking.reading": lambda s, d, i: s.intaking.reading(d, i),
    "intaking.outline": lambda s, d, i: s.intaking.outline(d, i, 0),
    "intaking.change": lambda s, d, i: s.intaking.change(d, i, "title", "题目"),
    "intaking.as_new": lambda s, d, i: s.intaking.as_new(d, i),
    "intaking.apart": lambda s, d, i: s.intaking.apart(d, i),
    "intaking.aside": lambda s, d, i: s.intaking.aside(d, i),
    "intaking.drop": lambda s, d, i: s.intaking.drop(d, i),
    "intaking.own": lambda s, d, i: s.intaking.own(d, i),
    "notice_confirming.who": lambda s, d, i: s.notice_confirming.who(d, i),
    "notice_confirming.take_in": lambda s, d, i: s.notice_confirming.take_in(d, i, 1),
}
OF_NOTICES: dict[str, Call] = {
    "shelving.listed": lambda s, d, i: s.shelving.listed(d, 0),
    "shelving.find": lambda s, d, i: s.shelving.find(d, "通知"),
    "shelving.one": lambda s, d, i: s.shelving.one(d, i),
    "shelving.show": lambda s, d, i: s.shelving.show(d, i),
    "shelving.outline": lambda s, d, i: s.shelving.outline(d, i, 0),
    "shelving.file": lambda s, d, i: s.shelving.file(d, i),
    "notice_mending.record": lambda s, d, i: s.notice_mending.record(d, i),
    "notice_mending.facts": lambda s, d, i: s.notice_mending.facts(d, i),
    "notice_mending.change": lambda s, d, i: s.notice_mending.change(d, i, "title", "题目"),
    "notice_mending.ask_readers": lambda s, d, i: s.notice_mending.ask_readers(d, i),
    "notice_mending.set_readers": lambda s, d, i: s.notice_mending.set_readers(d, i, 1),
    "notice_mending.ask_standing": lambda s, d, i: s.notice_mending.ask_standing(d, i),
    "notice_mending.set_standing": lambda s, d, i: s.notice_mending.set_standing(d, i, 3),
    "notice_mending.set_expiry": lambda s, d, i: s.notice_mending.set_expiry(
        d, i, date(2030, 1, 1)
    ),
    "notice_mending.replace": lambda s, d, i: s.notice_mending.replace(d, i),
    "relating.ask": lambda s, d, i: s.relating.ask(d, i),
    "relating.decide": lambda s, d, i: s.relating.decide(d, i, 1),
    "notice_deleting.ask": lambda s, d, i: s.notice_deleting.ask(d, i, 0),
    "notice_deleting.delete": lambda s, d, i: s.notice_deleting.delete(d, i),
}
CASES = RECEIVING | OF_INTAKES | OF_NOTICES


def test_no_use_case_is_forgotten() -> None:
    found = set()
    for name, kind in get_type_hints(NoticesServices).items():
        for method, function in inspect.getmembers(kind, inspect.isfunction):
            if not method.startswith("_") and "desk" in inspect.signature(function).parameters:
                found.add(f"{name}.{method}")
    assert found == CASES.keys()


async def test_nobody_but_staff(room: ReadingRoom) -> None:
    notice = await room.take_in(text(), number=4)
    _, intake = await room.sends(text("评选", 9, 30))
    before = await room.row(notice), await room.look(lambda a: a.intakes.get(intake))
    home = await room.house.society("本会")
    for role in (None, *OTHERS):
        roles = [(role, None if role is Role.EXPERT else home)] if role else []
        room.people["other"] = await room.house.person("other", *roles)
        for name, call in CASES.items():
            identity = notice if name in OF_NOTICES else intake
            with pytest.raises(NotForThisRole):
                await room.at(lambda d, c=call, i=identity: c(room.services, d, i), "other")
    assert before == (await room.row(notice), await room.look(lambda a: a.intakes.get(intake)))


async def test_what_waits_is_its_senders_alone(room: ReadingRoom) -> None:
    _, intake = await room.sends(text())
    for call in OF_INTAKES.values():
        with pytest.raises(IntakeGone):
            await room.at(lambda d, c=call: c(room.services, d, intake), "colleague")
