"""Every use case of the newsroom, called as everybody who has no business there."""

import inspect
from collections.abc import Awaitable, Callable
from typing import Any, get_type_hints

import pytest

from bot.broadcast_room import BroadcastServices
from handlers.broadcast.approving.service import Approving
from handlers.broadcast.forwarding.service import Forwarding
from handlers.broadcast.sending.service import Steering
from handlers.broadcast.writing.service import Writing
from handlers.desk import Desk
from handlers.rights import NotForThisRole
from storage.people import Role
from tests.handlers.broadcast.conftest import OTHERS, Newsroom

Call = Callable[[BroadcastServices, Desk, str], Awaitable[Any]]
OWN = (Writing, Approving, Steering, Forwarding)


async def begun(services: BroadcastServices, desk: Desk, _id: str) -> None:
    services.writing.begin(desk)


async def notices(services: BroadcastServices, desk: Desk, _id: str) -> None:
    services.forwarding.notices(desk, 0)


CASES: dict[str, Call] = {
    "writing.counts": lambda s, d, i: s.writing.counts(d),
    "writing.listed": lambda s, d, i: s.writing.listed(d, 0, 0),
    "writing.one": lambda s, d, i: s.writing.one(d, i),
    "writing.begin": begun,
    "writing.begin_change": lambda s, d, i: s.writing.begin_change(d, i),
    "writing.write": lambda s, d, i: s.writing.write(d, "通知"),
    "writing.rewrite": lambda s, d, i: s.writing.rewrite(d, i, "通知"),
    "writing.add_piece": lambda s, d, i: s.writing.add_piece(d, i, "a.pdf", b"x", shown=False),
    "writing.drop_pieces": lambda s, d, i: s.writing.drop_pieces(d, i),
    "writing.add_link": lambda s, d, i: s.writing.add_link(d, i, "https://a.org", "网页"),
    "writing.add_form": lambda s, d, i: s.writing.add_form(d, i, "society-profile"),
    "writing.turn_confirm": lambda s, d, i: s.writing.turn_confirm(d, i),
    "writing.set_choices": lambda s, d, i: s.writing.set_choices(d, i, ["来", "不来"]),
    "writing.drop_buttons": lambda s, d, i: s.writing.drop_buttons(d, i),
    "writing.turn_mandatory": lambda s, d, i: s.writing.turn_mandatory(d, i),
    "writing.take_back": lambda s, d, i: s.writing.take_back(d, i),
    "writing.copy": lambda s, d, i: s.writing.copy(d, i),
    "writing.discard": lambda s, d, i: s.writing.discard(d, i, sure=True),
    "approving.ask": lambda s, d, i: s.approving.ask(d, i, 0),
    "approving.approve": lambda s, d, i: s.approving.approve(d, i, 0),
    "approving.begin_refusal": lambda s, d, i: s.approving.begin_refusal(d, i, 0),
    "approving.refuse": lambda s, d, i: s.approving.refuse(d, i, 0, "请改"),
    "steering.look": lambda s, d, i: s.steering.look(d, i),
    "steering.try_out": lambda s, d, i: s.steering.try_out(d, i),
    "steering.begin_time": lambda s, d, i: s.steering.begin_time(d, i),
    "steering.set_time": lambda s, d, i: s.steering.set_time(d, i, None),
    "steering.set_end": lambda s, d, i: s.steering.set_end(d, i, None),
    "steering.pause": lambda s, d, i: s.steering.pause(d, i),
    "steering.resume": lambda s, d, i: s.steering.resume(d, i),
    "steering.stop": lambda s, d, i: s.steering.stop(d, i, sure=True),
    "steering.withdraw": lambda s, d, i: s.steering.withdraw(d, i, sure=True),
    "steering.begin_mending": lambda s, d, i: s.steering.begin_mending(d, i),
    "steering.mend": lambda s, d, i: s.steering.mend(d, i, "更正"),
    "forwarding.notices": notices,
    "forwarding.told": lambda s, d, i: s.forwarding.told(d, "x"),
    "forwarding.forward": lambda s, d, i: s.forwarding.forward(d, "x"),
}


def test_no_use_case_is_forgotten() -> None:
    found = set()
    for name, kind in get_type_hints(BroadcastServices).items():
        for method, function in inspect.getmembers(kind, inspect.isfunction):
            asked = not method.startswith("_") and "desk" in inspect.signature(function).parameters
            if kind in OWN and asked:
                found.add(f"{name}.{method}")
    assert found == CASES.keys()


@pytest.mark.parametrize("role", [None, *OTHERS])
async def test_nobody_but_staff(newsroom: Newsroom, role: Role | None) -> None:
    identity = await newsroom.waiting()
    before = await newsroom.row(identity)
    society = await newsroom.house.society("外会")
    roles = [(role, None if role is Role.EXPERT else society)] if role else []
    newsroom.people["other"] = await newsroom.house.person("other", *roles)
    for name, call in CASES.items():
        with pytest.raises(NotForThisRole):
            await newsroom.at("other", lambda desk, c=call: c(newsroom.services, desk, identity))
        assert await newsroom.row(identity) == before, name
