"""Whose work something is: taken once, handed on, done by a deputy in their own name."""

import asyncio
from datetime import timedelta
from functools import partial

import pytest

from forms.values import Complaint
from forms.workflow import Mover
from handlers.casework.errors import FilingGone
from handlers.desk import Desk, Reply
from handlers.review.queue.service import Queue
from handlers.rights import NotForThisRole
from storage.archive import Archive
from storage.journal import Link
from storage.roles import Role
from tests.handlers.review.conftest import Office


async def submitted(office: Office) -> str:
    filing_id = await office.filed()
    await office.move(filing_id, "confirm", by="leader")
    return filing_id


async def claim(office: Office, who: str, filing_id: str) -> Reply:
    return await office.at(who, lambda desk: office.services.handing.claim(desk, filing_id))


async def hand(office: Office, who: str, filing_id: str, to: str) -> Reply:
    return await office.at(
        who, lambda desk: office.services.handing.hand_over(desk, filing_id, office.people[to])
    )


async def away(office: Office, who: str, deputy: str, since: int = 0, until: int = 2) -> Reply:
    today = office.house.clock.now().date()
    days = today + timedelta(days=since), today + timedelta(days=until)
    return await office.at(
        who, lambda desk: office.services.absent.set(desk, *days, office.people[deputy])
    )


async def queue(office: Office, who: str) -> Queue:
    return await office.at(who, office.services.queueing.page)


async def movers(office: Office, who: str, filing_id: str) -> frozenset[Mover]:
    filing = await office.filing(filing_id)
    return await office.at(who, lambda desk: office.services.offices.movers(desk, filing))


async def journalled(office: Office) -> list[Link]:
    async with office.house.database.reading() as work:
        return await Archive(work).journal.page(most=20)


async def test_of_two_who_take_it_one_has_it(office: Office) -> None:
    filing_id, there = await submitted(office), office.elsewhere()
    said = await asyncio.gather(
        claim(office, "staff", filing_id), claim(there, "colleague", filing_id)
    )
    await there.house.database.close()
    assert sorted("由您办了" in reply.text for reply in said) == [False, True]
    assert sum("已经由" in reply.text for reply in said) == 1
    again = await claim(office, "head", filing_id)
    assert "已经由" in again.text


@pytest.mark.parametrize("who", ["leader", "secretary", "expert", "guest"])
async def test_only_staff_take_anything(who: str, office: Office) -> None:
    filing_id = await submitted(office)
    with pytest.raises((FilingGone, NotForThisRole)):
        await claim(office, who, filing_id)


async def test_a_head_hands_on_and_both_are_told(office: Office) -> None:
    filing_id = await submitted(office)
    await claim(office, "staff", filing_id)
    said = await hand(office, "head", filing_id, "colleague")
    assert office.names([each.person_id for each in said.letters]) == {"staff", "colleague"}
    assert (await office.filing(filing_id)).assigned_to == office.people["colleague"]
    own = await hand(office, "colleague", filing_id, "staff")
    assert office.names([each.person_id for each in own.letters]) == {"staff"}


async def test_nobody_hands_on_what_is_not_theirs_nor_to_outsiders(office: Office) -> None:
    filing_id = await submitted(office)
    await claim(office, "staff", filing_id)
    with pytest.raises(NotForThisRole):
        await hand(office, "colleague", filing_id, "colleague")
    with pytest.raises(NotForThisRole):
        await hand(office, "head", filing_id, "secretary")


async def test_a_deputy_sees_and_does_what_the_absent_would(office: Office) -> None:
    filing_id = await submitted(office)
    await claim(office, "staff", filing_id)
    assert (await queue(office, "colleague")).count == 0
    said = await away(office, "staff", "colleague")
    assert office.names([each.person_id for each in said.letters]) == {"colleague"}
    assert [each.id for each in (await queue(office, "colleague")).filings] == [filing_id]
    await office.move(filing_id, "receive", by="colleague")
    link = next(x for x in await journalled(office) if x.entry.action == "filing moved")
    assert link.entry.person_id == office.people["colleague"]
    assert link.entry.detail["instead"] == office.people["staff"]
    assert (await office.filing(filing_id)).assigned_to == office.people["staff"]


async def test_letters_go_to_the_deputy_while_they_are_away(office: Office) -> None:
    filing_id = await office.received()
    await office.move(filing_id, "return")
    await away(office, "staff", "colleague")
    await office.move(filing_id, "resubmit", by="secretary")
    told = (await office.move(filing_id, "confirm", by="leader")).letters
    assert office.names([each.person_id for each in told]) == {"secretary", "colleague"}


async def test_a_heads_deputy_has_the_heads_say_until_they_are_back(office: Office) -> None:
    filing_id = await office.filed(awards="是")
    await office.move(filing_id, "confirm", by="leader")
    await office.move(filing_id, "receive", "pass")
    assert Mover.STAFF_HEAD not in await movers(office, "colleague", filing_id)
    await away(office, "head", "colleague", 1, 2)
    assert Mover.STAFF_HEAD not in await movers(office, "colleague", filing_id)
    office.house.pass_time(days=1)
    assert Mover.STAFF_HEAD in await movers(office, "colleague", filing_id)
    assert [each.id for each in (await queue(office, "colleague")).filings] == [filing_id]
    await office.move(filing_id, "endorse", by="colleague")
    link = next(x for x in await journalled(office) if x.entry.action == "filing moved")
    assert link.entry.detail["instead"] == office.people["head"]
    office.house.pass_time(days=2)
    assert Mover.STAFF_HEAD not in await movers(office, "colleague", filing_id)


async def test_a_deputy_who_works_here_no_more_has_no_say(office: Office) -> None:
    filing_id = await submitted(office)
    await away(office, "head", "colleague")
    async with office.house.database.writing() as work:
        archive, now = Archive(work), office.house.clock.now()
        for standing in await archive.roles.of(office.people["colleague"], now):
            await archive.roles.end(standing.id, now, ended_by=None)
    assert await movers(office, "colleague", filing_id) == frozenset()


async def test_nobody_decides_through_a_deputyship_on_what_they_filed(office: Office) -> None:
    async with office.house.database.writing() as work:
        now, who = office.house.clock.now(), office.people["colleague"]
        await Archive(work).roles.give(who, Role.MEMBER, office.home, now, given_by=None)
    filing_id = await office.filed("young-talent-apply", by="colleague")
    await away(office, "head", "colleague")
    assert await movers(office, "colleague", filing_id) == {Mover.SUBMITTER}


async def test_who_is_away_themselves_is_no_deputy(office: Office) -> None:
    await away(office, "colleague", "head")
    with pytest.raises(Complaint, match="那几天也请了人代办"):
        await away(office, "staff", "colleague")
    await away(office, "staff", "colleague", since=3, until=5)
    with pytest.raises(NotForThisRole):
        await away(office, "staff", "secretary")


@pytest.mark.parametrize("who", ["leader", "secretary", "expert", "guest"])
async def test_only_staff_have_deputies(who: str, office: Office) -> None:
    with pytest.raises(NotForThisRole):
        await away(office, who, "colleague")


async def batch(office: Office, who: str, *, between: object = None) -> list[str]:
    """Everything that is offered first is ticked and done; what was said of each."""
    batching = office.services.batching

    async def ticked(desk: Desk) -> int:
        (offer, *_) = await batching.offers(desk)
        assert await batching.open(desk, offer.key)
        found = await batching.tick(desk, "")
        assert found
        return found.ticks.stamp

    stamp = await office.at(who, ticked)
    if callable(between):
        await between()
    done = await office.at(who, lambda desk: batching.carry_out(desk, stamp))
    return [each.hindrance for each in done[1]] if done else ["nothing"]


async def test_several_at_once_and_what_moved_on_meanwhile(office: Office) -> None:
    filings = [await submitted(office) for _ in range(3)]
    faster = partial(office.move, filings[1], "receive", by="colleague")
    said = await batch(office, "staff", between=faster)
    assert sorted(map(bool, said)) == [False, False, True]
    assert "colleague（工作人员）刚办了「受理」" in "".join(said)
    owners = [(await office.filing(each)).assigned_to for each in filings]
    assert [next(iter(office.names([each or ""]))) for each in owners] == [
        "staff",
        "colleague",
        "staff",
    ]


async def test_an_old_confirmation_does_not_do_what_was_ticked_since(office: Office) -> None:
    await submitted(office)
    batching = office.services.batching

    async def old(desk: Desk) -> object:
        (offer,) = await batching.offers(desk)
        sheet = await batching.open(desk, offer.key)
        assert sheet
        empty = sheet.ticks.stamp
        assert await batching.tick(desk, "f" * 32)  # what is not on the list stays off it
        assert (await batching.sheet(desk)).ticked == ()  # type: ignore[union-attr]
        await batching.tick(desk, "")
        return await batching.carry_out(desk, empty)

    assert await office.at("staff", old) is None


async def test_no_move_that_needs_a_word_is_done_at_once(office: Office) -> None:
    for key in ("W1.file", "W2.approve", "W1.submit", "W5.check_in", "x", ""):
        opened = partial(_opened, office, key)
        assert await office.at("head", opened) is None


async def _opened(office: Office, key: str, desk: Desk) -> object:
    return await office.services.batching.open(desk, key)
