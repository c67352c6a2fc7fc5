"""Who says they are a member: right, wrong, too often wrong, somebody else's."""

import asyncio

from sqlalchemy import select

from handlers.people import consent
from handlers.people.membership.confirming import LIMIT, Confirming, Outcome, Verdict
from storage.archive import Archive
from storage.members import MemberState
from storage.roles import Role
from storage.tables import attempts, journal
from tests.handlers.members.conftest import House

MOBILE = "13900001234"


async def confirm(
    house: House, person: str, society: str, digits: str = "1234", name: str = "张三"
) -> Outcome:
    confirming = Confirming()
    await house.at_desk(person, consent.give)
    outcome = await house.at_desk(
        person, lambda desk: confirming.confirm(desk, society, name, digits)
    )
    assert isinstance(outcome, Outcome)
    return outcome


async def test_right_digits_make_a_member_with_the_roster_s_name(house: House) -> None:
    society, person = await house.society("云岭省材料学会"), await house.person("小张")
    member = await house.member(society, "张三", MOBILE)
    assert (await confirm(house, person, society)).verdict is Verdict.CONFIRMED
    known = await house.get(member)
    assert (known.person_id, known.state) == (person, MemberState.VERIFIED)
    somebody = await house.person_now(person)
    assert somebody.name == "张三"
    assert somebody.holds_in(society, Role.MEMBER)
    assert (await confirm(house, person, society)).verdict is Verdict.ALREADY
    assert (await house.get(member)).state_since == known.state_since


async def test_whoever_has_another_role_keeps_their_name(house: House) -> None:
    society = await house.society("云岭省材料学会")
    person = await house.person("张秘书", (Role.SECRETARY, society))
    await house.member(society, "张三", MOBILE)
    assert (await confirm(house, person, society)).verdict is Verdict.CONFIRMED
    somebody = await house.person_now(person)
    assert somebody.name == "张秘书"
    assert somebody.holds_in(society, Role.MEMBER)


async def test_a_member_of_two_societies(house: House) -> None:
    first, second = await house.society("云岭省材料学会"), await house.society("云岭省化学学会")
    person = await house.person("小张")
    for society in (first, second):
        await house.member(society, "张三", MOBILE)
        assert (await confirm(house, person, society)).verdict is Verdict.CONFIRMED
    somebody = await house.person_now(person)
    assert [each.society_id for each in somebody.standings] == [first, second]


async def test_wrong_ones_close_the_way_for_person_and_name(house: House) -> None:
    society, person = await house.society("云岭省材料学会"), await house.person("小张")
    other = await house.person("小李")
    await house.member(society, "张三", MOBILE)
    await house.member(society, "李四", "13900005678")
    for left in range(LIMIT.most - 1, 0, -1):
        outcome = await confirm(house, person, society, "0000")
        assert (outcome.verdict, outcome.left) == (Verdict.WRONG, left)
    assert (await confirm(house, person, society, "0000")).verdict is Verdict.CLOSED
    assert (await confirm(house, person, society)).verdict is Verdict.CLOSED
    assert (await confirm(house, other, society)).verdict is Verdict.CLOSED  # the name is closed
    assert (await confirm(house, other, society, "5678", "李四")).verdict is Verdict.CONFIRMED
    house.pass_time(minutes=29)
    assert (await confirm(house, person, society)).verdict is Verdict.CLOSED
    house.pass_time(minutes=2)
    assert (await confirm(house, person, society)).verdict is Verdict.CONFIRMED


async def test_one_s_own_membership_does_not_buy_more_guesses(house: House) -> None:
    society, person = await house.society("云岭省材料学会"), await house.person("小张")
    await house.member(society, "张三", MOBILE)
    victims = ["甲乙", "丙丁", "戊己"]
    for victim in victims:
        await house.member(society, victim, "13900005678")
    seen = []
    for guess in range(6):
        seen.append(
            (await confirm(house, person, society, f"000{guess}", victims[guess % 3])).verdict
        )
        await confirm(house, person, society)
    assert seen[4:] == [Verdict.CLOSED, Verdict.CLOSED]


async def test_a_name_that_is_not_there_sounds_the_same(house: House) -> None:
    society, person = await house.society("云岭省材料学会"), await house.person("小张")
    await house.member(society, "张三", MOBILE)
    wrong_digits = await confirm(house, person, society, "0000")
    no_such_name = await confirm(house, await house.person("小李"), society, "1234", "王五")
    assert wrong_digits == no_such_name


async def test_two_of_one_name(house: House) -> None:
    society, person = await house.society("云岭省材料学会"), await house.person("小张")
    await house.member(society, "张三", MOBILE)
    second = await house.member(society, "张三", "13900005678")
    outcome = await confirm(house, person, society, "5678")
    assert (outcome.verdict, outcome.members[0].id) == (Verdict.CONFIRMED, second)
    await house.member(society, "张三", "13911111234")
    outcome = await confirm(house, await house.person("小王"), society)
    assert (outcome.verdict, len(outcome.members)) == (Verdict.UNCLEAR, 2)


async def test_what_is_somebody_else_s_stays_theirs(house: House) -> None:
    society, owner = await house.society("云岭省材料学会"), await house.person("小张")
    member = await house.member(society, "张三", MOBILE)
    await confirm(house, owner, society)
    thief = await house.person("小李")
    assert (await confirm(house, thief, society)).verdict is Verdict.TAKEN
    assert (await house.get(member)).person_id == owner
    assert (await house.person_now(thief)).standings == ()


async def test_who_left_is_told_so(house: House) -> None:
    society, person = await house.society("云岭省材料学会"), await house.person("小张")
    member = await house.member(society, "张三", MOBILE, MemberState.LEFT)
    assert (await confirm(house, person, society)).verdict is Verdict.LEFT
    assert (await house.get(member)).person_id is None


async def test_of_two_at_once_one_gets_it(house: House) -> None:
    society = await house.society("云岭省材料学会")
    member = await house.member(society, "张三", MOBILE)
    people = [await house.person(f"人{number}") for number in range(4)]
    outcomes = await asyncio.gather(*(confirm(house, person, society) for person in people))
    verdicts = sorted(each.verdict for each in outcomes)
    assert verdicts == ["confirmed", "taken", "taken", "taken"]
    winner = people[[each.verdict for each in outcomes].index(Verdict.CONFIRMED)]
    assert (await house.get(member)).person_id == winner


async def test_neither_counters_nor_journal_hold_personal_data(house: House) -> None:
    society, person = await house.society("云岭省材料学会"), await house.person("小张")
    await house.member(society, "张三", MOBILE)
    await confirm(house, person, society, "0000")
    async with house.database.reading() as work:
        keys = list((await work.run(select(attempts.c.key))).scalars())
    assert len(keys) == 5
    await confirm(house, person, society)
    async with house.database.reading() as work:
        kept = str((await work.run(select(journal))).all())
        assert await Archive(work).journal.broken_at() is None
    assert "membership confirmed" in kept
    for secret in ("张三", MOBILE):
        assert secret not in "".join(keys)
        assert secret not in kept


async def test_an_invitation_tells_two_of_one_name_apart(house: House) -> None:
    society, person = await house.society("云岭省材料学会"), await house.person("小张")
    await house.member(society, "张三", MOBILE)
    meant = await house.member(society, "张三", "13911111234")
    confirming = Confirming()
    await house.at_desk(person, consent.give)
    outcome = await house.at_desk(
        person, lambda desk: confirming.confirm(desk, society, "张三", "1234", meant=meant)
    )
    assert isinstance(outcome, Outcome)
    assert (outcome.verdict, outcome.members[0].id) == (Verdict.CONFIRMED, meant)
