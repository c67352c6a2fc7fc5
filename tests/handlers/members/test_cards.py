"""Cards: signed, drawn, checked, and not to be forged."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from handlers.desk import Attached, Desk
from handlers.people.membership.cards import (
    CardForged,
    Cards,
    NotAChecker,
    NotVerified,
    signed,
)
from handlers.people.membership.drawing import SIZE, Card, draw
from storage.archive import Archive
from storage.encryption import Key, Vault
from storage.engine import Database
from storage.members import Member, MemberState
from storage.roles import Role
from tests.handlers.members.conftest import House

CARD = Card(
    association="云岭省科学技术协会",
    society="云岭省材料学会",
    name="张三",
    number="YL-0001",
    joined=date(2021, 3, 1),
    valid_until=date(2026, 12, 31),
    link="https://chat.example.org/?start=c_" + "a" * 32 + "_" + "b" * 16,
)


class PageOnly:
    """Links without a Telegram."""

    async def page(self, payload: str) -> str:
        return f"https://chat.example.org/?start={payload}"

    async def telegram(self, payload: str) -> str | None:
        return None

    def form_page(self, filing_id: str) -> str:
        raise NotImplementedError


CARDS = Cards(links=PageOnly(), association="云岭省科学技术协会")


@pytest.mark.parametrize(
    "card",
    [
        CARD,
        replace(CARD, society="云岭省" + "新材料" * 60, name="阿卜杜热合曼·买买提依明江"),
        replace(CARD, association="", number="", joined=None),
        replace(CARD, name="𠮷田", number="号" * 40, link="https://example.org/" + "x" * 200),
    ],
    ids=["plain", "long", "bare", "rare"],
)
def test_a_card_is_a_picture_of_one_size(card: Card) -> None:
    picture = Image.open(BytesIO(draw(card)))
    assert (picture.format, picture.size) == ("PNG", SIZE)
    grey = picture.crop((706, 220, 956, 470)).convert("L")
    dark = sum(grey.histogram()[:64])
    assert dark > 8_000  # the code is there


async def made(house: House, person: str, member: str) -> str:
    """The payload of the card's link."""
    known = await house.get(member)

    async def make(desk: Desk) -> object:
        return await CARDS.make(desk, known)

    attached, link = await house.at_desk(person, make)  # type: ignore[misc]
    assert isinstance(attached, Attached)  # type: ignore[has-type]
    assert attached.picture
    async with house.database.reading() as work:
        file = await Archive(work).files.get(attached.file_id)
    assert file
    assert file.forget_at
    assert house.shelf.take(file.digest).startswith(b"\x89PNG")
    payload = str(link).partition("start=")[2]  # type: ignore[has-type]
    assert len(payload) <= 64
    return payload


async def check(house: House, person: str, payload: str) -> Member:
    member = await house.at_desk(person, lambda desk: CARDS.check(desk, payload))
    assert isinstance(member, Member)
    return member


async def test_who_may_check_and_what_they_learn(house: House) -> None:
    home, away = await house.society("云岭省材料学会"), await house.society("云岭省化学学会")
    person = await house.person("张三", (Role.MEMBER, home))
    mine = await house.member(home, "张三", "13900001234", MemberState.VERIFIED, person)
    payload = await made(house, person, mine)
    staff = await house.person("干事", (Role.STAFF, None))
    assert (await check(house, staff, payload)).id == mine
    keeper = await house.person("秘书", (Role.SECRETARY, home))
    assert (await check(house, keeper, payload)).state is MemberState.VERIFIED
    for role, place in (
        (Role.SECRETARY, away),
        (Role.LEADER, home),
        (Role.MEMBER, home),
        (Role.EXPERT, None),
    ):
        with pytest.raises(NotAChecker):
            await check(house, await house.person("某人", (role, place)), payload)


async def test_a_changed_letter_makes_it_no_card(house: House) -> None:
    home = await house.society("云岭省材料学会")
    person = await house.person("张三", (Role.MEMBER, home))
    mine = await house.member(home, "张三", "13900001234", MemberState.VERIFIED, person)
    other = await house.member(home, "李四", "13900005678", MemberState.VERIFIED)
    payload = await made(house, person, mine)
    staff = await house.person("干事", (Role.STAFF, None))
    last = "0" if payload[-1] != "0" else "1"
    for forged in (
        payload[:-1] + last,
        payload.replace(mine, other),
        payload.upper(),
        payload + "0",
        "c_",
        "c_１２３",
        "",
    ):
        with pytest.raises(CardForged):
            await check(house, staff, forged)


async def test_only_the_verified_have_one(house: House) -> None:
    home = await house.society("云岭省材料学会")
    person = await house.person("张三", (Role.MEMBER, home))
    for state in set(MemberState) - {MemberState.VERIFIED}:
        mine = await house.member(home, "张三", "13900001234", state, person)
        with pytest.raises(NotVerified):
            await made(house, person, mine)
    somebody_s = await house.member(home, "李四", "13900005678", MemberState.VERIFIED)
    with pytest.raises(NotVerified):
        await made(house, person, somebody_s)


async def test_a_card_outlives_a_change_of_keys(house: House) -> None:
    home = await house.society("云岭省材料学会")
    person = await house.person("张三", (Role.MEMBER, home))
    mine = await house.member(home, "张三", "13900001234", MemberState.VERIFIED, person)
    payload = await made(house, person, mine)
    staff = await house.person("干事", (Role.STAFF, None))
    keys = (Key(id="k2", secret=b"2" * 32), *house.database.vault.keys)
    later = House(database=Database(house.database.url, Vault(keys)), shelf=house.shelf)
    assert (await check(later, staff, payload)).id == mine

    async def fresh(desk: Desk) -> str:
        return signed(desk, mine)

    assert await later.at_desk(staff, fresh) != payload
    await later.database.close()
