"""Two people agree: who may be the second, to what exactly, and how often it counts."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.broadcast.cast import BroadcastDecided, BroadcastMoved, NobodyMeant, OwnHand
from handlers.desk import Desk
from storage.archive import Archive
from storage.broadcasts import BroadcastState
from storage.roles import Role
from tests.handlers.broadcast.conftest import STAFF, Newsroom


async def test_many_wait_for_a_colleague_and_are_frozen_when_one_agrees(
    newsroom: Newsroom,
) -> None:
    identity = await newsroom.draft()
    asked = await newsroom.ask(identity)
    assert {each.person_id for each in asked.letters} == {
        newsroom.people["colleague"],
        newsroom.people["third"],
    }
    for said in ("4人", "身份：学会秘书", "年检工作会"):
        assert said in asked.letters[0].text
    row = await newsroom.row(identity)
    assert row.state is BroadcastState.WAITING and row.submitted_at
    assert await newsroom.frozen(identity) == 0
    said = await newsroom.approve(identity)
    assert "4人" in said.text
    assert [each.person_id for each in said.letters] == [newsroom.people["author"]]
    row = await newsroom.row(identity)
    assert row.state is BroadcastState.READY
    assert row.decided_by == newsroom.people["colleague"]
    assert row.decided_at and row.send_at
    assert abs(row.send_at - row.decided_at) < timedelta(seconds=5)
    assert await newsroom.frozen(identity) == 4


async def test_a_few_are_written_to_at_once_when_the_author_is_sure(newsroom: Newsroom) -> None:
    identity = await newsroom.draft()
    few = replace(newsroom.services.approving, above=4)
    n = await newsroom.token(identity)
    said = await newsroom.at("author", lambda desk: few.ask(desk, identity, n))
    assert "4人" in said.text and "确定" in said.text
    assert (await newsroom.row(identity)).state is BroadcastState.DRAFT
    await newsroom.at("author", lambda desk: few.ask(desk, identity, n + 1))
    row = await newsroom.row(identity)
    assert (row.state, row.decided_by) == (BroadcastState.READY, None)
    assert await newsroom.frozen(identity) == 4


async def test_the_author_never_approves(newsroom: Newsroom) -> None:
    identity = await newsroom.waiting()
    for sure in (False, True):
        n = await newsroom.token(identity, sure=sure)
        with pytest.raises(OwnHand):
            await newsroom.approve(identity, "author", n)
    assert (await newsroom.row(identity)).state is BroadcastState.WAITING


async def test_nor_does_whoever_changed_it_last_or_asked_for_it(newsroom: Newsroom) -> None:
    services = newsroom.services
    newsroom.people["fourth"] = await newsroom.house.person("fourth", (Role.STAFF, None))
    identity = await newsroom.draft()
    await newsroom.at("colleague", lambda d: services.writing.rewrite(d, identity, "改过的通知"))
    await newsroom.ask(identity, "third")
    for who in STAFF:
        with pytest.raises(OwnHand):
            await newsroom.approve(identity, who)
        with pytest.raises(OwnHand):
            n = await newsroom.token(identity)
            await newsroom.at(
                who, lambda d, n=n: services.approving.refuse(d, identity, n, "不行")
            )


async def test_where_nobody_is_left_it_is_said_what_to_do(newsroom: Newsroom) -> None:
    identity = await newsroom.draft()
    for who in ("colleague", "third"):
        async with newsroom.house.database.writing() as work:
            roles, now = Archive(work).roles, newsroom.house.clock.now()
            for standing in await roles.of(newsroom.people[who], now):
                assert await roles.end(standing.id, now, ended_by=None)
    said = await newsroom.ask(identity)
    assert "再请一位同事" in said.text and not said.letters
    assert (await newsroom.row(identity)).state is BroadcastState.DRAFT


async def test_a_letter_of_before_a_change_approves_nothing(newsroom: Newsroom) -> None:
    services = newsroom.services
    identity = await newsroom.waiting()
    old = await newsroom.token(identity)
    await newsroom.at("author", lambda d: services.writing.rewrite(d, identity, "另一份通知"))
    assert (await newsroom.row(identity)).state is BroadcastState.DRAFT
    with pytest.raises(BroadcastMoved):
        await newsroom.approve(identity, n=old)
    await newsroom.ask(identity)
    for n in (old, old + 1):
        with pytest.raises(BroadcastMoved):
            await newsroom.approve(identity, n=n)
    await newsroom.approve(identity)
    assert (await newsroom.content(identity)).text == "另一份通知"


@pytest.mark.parametrize("what", ["audience", "time", "file", "button", "mandatory"])
async def test_whatever_is_changed_comes_back_to_be_asked_again(
    newsroom: Newsroom, what: str
) -> None:
    services, identity = newsroom.services, await newsroom.waiting()

    async def change(desk: Desk) -> None:
        match what:
            case "audience":
                await services.writing.take_back(desk, identity)
            case "time":
                await services.steering.set_time(desk, identity, None)
            case "file":
                await services.writing.add_piece(desk, identity, "a", b"x", shown=False)
            case "button":
                await services.writing.turn_confirm(desk, identity)
            case _:
                await services.writing.turn_mandatory(desk, identity)

    await newsroom.at("author", change)
    row = await newsroom.row(identity)
    assert (row.state, row.submitted_at) == (BroadcastState.DRAFT, None)
    with pytest.raises(BroadcastMoved):
        await newsroom.approve(identity)


async def test_a_count_that_has_changed_is_asked_about_with_both_numbers(
    newsroom: Newsroom,
) -> None:
    identity = await newsroom.waiting()
    await newsroom.secretaries(2)
    said = await newsroom.approve(identity)
    assert "4人" in said.text and "6人" in said.text  # two more: in passing
    identity = await newsroom.waiting()
    await newsroom.secretaries(3)
    said = await newsroom.approve(identity)
    assert "6人" in said.text and "9人" in said.text and "还是同意" in said.text
    assert (await newsroom.row(identity)).state is BroadcastState.WAITING
    await newsroom.approve(identity, n=await newsroom.token(identity, sure=True))
    assert await newsroom.frozen(identity) == 9


async def test_it_is_returned_with_a_reason(newsroom: Newsroom) -> None:
    services, identity = newsroom.services, await newsroom.waiting()
    n = await newsroom.token(identity)
    said = await newsroom.at(
        "third", lambda d: services.approving.refuse(d, identity, n, "<b>日期</b>不对")
    )
    assert [each.person_id for each in said.letters] == [newsroom.people["author"]]
    assert "&lt;b&gt;日期" in said.letters[0].text
    row = await newsroom.row(identity)
    assert (row.state, row.reason) == (BroadcastState.DRAFT, "<b>日期</b>不对")
    with pytest.raises(BroadcastDecided):
        await newsroom.approve(identity, n=n)
    await newsroom.ask(identity)
    assert (await newsroom.row(identity)).reason is None


async def test_nobody_is_no_audience(newsroom: Newsroom) -> None:
    identity = await newsroom.draft()
    for audience in ({}, {"roles": [Role.EXPERT]}):
        await newsroom.put(identity, audience=audience)
        with pytest.raises(NobodyMeant):
            await newsroom.ask(identity)


async def test_twenty_presses_at_once_are_one_announcement(newsroom: Newsroom) -> None:
    """Over two connections, by two colleagues: figure 2."""
    identity = await newsroom.waiting()
    n, other = await newsroom.token(identity), newsroom.elsewhere()

    async def press(room: Newsroom, who: str) -> str:
        try:
            await room.approve(identity, who, n)
        except BroadcastMoved:
            return "too late"
        return "approved"

    said = await asyncio.gather(
        *(press((newsroom, other)[k % 2], ("colleague", "third")[k // 2 % 2]) for k in range(20))
    )
    await other.house.database.close()
    assert Counter(said) == {"approved": 1, "too late": 19}
    assert await newsroom.frozen(identity) == 4
    row = await newsroom.row(identity)
    assert row.state is BroadcastState.READY and row.revision == n // 2 + 2


async def test_a_change_and_an_approval_at_once(newsroom: Newsroom) -> None:
    """Whichever comes first: what is sent was seen."""
    services, other = newsroom.services, newsroom.elsewhere()
    for _ in range(5):
        identity = await newsroom.waiting()
        n = await newsroom.token(identity)
        await asyncio.gather(
            newsroom.approve(identity, n=n),
            other.at("author", lambda d, i=identity: services.writing.rewrite(d, i, "改了")),
            return_exceptions=True,
        )
        row = await newsroom.row(identity)
        changed = (await newsroom.content(identity)).text == "改了"
        assert row.state is (BroadcastState.DRAFT if changed else BroadcastState.READY)
        assert await newsroom.frozen(identity) == (0 if changed else 4)
    await other.house.database.close()


async def test_at_night_it_is_asked_again(newsroom: Newsroom) -> None:
    identity = await newsroom.waiting()
    newsroom.pass_time(hours=11)
    said = await newsroom.approve(identity)
    assert "休息时间" in said.text
    assert (await newsroom.row(identity)).state is BroadcastState.WAITING
    await newsroom.approve(identity, n=await newsroom.token(identity, sure=True))
    assert (await newsroom.row(identity)).state is BroadcastState.READY
    few = replace(newsroom.services.approving, above=4)
    identity = await newsroom.draft()
    n = await newsroom.token(identity)
    said = await newsroom.at("author", lambda desk: few.ask(desk, identity, n))
    assert "休息时间" in said.text
    tomorrow = newsroom.house.clock.now() + timedelta(hours=10)
    identity = await newsroom.draft()
    steering = newsroom.services.steering
    await newsroom.at("author", lambda d: steering.set_time(d, identity, tomorrow))
    await newsroom.ask(identity)
    await newsroom.approve(identity)
    assert (await newsroom.row(identity)).state is BroadcastState.READY


async def test_that_nobody_may_decline_it_is_seen_by_the_second_person(
    newsroom: Newsroom,
) -> None:
    identity = await newsroom.draft()
    assert "必须送达" not in (await newsroom.ask(identity)).letters[0].text
    writing = newsroom.services.writing
    await newsroom.at("author", lambda d: writing.turn_mandatory(d, identity))
    assert "必须送达" in (await newsroom.ask(identity)).letters[0].text
