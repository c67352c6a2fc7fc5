"""A table of names: matched by name, society and number; what is left over is sent back."""

from typing import Any

import pytest
from openpyxl import load_workbook

from handlers.broadcast.audience.sheets import LIST_NAME, SHEET
from handlers.desk import Reply
from storage.members import MemberState
from storage.roles import Role
from tests.handlers.broadcast.audience.conftest import NOW, Office, names_table, opened_book

FIRST, SECOND = "13800001500", "13800002500"


async def sent(office: Office, draft: str, content: bytes, name: str = "名单.xlsx") -> Reply:
    await office.archive.drafts.keep(
        office.desk.person.id, SHEET, {"facts": {"id": draft}, "answers": {}, "offered": []}, NOW
    )
    return await office.services.name_sheets.take(office.desk, name, content)


async def named(office: Office, draft: str) -> list[str]:
    return list((await office.audience(draft)).get("people", []))


async def test_people_are_found_by_name_and_society(office: Office) -> None:
    first, second = await office.society("甲会"), await office.society("乙会")
    mine = await office.person("张三", Role.SECRETARY, first)
    await office.person("张三", Role.SECRETARY, second)
    draft = await office.draft()
    table = names_table(("张三", "甲会"), ("张三", "甲会"), ("张三", "丙会"), ("李四", "甲会"))
    reply = await sent(office, draft, table)
    assert await named(office, draft) == [mine]
    assert "找到1人，已经加进收件人" in reply.text and "没对上的有2行" in reply.text
    assert "第4行 张三（丙会）：学会名录里没有这个学会" in reply.text
    assert "第5行 李四（甲会）：这个学会里没有找到这个人" in reply.text
    assert not reply.files


async def test_namesakes_are_told_apart_by_their_numbers(office: Office) -> None:
    society = await office.society("甲会")
    people = [await office.person("张三", Role.MEMBER, society) for _ in range(2)]
    for person, mobile in zip(people, (FIRST, SECOND), strict=True):
        values = {"name": "张三", "mobile": mobile}
        member = await office.archive.members.add(society, values, MemberState.VERIFIED, NOW)
        await office.archive.members.set_state(member, MemberState.VERIFIED, NOW, person_id=person)
    draft = await office.draft()
    reply = await sent(office, draft, names_table(("张三", "甲会")))
    assert "几位同名的人" in reply.text and await named(office, draft) == []
    assert await sent(office, draft, names_table(("张三", "甲会", SECOND)))
    assert await named(office, draft) == [people[1]]
    reply = await sent(office, draft, names_table(("张三", "甲会", "13800003500")))
    assert "手机号对不上" in reply.text and "13800003500" not in reply.text
    assert await named(office, draft) == [people[1]]


async def test_a_member_is_found_by_the_name_on_the_roster(office: Office) -> None:
    society = await office.society("甲会")
    person = await office.person("昵称", Role.MEMBER, society)
    values = {"name": "王真名", "mobile": FIRST}
    member = await office.archive.members.add(society, values, MemberState.VERIFIED, NOW)
    await office.archive.members.set_state(member, MemberState.VERIFIED, NOW, person_id=person)
    draft = await office.draft()
    await sent(office, draft, names_table(("王真名", "甲会")))
    assert await named(office, draft) == [person]


async def test_many_left_over_come_back_as_a_table(office: Office) -> None:
    society = await office.society("甲会")
    await office.person("张三", Role.SECRETARY, society)
    draft = await office.draft()
    strange = [(f"无名氏{'一二三四五六七八九十'[n]}", '=HYPERLINK("http://x")') for n in range(10)]
    reply = await sent(office, draft, names_table(("张三", "甲会"), *strange))
    assert "没对上的有10行" in reply.text and "前8行" in reply.text
    (attached,) = reply.files
    file = await office.archive.files.get(attached.file_id)
    assert file
    book: Any = load_workbook(opened_book(office.desk.shelf.take(file.digest)))
    rows = [list(row) for row in book.active.iter_rows()]
    assert [cell.value for cell in rows[0]] == ["行号", "姓名", "学会", "原因"]
    assert len(rows) == 11 and rows[1][2].value == '=HYPERLINK("http://x")'
    assert not [cell for row in rows for cell in row if cell.data_type == "f"]


async def test_names_with_tags_are_text(office: Office) -> None:
    draft = await office.draft()
    table = names_table(("<b>甲</b>", "<i>会</i>"), ("张三", "<i>会</i>"))
    reply = await sent(office, draft, table, name="<u>名单</u>.xlsx")
    assert "&lt;b&gt;" in reply.text and "&lt;u&gt;" in reply.text
    assert not [tag for tag in ("<b>", "<i>", "<u>") if tag in reply.text]


@pytest.mark.parametrize("content", [b"x", b"PK\x03\x04", names_table()])
async def test_what_cannot_be_read_is_asked_for_again(office: Office, content: bytes) -> None:
    draft = await office.draft()
    reply = await sent(office, draft, content)
    assert reply.guide == SHEET and reply.text
    assert await office.archive.drafts.get(office.desk.person.id, SHEET)


async def test_without_an_announcement_it_becomes_a_list(office: Office) -> None:
    society = await office.society("甲会")
    person = await office.person("张三", Role.SECRETARY, society)
    reply = await sent(office, "", names_table(("张三", "甲会")))
    assert (reply.guide, reply.facts) == (LIST_NAME, {"people": [person]})


async def test_no_number_gets_into_the_journal(office: Office) -> None:
    await office.society("甲会")
    draft = await office.draft()
    await sent(office, draft, names_table(("张三", "甲会", FIRST)))
    entries = await office.archive.journal.entries(most=10)
    assert [each.action for each in entries] == ["names matched"]
    assert entries[0].detail == {"count": 0, "bad": 1}
