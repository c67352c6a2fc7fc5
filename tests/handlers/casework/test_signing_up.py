"""Signing up for an event: a place or the waiting list, in turn, and nobody twice."""

import asyncio

import pytest

from forms.values import Complaint
from handlers.casework.errors import MovedOn
from handlers.casework.moving import Outcome
from tests.handlers.casework.town import Town


async def test_a_place_or_the_waiting_list(town: Town) -> None:
    salon = await town.salon(places=1)
    first = await town.signed_up(salon)
    second = await town.signed_up(salon, name="苏云帆")
    third = await town.signed_up(salon, name="周景行")
    assert [each.case.filing.state for each in (first, second, third)] == [
        "confirmed",
        "waiting",
        "waiting",
    ]
    assert first.letters == ()
    assert "名额已经留好" in first.said[0] and "2026年3月12日（周四）10:00—13:00" in first.said[0]
    assert "候补第 1 位" in second.said[0] and "候补第 2 位" in third.said[0]


async def test_whoever_waits_longest_gets_the_place_and_is_told(town: Town) -> None:
    salon = await town.salon(places=1)
    outcomes = [await town.signed_up(salon, name=name) for name in ("林知远", "苏云帆", "周景行")]
    first, second, third = (each.case.filing for each in outcomes)
    left = await town.move(first.id, "withdraw", by=first.person_id or "")
    (letter,) = left.letters
    assert letter.person_id == second.person_id
    assert "已确认" in letter.text and "名额已经留好" in letter.text
    assert await town.state(second.id) == "confirmed"
    gone = await town.move(third.id, "withdraw", by=third.person_id or "")
    assert gone.letters == ()


async def test_without_a_limit_everybody_has_a_place(town: Town) -> None:
    salon = await town.salon()
    for name in ("林知远", "苏云帆", "周景行"):
        assert (await town.signed_up(salon, name=name)).case.filing.state == "confirmed"


async def test_the_same_person_is_not_signed_up_twice(town: Town) -> None:
    salon, other = await town.salon(places=5), await town.salon(places=5)
    me = await town.secretary()
    first = await town.signed_up(salon, me)
    with pytest.raises(Complaint, match="已经报了这一场"):
        await town.signed_up(salon, me)
    assert (await town.signed_up(salon, me, "苏云帆")).case.filing.state == "confirmed"
    assert (await town.signed_up(other, me)).case.filing.state == "confirmed"
    await town.move(first.case.id, "withdraw", by=me)
    assert (await town.signed_up(salon, me)).case.filing.state == "confirmed"


async def test_staff_cannot_give_a_place_there_is_not(town: Town) -> None:
    salon = await town.salon(places=1)
    await town.signed_up(salon)
    waiting = await town.signed_up(salon, name="苏云帆")
    with pytest.raises(Complaint, match="没有空名额"):
        await town.move(waiting.case.id, "confirm")
    assert await town.state(waiting.case.id) == "waiting"


async def test_too_late_and_cancelled(town: Town) -> None:
    late, off = await town.salon(days=1), await town.salon()
    me = await town.secretary()
    drafts = [
        await town.drafted("secretary-salon", me, {"attendee_name": "林知远"}, event_id=each)
        for each in (late, off)
    ]
    async with town.staff() as desk:
        await desk.archive.events.cancel(off, desk.now)
    town.clock.pass_(days=2)
    for draft in drafts:
        with pytest.raises(Complaint, match="已经截止或取消"):
            await town.move(draft, "submit", by=me)
        assert await town.state(draft) == "draft"


async def test_twenty_for_the_last_place(town: Town) -> None:
    salon = await town.salon(places=1)
    people = [await town.secretary() for _ in range(20)]
    drafts = [
        await town.drafted("secretary-salon", me, {"attendee_name": f"与会者{n}"}, event_id=salon)
        for n, me in enumerate("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉")
        for me in [people[n]]
    ]
    moves = (town.move(draft, "submit", by=me) for draft, me in zip(drafts, people, strict=True))
    outcomes = await asyncio.gather(*moves)
    states = [each.case.filing.state for each in outcomes]
    assert states.count("confirmed") == 1
    assert states.count("waiting") == 19
    positions = sorted(each.said[0] for each in outcomes if "候补" in each.said[0])
    assert positions == sorted(
        f"名额满了，您排在候补第 {n} 位；一有空位，按先后递补，马上告诉您。" for n in range(1, 20)
    )


async def test_those_who_leave_and_come_at_once(town: Town) -> None:
    """Every place that is given up is given on, once."""
    salon = await town.salon(places=4)
    outcomes = [await town.signed_up(salon, name=f"与会者{each}") for each in "甲乙丙丁戊己庚辛"]
    mine = [each.case.filing for each in outcomes]

    async def leave(n: int) -> Outcome | None:
        try:
            return await town.move(mine[n].id, "withdraw", by=mine[n].person_id or "")
        except MovedOn:  # it had just been given a place
            return None

    gone = await asyncio.gather(*(leave(n) for n in (0, 1, 4, 5)))
    assert gone.count(None) <= 2
    states = [await town.state(each.id) for each in mine]
    assert states.count("confirmed") == 4
    assert states.count("cancelled") == 4 - gone.count(None)
    assert states.count("waiting") == gone.count(None)
