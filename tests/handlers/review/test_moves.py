"""Moving filings on: one of two at once, only what was named, everybody told once."""

import asyncio
from collections import Counter
from dataclasses import replace
from functools import partial

import pytest

from forms.moving import Given
from forms.values import Complaint
from handlers.casework.confirming import confirmers, unconfirmed
from handlers.casework.errors import FilingGone
from handlers.casework.moving import NOTHING
from handlers.desk import Desk, Reply
from handlers.review.pressing import MOVES, is_fresh, move_of, pressed, seen
from handlers.rights import NotForThisRole
from storage.archive import Archive
from tests.handlers.review.conftest import GIVEN, Office


async def press(office: Office, who: str, filing_id: str, move: str, seen_as: int) -> Reply:
    judging = office.services.judging
    return await office.at(who, lambda desk: judging.decide(desk, filing_id, seen_as, move, GIVEN))


async def test_of_two_reviewers_at_once_one_wins_and_the_other_is_told(office: Office) -> None:
    filing_id = await office.filed()
    await office.move(filing_id, "confirm", by="leader")
    shown = seen(await office.case(filing_id))
    there = office.elsewhere()
    replies = await asyncio.gather(
        press(office, "staff", filing_id, "receive", shown),
        press(there, "colleague", filing_id, "receive", shown),
    )
    await there.house.database.close()
    texts = sorted(reply.text for reply in replies)
    assert sum("已办好「受理」" in text for text in texts) == 1
    (late,) = [text for text in texts if "您这一步没有再办" in text]
    winner = await office.filing(filing_id)
    name = next(iter(office.names([winner.assigned_to or ""])))
    assert f"{name}（工作人员）已于" in late
    assert "现在是「已受理」" in late
    assert [bool(reply.letters) for reply in replies].count(True) == 1
    async with office.house.database.reading() as work:
        moves = await Archive(work).moves.of(filing_id)
    assert [each.move for each in moves] == ["submit", "confirm", "receive"]


async def test_return_and_withdrawal_at_once(office: Office) -> None:
    filing_id = await office.filed()
    await office.move(filing_id, "confirm", by="leader")
    shown, there = seen(await office.case(filing_id)), office.elsewhere()
    results = await asyncio.gather(
        press(office, "staff", filing_id, "receive", shown),
        there.move(filing_id, "withdraw", by="secretary"),
        return_exceptions=True,
    )
    await there.house.database.close()
    moves = await office.at("staff", lambda desk: desk.archive.moves.of(filing_id))
    state = (await office.filing(filing_id)).state
    assert state == moves[-1].state
    assert state in ("received", "withdrawn")
    assert len(results) == 2


async def test_a_return_opens_only_what_was_named(office: Office) -> None:
    filing_id = await office.received()
    given = replace(GIVEN, fields=frozenset({"theme", "goal"}))
    await office.move(filing_id, "return", given=given)
    case = await office.case(filing_id)
    open_ = {field.name for field in case.form.fields if case.may_edit(field.name)}
    assert open_ == {"theme", "goal"}
    await office.move(filing_id, "resubmit", by="secretary")
    again = await office.move(filing_id, "confirm", by="party_head")
    assert not again.case.is_editable
    said = [(m.move, m.opinion, m.reason) for m in await moves_of(office, filing_id)]
    assert ("confirm", "情况属实", "请补充材料") in said
    assert ("return", "情况属实", "请补充材料") in said


async def moves_of(office: Office, filing_id: str) -> list[object]:
    found = await office.at("staff", lambda desk: desk.archive.moves.of(filing_id))
    return list(found)


async def test_the_first_who_moves_it_has_it_and_hears_of_it(office: Office) -> None:
    filing_id = await office.filed()
    confirmed = await office.move(filing_id, "confirm", by="leader")
    told = office.names([letter.person_id for letter in confirmed.letters])
    assert told == {"secretary", "staff", "colleague"}
    await office.move(filing_id, "receive", "return")
    assert (await office.filing(filing_id)).assigned_to == office.people["staff"]
    await office.move(filing_id, "resubmit", by="secretary")
    again = await office.move(filing_id, "confirm", by="leader")
    assert office.names([each.person_id for each in again.letters]) == {"secretary", "staff"}
    assert set(Counter(each.person_id for each in again.letters).values()) == {1}


async def test_who_left_hears_nothing_and_another_is_asked(office: Office) -> None:
    filing_id = await office.received()
    await office.move(filing_id, "return")
    async with office.house.database.writing() as work:
        archive, now = Archive(work), office.house.clock.now()
        for standing in await archive.roles.of(office.people["staff"], now):
            await archive.roles.end(standing.id, now, ended_by=None)
    await office.move(filing_id, "resubmit", by="secretary")
    again = await office.move(filing_id, "confirm", by="leader")
    assert office.names([each.person_id for each in again.letters]) == {"secretary", "colleague"}


async def test_what_is_filed_away_asks_nobody(office: Office) -> None:
    filing_id = await office.received()
    filed = await office.move(filing_id, "file")
    assert office.names([each.person_id for each in filed.letters]) == {"secretary"}


@pytest.mark.parametrize("who", ["other_leader", "secretary", "member", "guest", "expert"])
async def test_others_can_do_nothing(who: str, office: Office) -> None:
    filing_id = await office.filed()
    shown = seen(await office.case(filing_id))
    with pytest.raises((FilingGone, NotForThisRole)):
        await press(office, who, filing_id, "confirm", shown)
    assert (await office.filing(filing_id)).state == "internal"


async def test_staff_cannot_confirm_for_a_society_nor_a_leader_receive(office: Office) -> None:
    filing_id = await office.filed()
    shown = seen(await office.case(filing_id))
    said = await press(office, "staff", filing_id, "confirm", shown)
    assert "您这一步没有再办" in said.text
    await office.move(filing_id, "confirm", by="leader")
    shown = seen(await office.case(filing_id))
    await press(office, "leader", filing_id, "receive", shown)
    assert (await office.filing(filing_id)).state == "submitted"


async def test_an_old_press_does_nothing(office: Office) -> None:
    filing_id = await office.filed()
    old = await office.case(filing_id)
    (confirm, *_) = [move for move in old.workflow.moves if move.id == "confirm"]
    n = pressed(old, confirm)
    await office.move(filing_id, "decline", by="leader")
    await office.move(filing_id, "resubmit", by="secretary")
    begin = partial(begun, office, filing_id, n)
    assert "您这一步没有再办" in (await office.at("leader", begin)).text
    fresh = pressed(await office.case(filing_id), confirm)
    assert (await office.at("leader", partial(begun, office, filing_id, fresh))).guide


async def begun(office: Office, filing_id: str, n: int, desk: Desk) -> Reply:
    return await office.services.judging.begin(desk, filing_id, n)


async def test_a_forged_press_is_no_move(office: Office) -> None:
    filing_id = await office.filed()
    case = await office.case(filing_id)
    assert move_of(case, 99) is None
    assert not is_fresh(case, 0)
    said = await office.at("leader", partial(begun, office, filing_id, seen(case) * MOVES + 99))
    assert "您这一步没有再办" in said.text or "没有办" in said.text
    assert pressed(case, case.workflow.moves[-1]) < 1_000_000


async def test_what_is_needed_is_asked_what_is_missing_is_said(office: Office) -> None:
    filing_id = await office.filed()
    case = await office.case(filing_id)
    for move in case.workflow.moves:
        if move.id not in ("confirm", "decline"):
            continue
        said = await office.at("leader", partial(begun, office, filing_id, pressed(case, move)))
        assert said.facts["needs"] == [str(need) for need in move.needs]
    with pytest.raises(Complaint, match="请写上意见"):
        await office.at(
            "leader",
            lambda desk: office.services.judging.decide(
                desk, filing_id, seen(case), "confirm", NOTHING
            ),
        )
    with pytest.raises(Complaint, match="请选出需要修改的项目"):
        await office.at(
            "leader",
            lambda desk: office.services.judging.decide(
                desk, filing_id, seen(case), "decline", Given(reason="请修改")
            ),
        )


async def test_where_nobody_can_confirm_the_secretary_is_told(office: Office) -> None:
    mine, theirs = await office.filed(), await office.filed(by="other_secretary")
    async with office.house.database.writing() as work:
        archive, now = Archive(work), office.house.clock.now()
        assert await confirmers(archive, office.home, now) == ["party_head", "leader"]
        for standing in await archive.roles.of(office.people["other_leader"], now):
            await archive.roles.end(standing.id, now, ended_by=None)
        assert await confirmers(archive, office.abroad, now) == []
    case, other = await office.case(mine), await office.case(theirs)
    assert await office.at("staff", lambda d: unconfirmed(d.archive, case, d.now)) == ""
    assert "先给他们发邀请" in await office.at(
        "staff", lambda d: unconfirmed(d.archive, other, d.now)
    )
