"""Consent: asked once, before anything personal; without it nothing is kept or changed."""

import pytest
from sqlalchemy import func, select

from handlers.desk import Desk
from handlers.guiding import Act, Guiding, Turn
from handlers.people import consent
from handlers.people.consent import NoConsent
from handlers.people.membership.confirming import Confirming
from handlers.people.membership.guides import guides
from handlers.people.membership.service import Belonging
from handlers.people.roster_line import MemberGone
from storage.members import MemberState
from storage.roles import Role
from storage.tables import consents, drafts
from tests.handlers.members.conftest import House

BELONGING = Belonging()
GUIDING = Guiding(guides={each.name: each for each in guides(Confirming(), BELONGING, 400)})


async def begin(house: House, person: str, guide: str, /, **facts: str) -> Turn:
    turn = await house.at_desk(person, lambda desk: GUIDING.begin(desk, guide, **facts))
    assert isinstance(turn, Turn)
    return turn


async def say(house: House, person: str, name: str, said: str) -> Turn:
    turn = await house.at_desk(person, lambda desk: GUIDING.take(desk, name, Act.SAY, said))
    assert isinstance(turn, Turn)
    return turn


async def count(house: House, table: object) -> int:
    async with house.database.reading() as work:
        counted = await work.run(select(func.count()).select_from(table))  # type: ignore[arg-type]
        return int(counted.scalar_one())


async def test_who_does_not_agree_leaves_nothing_behind(house: House) -> None:
    person = await house.person("小张")
    turn = await begin(house, person, "confirm")
    assert "400天" in turn.text
    turn = await say(house, person, "confirm", "不同意")
    assert (turn.over, turn.reply and turn.reply.text) == (True, consent.DECLINED)
    assert await count(house, consents) == await count(house, drafts) == 0


async def test_who_agrees_is_asked_once_and_again_after_taking_it_back(house: House) -> None:
    person = await house.person("小张")
    society = await house.society("云岭省材料学会")
    assert (await begin(house, person, "confirm")).question == "consent"
    assert (await say(house, person, "confirm", "同意")).question == "society_id"
    assert (await begin(house, person, "confirm")).question == "society_id"
    facts = {"society_id": society, "name": "张三"}
    assert (await begin(house, person, "confirm", **facts)).question == "digits"
    assert await count(house, consents) == 1

    async def withdraw(desk: Desk) -> None:
        await desk.archive.consents.withdraw(desk.person.id, desk.now)

    await house.at_desk(person, withdraw)
    assert (await begin(house, person, "confirm", **facts)).question == "consent"


async def test_a_member_without_consent_changes_nothing(house: House) -> None:
    home = await house.society("云岭省材料学会")
    person = await house.person("张三", (Role.MEMBER, home))
    mine = await house.member(home, "张三", "13900001234", MemberState.VERIFIED, person)

    async def correct(desk: Desk) -> object:
        return await BELONGING.correct(desk, mine, "workplace", "云岭大学")

    with pytest.raises(NoConsent):
        await house.at_desk(person, correct)
    assert (await begin(house, person, "correct-mine", member_id=mine)).question == "consent"
    assert (await say(house, person, "correct-mine", "同意")).question == "field"
    await house.at_desk(person, correct)
    assert (await house.get(mine)).workplace == "云岭大学"


async def test_name_and_identity_are_not_one_s_own_to_change(house: House) -> None:
    home = await house.society("云岭省材料学会")
    person = await house.person("张三", (Role.MEMBER, home))
    keeper = await house.person("秘书", (Role.SECRETARY, home))
    mine = await house.member(home, "张三", "13900001234", MemberState.VERIFIED, person)
    await house.at_desk(person, consent.give)
    await begin(house, person, "correct-mine", member_id=mine)
    await say(house, person, "correct-mine", "姓名")
    turn = await say(house, person, "correct-mine", "张<三>丰")
    assert "不能用的符号" in turn.text
    turn = await say(house, person, "correct-mine", "张三丰")
    assert turn.reply
    (letter,) = turn.reply.letters
    assert letter.person_id == keeper
    assert "张三丰" in letter.text
    assert (await house.get(mine)).name == "张三"


async def test_somebody_else_s_line_is_not_there(house: House) -> None:
    home = await house.society("云岭省材料学会")
    owner = await house.person("张三", (Role.MEMBER, home))
    mine = await house.member(home, "张三", "13900001234", MemberState.VERIFIED, owner)
    other = await house.person("李四", (Role.MEMBER, home))
    await house.at_desk(other, consent.give)
    for deed in (
        lambda desk: BELONGING.one(desk, mine),
        lambda desk: BELONGING.correct(desk, mine, "workplace", "别处"),
        lambda desk: BELONGING.still_right(desk, mine),
        lambda desk: BELONGING.leave(desk, mine, sure=True),
    ):
        with pytest.raises(MemberGone):
            await house.at_desk(other, deed)


async def test_consent_taken_back_in_the_middle_of_confirming(house: House) -> None:
    society, person = await house.society("云岭省材料学会"), await house.person("小张")
    member = await house.member(society, "张三", "13900001234")
    await begin(house, person, "confirm", society_id=society, name="张三")
    await say(house, person, "confirm", "同意")

    async def withdraw(desk: Desk) -> None:
        await desk.archive.consents.withdraw(desk.person.id, desk.now)

    await house.at_desk(person, withdraw)
    with pytest.raises(NoConsent):
        await say(house, person, "confirm", "1234")
    assert (await house.get(member)).person_id is None


def test_the_wording_fits_into_a_message_and_names_the_span() -> None:
    assert "退会3年后" in consent.wording(1095)
    assert "退会30天后" in consent.wording(30)
    assert len(consent.wording(1095)) < 1000
