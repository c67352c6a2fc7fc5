"""Presses that come too late, too early, twice, or of a draft that is somebody else's."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.broadcast_room import BroadcastServices
from forms.values import Complaint
from handlers.broadcast.cast import BroadcastGone, BroadcastMoved, OwnHand
from handlers.broadcast.writing import keyboards
from handlers.desk import Desk
from handlers.places import Place
from storage.broadcasts import BroadcastState
from storage.people import Person
from tests.handlers.broadcast.conftest import Newsroom
from tests.handlers.broadcast.test_rights import CASES

State = BroadcastState
SENT = {State.SENDING, State.PAUSED, State.DONE, State.CANCELLED, State.EXPIRED}
UNSENT = {State.DRAFT, State.WAITING}
OPEN = {State.READY, State.SENDING, State.PAUSED}
# In which states a press may do something; in all others it changes nothing.
ALLOWED: dict[str, set[State]] = {
    "writing.begin_change": UNSENT,
    "writing.rewrite": UNSENT,
    "writing.add_piece": UNSENT,
    "writing.drop_pieces": UNSENT,
    "writing.add_link": UNSENT,
    "writing.add_form": UNSENT,
    "writing.turn_confirm": UNSENT,
    "writing.set_choices": UNSENT,
    "writing.drop_buttons": UNSENT,
    "writing.turn_mandatory": UNSENT,
    "writing.take_back": UNSENT,
    "writing.discard": {State.DRAFT},
    "approving.ask": {State.DRAFT},
    "approving.approve": {State.WAITING},
    "approving.begin_refusal": {State.WAITING},
    "approving.refuse": {State.WAITING},
    "steering.begin_time": UNSENT,
    "steering.set_time": UNSENT,
    "steering.set_end": UNSENT,
    "steering.pause": {State.SENDING},
    "steering.resume": {State.PAUSED},
    "steering.stop": OPEN,
    "steering.withdraw": SENT,
    "steering.begin_mending": SENT,
    "steering.mend": SENT,
}
TOKENS = {
    "approving.ask": lambda s, d, i, n: s.approving.ask(d, i, n),
    "approving.approve": lambda s, d, i, n: s.approving.approve(d, i, n),
    "approving.begin_refusal": lambda s, d, i, n: s.approving.begin_refusal(d, i, n),
    "approving.refuse": lambda s, d, i, n: s.approving.refuse(d, i, n, "请改"),
}
Press = Callable[[BroadcastServices, Desk, str, int], Awaitable[Any]]


async def in_state(newsroom: Newsroom, state: State) -> str:
    identity = await newsroom.waiting()
    now = newsroom.house.clock.now()
    started = now if state in SENT | {State.WITHDRAWN} else None
    await newsroom.put(identity, state=state, started_at=started)
    return identity


class Undone(Exception):
    """What was tried is not kept."""


@pytest.mark.parametrize("state", State)
async def test_a_forged_press_in_a_wrong_state_changes_nothing(
    newsroom: Newsroom, state: State
) -> None:
    identity = await in_state(newsroom, state)
    before, services = await newsroom.row(identity), newsroom.services
    for name, states in ALLOWED.items():
        n = before.revision * 2 + 1

        async def press(desk: Desk, name: str = name, n: int = n) -> None:
            if name in TOKENS:
                await TOKENS[name](services, desk, identity, n)
            else:
                await CASES[name](services, desk, identity)
            raise Undone

        if state in states:
            with pytest.raises(Undone):
                await newsroom.at("colleague", press)
            continue
        with pytest.raises((BroadcastMoved, OwnHand)):
            await newsroom.at("colleague", press)
        assert await newsroom.row(identity) == before, name


async def test_what_is_not_there(newsroom: Newsroom) -> None:
    for name in ALLOWED:
        with pytest.raises(BroadcastGone):
            await newsroom.at(
                "author", lambda desk, c=CASES[name]: c(newsroom.services, desk, "forged")
            )


@pytest.mark.parametrize("state", State)
async def test_every_way_that_is_offered_leads_somewhere(newsroom: Newsroom, state: State) -> None:
    identity = await in_state(newsroom, state)
    view = await newsroom.at("colleague", lambda d: newsroom.services.writing.one(d, identity))
    for who in ("author", "colleague"):
        person = Person(id=newsroom.people[who], name=who)
        ways = keyboards.one(view, person)
        assert len({label for label, _ in ways}) == len(ways)
        places = {data.to for _, data in ways}  # type: ignore[attr-defined]
        assert (Place.APPROVE in places) is (state is State.WAITING and who == "colleague")
        assert (Place.DISCARD_BROADCAST in places) is (state is State.DRAFT)
        assert (Place.STOP_BROADCAST in places) is (state in OPEN)
        assert (Place.WITHDRAW_BROADCAST in places) is (state in SENT)


async def test_pausing_and_stopping(newsroom: Newsroom) -> None:
    steering, identity = newsroom.services.steering, await newsroom.begun()
    await newsroom.at("author", lambda d: steering.pause(d, identity))
    assert (await newsroom.row(identity)).state is State.PAUSED
    assert await newsroom.is_moved("third", lambda d: steering.pause(d, identity))
    await newsroom.at("third", lambda d: steering.resume(d, identity))
    await newsroom.at("author", lambda d: steering.stop(d, identity, sure=False))
    assert (await newsroom.row(identity)).state is State.SENDING
    await newsroom.at("author", lambda d: steering.stop(d, identity, sure=True))
    assert (await newsroom.row(identity)).state is State.CANCELLED
    assert await newsroom.is_moved("author", lambda d: steering.resume(d, identity))


async def test_stopped_twenty_times_at_once(newsroom: Newsroom) -> None:
    steering, identity, other = (
        newsroom.services.steering,
        await newsroom.begun(),
        newsroom.elsewhere(),
    )
    late = await asyncio.gather(
        *(
            (newsroom, other)[k % 2].is_moved(
                "author", lambda d: steering.stop(d, identity, sure=True)
            )
            for k in range(20)
        )
    )
    await other.house.database.close()
    assert late.count(False) == 1


async def test_what_many_have_is_corrected_by_two(newsroom: Newsroom) -> None:
    steering, identity = newsroom.services.steering, await newsroom.begun(State.DONE)
    said = await newsroom.at("author", lambda d: steering.mend(d, identity, "<b>更正</b>：周六"))
    assert {name for _, name in said.asked} == {"colleague", "third"}
    assert "年检" in (await newsroom.content(identity)).text
    with pytest.raises(OwnHand):
        await newsroom.approve(identity, "author")
    old = await newsroom.token(identity)
    await newsroom.at("author", lambda d: steering.mend(d, identity, "更正：周日"))
    with pytest.raises(BroadcastMoved):
        await newsroom.approve(identity, "colleague", old)
    await newsroom.approve(identity, "colleague")
    row = await newsroom.row(identity)
    assert (row.edition, row.content["text"], row.content.get("mend")) == (1, "更正：周日", None)
    await newsroom.at("author", lambda d: steering.mend(d, identity, "再更正"))
    n = await newsroom.token(identity)
    approving = newsroom.services.approving
    await newsroom.at("third", lambda d: approving.refuse(d, identity, n, "不用"))
    row = await newsroom.row(identity)
    assert (row.edition, row.state, row.content["text"]) == (1, State.DONE, "更正：周日")


async def test_what_a_few_have_is_corrected_by_one(newsroom: Newsroom) -> None:
    steering, identity = newsroom.services.steering, await newsroom.begun(State.DONE)
    row = await newsroom.row(identity)
    await newsroom.put(identity, content={**row.content, "count": 3})
    said = await newsroom.at("author", lambda d: steering.mend(d, identity, "更正：周六"))
    assert not said.asked
    row = await newsroom.row(identity)
    assert (row.edition, row.content["text"]) == (1, "更正：周六")


async def test_times(newsroom: Newsroom) -> None:
    steering, identity = newsroom.services.steering, await newsroom.draft()
    now = newsroom.house.clock.now()

    async def set_(what: str, hours: float | None) -> None:
        at = None if hours is None else now + timedelta(hours=hours)
        set_one = steering.set_time if what == "time" else steering.set_end
        await newsroom.at("author", lambda d: set_one(d, identity, at))

    await set_("time", 5)
    for what, hours in (("time", -1), ("end", -1), ("end", 4)):
        with pytest.raises(Complaint):
            await set_(what, hours)
    await set_("end", 8)
    with pytest.raises(Complaint):
        await set_("time", 9)
    row = await newsroom.row(identity)
    assert row.send_at == now + timedelta(hours=5)
    assert row.expires_at == now + timedelta(hours=8)
    newsroom.pass_time(hours=9)
    with pytest.raises(Complaint):
        await newsroom.ask(identity)
    await set_("end", None)
    await newsroom.ask(identity)
    await newsroom.approve(identity)
    row = await newsroom.row(identity)
    assert row.send_at and row.send_at > now + timedelta(hours=8)  # the time that passed: now
