"""The yearly renewal: opened once, written to everybody once, followed to its end."""

import asyncio
from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from bot.upkeep.renewals import BATCH, RenewalPost
from handlers.desk import Attached, Desk
from handlers.people.membership.service import Belonging
from handlers.people.renewal.service import (
    Everywhere,
    Here,
    NoRenewal,
    Progress,
    RenewalOpenAlready,
    Renewing,
)
from handlers.people.roster_line import MemberGone
from handlers.rights import NotForThisRole, NotThisSociety
from storage.archive import Archive
from storage.members import MemberState
from storage.roles import Role
from storage.tables import deliveries
from tests.handlers.members.conftest import House

RENEWING, BELONGING = Renewing(), Belonging()


def due(desk: Desk) -> date:
    return desk.now.date() + timedelta(days=30)


async def opened(house: House, head: str) -> object:
    return await house.at_desk(head, lambda desk: RENEWING.open(desk, due(desk)))


async def written(house: House) -> list[int]:
    """The chats letters were written to."""
    async with house.database.reading() as work:
        rows = await work.run(select(deliveries.c.chat_id).order_by(deliveries.c.chat_id))
        return list(rows.scalars())


async def crowd(house: House, many: int, state: MemberState = MemberState.VERIFIED) -> str:
    society = await house.society("云岭省材料学会")
    for number in range(many):
        person = await house.person(f"会员{number}")
        await house.member(society, f"会员{number}", f"139{number:08d}", state, person)
    return society


async def test_everybody_is_written_to_once_whatever_stops_in_between(house: House) -> None:
    many = 2 * BATCH + 3
    society = await crowd(house, many)
    await house.member(society, "没有账号", "13900001234", MemberState.VERIFIED)
    await house.member(society, "待核实的", "13900005678", MemberState.UNVERIFIED)
    head = await house.person("部长", (Role.STAFF_HEAD, None))
    assert await RenewalPost(database=house.database, clock=house.clock).walk() == 0
    await opened(house, head)
    counts = []
    for _ in range(5):  # a new one each time: nothing is remembered but in the row
        post = RenewalPost(database=house.database, clock=house.clock)
        counts.append(await post.walk())
    assert counts == [BATCH, BATCH, 3, 0, 0]
    chats = await written(house)
    assert len(chats) == len(set(chats)) == many
    async with house.database.reading() as work:
        campaign = await Archive(work).campaigns.current()
    assert campaign
    assert campaign.written_at


async def test_two_who_write_at_once_do_not_write_twice(house: House) -> None:
    await crowd(house, BATCH + 5)
    await opened(house, await house.person("部长", (Role.STAFF_HEAD, None)))
    post = RenewalPost(database=house.database, clock=house.clock)
    for _ in range(4):
        await asyncio.gather(post.walk(), post.walk(), post.walk())
    chats = await written(house)
    assert len(chats) == len(set(chats)) == BATCH + 5


async def test_what_is_closed_is_not_written_about(house: House) -> None:
    await crowd(house, 3)
    head = await house.person("部长", (Role.STAFF_HEAD, None))
    await opened(house, head)
    await house.at_desk(head, lambda desk: RENEWING.close(desk, sure=False))
    await house.at_desk(head, lambda desk: RENEWING.close(desk, sure=True))
    assert await RenewalPost(database=house.database, clock=house.clock).walk() == 0
    with pytest.raises(NoRenewal):
        await house.at_desk(head, lambda desk: RENEWING.close(desk, sure=True))
    with pytest.raises(RenewalOpenAlready):
        await opened(house, head)
    house.pass_time(days=366)
    await opened(house, head)


async def test_one_a_year_and_only_by_a_head(house: House) -> None:
    society = await crowd(house, 1)
    head = await house.person("部长", (Role.STAFF_HEAD, None))
    for role, place in ((Role.STAFF, None), (Role.SECRETARY, society), (Role.MEMBER, society)):
        with pytest.raises(NotForThisRole):
            await opened(house, await house.person("某人", (role, place)))
    await opened(house, head)
    with pytest.raises(RenewalOpenAlready):
        await opened(house, head)


async def test_progress_the_worst_first(house: House) -> None:
    good, bad = await house.society("云岭省材料学会"), await house.society("=1+1 学会")
    person = await house.person("张三", (Role.MEMBER, good))
    mine = await house.member(good, "张三", "13900001234", MemberState.VERIFIED, person)
    await house.member(bad, "李四", "13900005678", MemberState.VERIFIED)
    await house.member(bad, "王五", "13900009999", MemberState.VERIFIED)
    head = await house.person("部长", (Role.STAFF_HEAD, None))
    _, many, societies = await opened(house, head)  # type: ignore[misc]
    assert many == 3
    assert [(each.society, each.open) for each in societies] == [  # type: ignore[has-type]
        ("=1+1 学会", 2),
        ("云岭省材料学会", 1),
    ]
    with pytest.raises(MemberGone):
        await house.at_desk(head, lambda desk: BELONGING.still_right(desk, mine))
    _, renewed = await house.at_desk(  # type: ignore[misc]
        person, lambda desk: BELONGING.still_right(desk, mine)
    )
    assert renewed
    found = await house.at_desk(head, lambda desk: RENEWING.everywhere(desk, 0))
    assert isinstance(found, Everywhere)
    assert [(each.society, each.percent) for each in found.societies] == [
        ("=1+1 学会", 0),
        ("云岭省材料学会", 100),
    ]
    keeper = await house.person("秘书", (Role.SECRETARY, bad))
    here = await house.at_desk(keeper, lambda desk: RENEWING.here(desk, bad, 0))
    assert isinstance(here, Here)
    assert [each.name for each in here.members] == ["李四", "王五"]
    with pytest.raises(NotThisSociety):
        await house.at_desk(keeper, lambda desk: RENEWING.here(desk, good, 0))
    await the_table_holds_no_formula(house, head)


async def the_table_holds_no_formula(house: House, head: str) -> None:
    attached = await house.at_desk(head, RENEWING.table)
    assert isinstance(attached, Attached)
    async with house.database.reading() as work:
        file = await Archive(work).files.get(attached.file_id)
    assert file
    assert file.name.endswith(".xlsx")
    sheet = load_workbook(BytesIO(house.shelf.take(file.digest))).active
    assert sheet
    rows = list(sheet.iter_rows(min_row=2))
    assert [[cell.value for cell in row] for row in rows] == [
        ["=1+1 学会", 2, 0, 2, 0],
        ["云岭省材料学会", 1, 1, 0, 100],
    ]
    assert rows[0][0].data_type == "s"


def test_nobody_is_finished_at_99_point_6() -> None:
    assert Progress(society_id="", society="", done=249, open=1).percent == 99
    assert Progress(society_id="", society="", done=0, open=0).percent == 100


async def test_rows_of_letters_and_rows_of_people_agree(house: House) -> None:
    """Whoever has looked again before their letter was written gets none."""
    society = await crowd(house, 0)
    person = await house.person("张三", (Role.MEMBER, society))
    mine = await house.member(society, "张三", "13900001234", MemberState.VERIFIED, person)
    await opened(house, await house.person("部长", (Role.STAFF_HEAD, None)))
    await house.at_desk(person, lambda desk: BELONGING.still_right(desk, mine))
    assert await RenewalPost(database=house.database, clock=house.clock).walk() == 0
    async with house.database.reading() as work:
        counted = await work.run(select(func.count()).select_from(deliveries))
    assert counted.scalar_one() == 0
