"""A new account for every few guesses does not lead far; the invited still come in."""

import asyncio
from datetime import timedelta

from forms.values import Complaint
from handlers.desk import Desk
from handlers.people import consent
from handlers.people.entry.service import EVERYBODY, ITS_NAME, MINE, Entering, Found, Refused, Why
from handlers.people.entry.texts import refused
from handlers.people.membership import confirming
from handlers.people.membership.confirming import Confirming, Outcome, Verdict
from handlers.people.membership.service import Belonging
from handlers.people.own.service import Own
from storage.archive import Archive
from storage.attempts import Limit
from storage.members import MemberState
from storage.roles import Role
from tests.handlers.members.conftest import House

TOKEN, CODE, DAY = "t" * 32, "123456", timedelta(days=1)


async def invite(house: House) -> str:
    async with house.database.writing() as work:
        now = house.clock.now()
        return await Archive(work).invitations.give(
            role=Role.EXPERT,
            name="王小明",
            society_id=None,
            token=TOKEN,
            code=CODE,
            given_by=None,
            now=now,
            expires_at=now + 14 * DAY,
        )


async def try_code(house: House, code: str, person: str = "") -> Found | Refused:
    """Of somebody who has never been here, unless it is said who."""
    person = person or await house.person("访客")
    found = await house.at_desk(person, lambda desk: Entering().by_code(desk, code))
    assert isinstance(found, Found | Refused)
    return found


async def try_link(house: House, token: str) -> Found | Refused:
    guest = await house.person("访客")
    found = await house.at_desk(guest, lambda desk: Entering().by_token(desk, token))
    assert isinstance(found, Found | Refused)
    return found


async def fill(house: House, key: str, limit: Limit) -> None:
    """All tries but one."""
    async with house.database.writing() as work:
        for _ in range(limit.most - 1):
            await Archive(work).attempts.fail(key, limit, house.clock.now())


async def test_guests_together_are_limited_in_a_day(house: House) -> None:
    await invite(house)
    known = await house.person("干事", (Role.STAFF, None))
    for count in EVERYBODY:
        await fill(house, count.key, count.limit)
    refusal = await try_code(house, "000000")
    assert isinstance(refusal, Refused) and refusal.why is Why.CLOSED
    assert "请 6 小时后再试" in refused(refusal)
    house.pass_time(minutes=11)
    assert isinstance(await try_code(house, CODE), Refused)
    assert isinstance(await try_link(house, TOKEN), Found)
    assert isinstance(await try_code(house, CODE, known), Found)
    house.pass_time(hours=6)
    assert isinstance(await try_code(house, CODE), Found)


async def test_wrong_links_close_nobody_s_way_but_one_s_own(house: House) -> None:
    await invite(house)
    for _ in range(EVERYBODY[0].limit.most + 1):
        assert isinstance(await try_link(house, "x"), Refused)
    assert isinstance(await try_code(house, CODE), Found)


async def test_the_name_in_an_invitation_is_not_guessed_by_many(house: House) -> None:
    identity = await invite(house)

    async def name(desk: Desk, said: str) -> Refused | None:
        return await Entering().check_name(desk, identity, said)

    for number in range(ITS_NAME.most):
        guest = await house.person(f"访客{number}")
        refusal = await house.at_desk(guest, lambda desk: name(desk, "张三"))
        assert isinstance(refusal, Refused)
    refusal = await house.at_desk(await house.person("又一位"), lambda desk: name(desk, "王小明"))
    assert isinstance(refusal, Refused) and refusal.why is Why.CLOSED
    house.pass_time(days=1, minutes=1)
    assert await house.at_desk(guest, lambda desk: name(desk, "王小明")) is None


async def test_guesses_at_the_same_moment_all_count(house: House) -> None:
    key, limit = "k", Limit(most=100, within=DAY, closed_for=DAY)

    async def fail() -> int:
        async with house.database.writing() as work:
            return await Archive(work).attempts.fail(key, limit, house.clock.now())

    await fail()
    left = await asyncio.gather(*[fail() for _ in range(8)])
    assert sorted(left) == list(range(91, 99))


async def confirm(house: House, society: str, digits: str, meant: str = "") -> Outcome:
    person = await house.person("访客")
    await house.at_desk(person, consent.give)
    found = await house.at_desk(
        person, lambda desk: Confirming().confirm(desk, society, "张三", digits, meant=meant)
    )
    assert isinstance(found, Outcome)
    return found


async def test_one_name_is_not_guessed_at_for_a_week(house: House) -> None:
    society = await house.society("云岭省材料学会")
    member = await house.member(society, "张三", "13900001234")
    for number in range(confirming.ONE_NAME.most):
        assert (await confirm(house, society, f"{number:04}")).verdict in ("wrong", "closed")
        house.pass_time(minutes=31)
    found = await confirm(house, society, "1234")
    assert found.verdict is Verdict.CLOSED
    assert found.until and found.until - house.clock.now() > 6 * DAY
    assert (await confirm(house, society, "0000", member)).verdict is Verdict.WRONG
    assert (await confirm(house, society, "1234", member)).verdict is Verdict.CONFIRMED


async def test_many_names_are_not_tried_by_many(house: House) -> None:
    society = await house.society("云岭省材料学会")
    member = await house.member(society, "张三", "13900001234")
    await fill(house, confirming.ALL.key, confirming.EVERYBODY)
    assert (await confirm(house, society, "0000")).verdict is Verdict.CLOSED
    assert (await confirm(house, society, "1234")).verdict is Verdict.CLOSED
    assert (await confirm(house, society, "1234", member)).verdict is Verdict.CONFIRMED


async def test_an_invitation_is_no_leave_to_guess(house: House) -> None:
    society = await house.society("云岭省材料学会")
    member = await house.member(society, "张三", "13900001234")
    verdicts = [(await confirm(house, society, f"{n:04}", member)).verdict for n in range(6)]
    assert verdicts == ["wrong"] * (MINE.most - 1) + ["closed"] * 2


async def test_erasing_oneself_buys_no_more_guesses(house: House) -> None:
    await invite(house)
    former = await house.person("访客")
    for _ in range(MINE.most):
        await try_code(house, "000000", former)
    account = house.doors[former]
    await house.at_desk(former, Own().erase)
    async with house.database.writing() as work:
        back = await Archive(work).people.welcome(2, account, "访客", house.clock.now())
    house.doors[back.id] = account
    assert back.id != former
    refusal = await try_code(house, CODE, back.id)
    assert isinstance(refusal, Refused) and refusal.why is Why.CLOSED


async def test_whose_numbers_are_there_is_not_tried_out(house: House) -> None:
    society, person = await house.society("云岭省材料学会"), await house.person("张三")
    own = await house.member(society, "张三", "13900001234", MemberState.VERIFIED, person)
    await house.at_desk(person, consent.give)
    await house.member(society, "李四", "13900005678")

    async def change(desk: Desk, mobile: str) -> str:
        """As in the conversation: a complaint is said, and what was counted stays counted."""
        try:
            await Belonging().correct(desk, own, "mobile", mobile)
        except Complaint as complaint:
            return complaint.sentence
        return ""

    for _ in range(3):
        said = await house.at_desk(person, lambda desk: change(desk, "13900005678"))
        assert "已经在本学会名册上" in str(said)
    for mobile in ("13900005678", "13900009999"):
        said = await house.at_desk(person, lambda desk, number=mobile: change(desk, number))  # type: ignore[misc]
        assert "次数太多" in str(said)
    house.pass_time(days=1, minutes=1)
    assert await house.at_desk(person, lambda desk: change(desk, "13900009999")) == ""
