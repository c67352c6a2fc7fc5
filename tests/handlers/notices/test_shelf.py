"""What staff change of a notice counts at once; what they delete is gone everywhere."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from handlers.notice_rows import row_of
from handlers.notices.errors import NotOnShelf
from handlers.notices.fields import labels_of, read
from handlers.notices.shelf.keyboards import SURE
from handlers.notices.words import ANSWER_LABELS
from knowledge.notice import Notice, Source
from knowledge.reviewed import reworded
from tests.handlers.notices.conftest import ReadingRoom, text
from tests.readers import READER

QUESTION = "全省聘任科普讲师多少名？"


async def test_facts_are_mended_here_and_in_the_archive(room: ReadingRoom) -> None:
    identity = await room.take_in(text())
    mending = room.services.notice_mending
    for field, value in (("title", "讲师<聘任>通知"), ("expires", "2026-12-31"), ("issuer", None)):
        await room.at(
            lambda desk, f=field, v=value: mending.change(desk, identity, f, v)  # type: ignore[misc]
        )
    row, held = await room.row(identity), room.library.notice(identity)
    assert row and held
    assert (row.title, row.expires, row.issuer) == ("讲师<聘任>通知", date(2026, 12, 31), None)
    assert (held.title, held.expires, held.issuer) == (row.title, row.expires, row.issuer)
    parts = await room.look(lambda archive: archive.notice_records.passages(identity))
    assert parts == len(room.library.passages_of(identity))
    reply = await room.at(lambda desk: room.services.shelving.find(desk, "聘任 2026"))
    assert reply.buttons[0][0] == "讲师<聘任>通知（云岭科协发〔2026〕8号）"
    shown = await room.at(lambda desk: room.services.shelving.show(desk, identity))
    assert "讲师&lt;聘任&gt;通知" in shown.text
    assert (
        "没有找到"
        in (await room.at(lambda desk: room.services.shelving.find(desk, "不在<b>"))).text
    )


async def test_readers_and_standing_are_set(room: ReadingRoom) -> None:
    identity = await room.take_in(text())
    mending = room.services.notice_mending
    await room.at(lambda desk: mending.set_readers(desk, identity, 4))
    readable = await room.look(lambda archive: archive.notices.readable(("all", "members")))
    assert readable == frozenset()
    await room.at(lambda desk: mending.set_standing(desk, identity, 3))
    listed = await room.at(lambda d: room.services.shelving.listed(d, 0))
    assert listed.buttons[0][0].startswith("〔工作人员〕〔已废止〕关于开展")
    await room.at(lambda desk: mending.set_expiry(desk, identity, date(2020, 1, 1)))
    await room.at(lambda desk: mending.set_standing(desk, identity, 1))
    row = await room.row(identity)
    assert row and (row.standing, row.expires) == ("current", None)


async def test_it_is_replaced_by_what_is_sent_next(room: ReadingRoom) -> None:
    former = await room.take_in(text())
    mending = room.services.notice_mending
    await room.at(lambda desk: mending.replace(desk, former))
    reply, identity = await room.sends(text("完全不同的事", 30, 5))
    assert "会标为「已被替代」" in reply.text
    confirming = room.services.notice_confirming
    await room.at(lambda desk: confirming.take_in(desk, identity, 1))
    row = await room.row(former)
    assert row and row.standing == "superseded"
    _, after = await room.sends(text("下一份", 31, 6))
    intake = await room.look(lambda archive: archive.intakes.get(after))
    assert intake and intake.replaces is None


async def test_deleted_is_gone_everywhere_at_once(room: ReadingRoom) -> None:
    identity = await room.take_in(text())
    async with room.house.database.writing() as work:
        from storage.archive import Archive

        due = await Archive(work).deadlines.add(
            "报送", date(2030, 1, 1), by=None, now=room.house.clock.now(), notice_id=identity
        )
    deleting, shelving = room.services.notice_deleting, room.services.shelving
    given = await room.at(lambda desk: shelving.file(desk, identity))
    assert len(given.files) == 1
    assert "1 个期限" in (await room.at(lambda desk: deleting.ask(desk, identity, 0))).text
    assert "再问一次" in (await room.at(lambda desk: deleting.ask(desk, identity, SURE))).text
    await room.at(lambda desk: deleting.delete(desk, identity))
    assert await room.row(identity) is None
    assert room.library.notices() == ()
    assert not (await room.library.ask(QUESTION, READER)).citations
    assert room.house.shelf.digests() == []
    left = await room.look(lambda archive: archive.deadlines.get(due))
    assert left and left.notice_id is None
    with pytest.raises(NotOnShelf):
        await room.at(lambda desk: shelving.show(desk, identity))


async def test_an_answer_is_listed_mended_and_asked_as_it_is_now(room: ReadingRoom) -> None:
    answer = Notice(id="a1", title="", source="answer", digest="", text="", kind=Source.ANSWER)
    answer = reworded(replace(answer, issued=date(2026, 3, 2)), "食堂几点开门？", "八点开门。")
    await room.at(lambda d: d.archive.notices.keep(row_of(answer), (), d.now))
    shelving, mending = room.services.shelving, room.services.notice_mending
    listed = await room.at(lambda d: shelving.listed(d, 0))
    assert listed.buttons[0][0] == "〔工作人员答复，2026年3月2日〕食堂几点开门？"
    shown = await room.at(lambda d: shelving.show(d, answer.id))
    assert "类别：答复" in shown.text and '<a href="notices/a1">' in shown.text
    await room.at(lambda d: mending.change(d, answer.id, "text", "九点开门。"))
    await room.at(lambda d: mending.change(d, answer.id, "title", "食堂什么时候开门？"))
    row = await room.row(answer.id)
    assert row and row.text == "食堂什么时候开门？\n九点开门。"
    assert row.digest == sha256(row.text.encode()).hexdigest()
    assert "九点开门" in (await room.library.ask("食堂什么时候开门？", READER)).text
    facts = await room.at(lambda d: mending.facts(d, answer.id))
    assert labels_of(facts) == ANSWER_LABELS and facts.text == "九点开门。"
    assert read("text", "请打13800001234", facts, date(2026, 3, 2)) == "请打••••1234"
