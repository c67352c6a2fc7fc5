"""What staff send becomes a notice once they say so, and leaves nothing when they do not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.notices.errors import IntakeGone
from handlers.notices.taking import texts
from knowledge.notice import Audience
from knowledge.reading.errors import Encrypted
from knowledge.reading.reading import Act, Claimed, Due, Remark, Remarked
from storage.intakes import IntakeState
from tests.handlers.notices.conftest import ReadingRoom, text
from tests.readers import READER


async def test_it_is_asked_at_once_after_it_was_confirmed(room: ReadingRoom) -> None:
    room.reader.extra = {
        "remarks": (Remarked(remark=Remark.RECOGNISED, page=3, characters=812, confidence=0.93),)
    }
    reply, identity = await room.sends(text())
    assert "第 3 页像是扫描件，已识别 812 字，把握 93%。" in reply.text
    assert room.stage.shown == ["正在读《a.txt》……第 3/12 页"]
    assert room.library.notices() == ()
    confirming = room.services.notice_confirming
    reply = await room.at(lambda desk: confirming.take_in(desk, identity, 3))
    assert "现在就能问到" in reply.text
    (held,) = room.library.notices()
    row = await room.row(held.id)
    assert row and row.audience == Audience.SECRETARIES
    assert "60名" in (await room.library.ask("全省聘任科普讲师多少名？", READER)).text
    record = await room.look(lambda archive: archive.notice_records.get(held.id))
    assert record and record.added_by == room.people["clerk"] and record.file_digest
    assert record.remarks == ["第 3 页像是扫描件，已识别 812 字，把握 93%。"]
    with pytest.raises(IntakeGone):
        await room.at(lambda desk: confirming.take_in(desk, identity, 3))


@pytest.mark.parametrize(("days", "is_over"), [(-1, True), (0, False), (30, False)])
async def test_a_day_that_is_over_is_said_to_be_and_not_offered(
    room: ReadingRoom, days: int, is_over: bool
) -> None:
    day = room.house.clock.now().date() + timedelta(days=days)
    due = Due(day=day, obligation="提交报告", sentence="请提交报告。", start=0, end=6)
    room.reader.extra = {"dues": (due,)}
    reply, identity = await room.sends(text())
    assert ("提交报告（已经过了）" in reply.text) is is_over
    confirming = room.services.notice_confirming
    reply = await room.at(lambda desk: confirming.take_in(desk, identity, 1))
    offered = [label for label, _ in reply.buttons]
    assert ("从通知里找期限" not in offered) is is_over
    assert ("1 处像是期限" not in reply.text) is is_over


async def test_the_only_one_that_waits_is_taken_in_by_a_word(room: ReadingRoom) -> None:
    confirming = room.services.notice_confirming
    assert (await room.at(confirming.go_on)).text == texts.NONE_WAITING
    await room.sends(text())
    assert (
        "讲师聘任工作的通知》（云岭科协发〔2026〕8号）\n谁可以看"
        in (await room.at(confirming.go_on)).text
    )
    await room.sends(text("征文", 9))
    reply = await room.at(confirming.go_on)
    assert "2 份" in reply.text
    assert sum("等您核对" in label for label, _ in reply.buttons) == 2


async def test_what_is_refused_or_given_up_leaves_nothing(room: ReadingRoom) -> None:
    room.reader.error = Encrypted("a.txt")
    reply, identity = await room.sends(text())
    assert "密码" in reply.text
    assert identity == ""
    assert room.house.shelf.digests() == []
    room.reader.error = RuntimeError()
    with pytest.raises(RuntimeError):
        await room.sends(text())
    assert await room.waiting() == ""
    assert room.house.shelf.digests() == []
    room.reader.error = None
    _, identity = await room.sends(text())
    assert len(room.house.shelf.digests()) == 1
    reply = await room.at(lambda desk: room.services.intaking.drop(desk, identity))
    assert reply.text == texts.DROPPED
    assert room.house.shelf.digests() == []
    with pytest.raises(IntakeGone):
        await room.at(lambda desk: room.services.intaking.drop(desk, identity))


async def test_what_is_slow_is_put_off_and_read_once(room: ReadingRoom) -> None:
    reply, identity = await room.sends(b"\x89PNG", "photo.jpg")
    assert "要读一会儿" in reply.text
    assert room.reader.asked == 0
    intake = await room.look(lambda archive: archive.intakes.get(identity))
    assert intake and intake.state is IntakeState.WAITING
    assert intake.changes == {"chat": ["telegram", 2, room.house.doors[room.people["clerk"]]]}
    again, same = await room.sends(b"\x89PNG", "photo.jpg")
    assert same == identity
    assert "正在读" in again.text


async def test_the_same_text_is_known_whoever_sends_it(room: ReadingRoom) -> None:
    await room.take_in(text())
    reply, identity = await room.sends(text(), "另一个名字.txt", "colleague")
    assert "已经收录过了" in reply.text
    assert identity == ""
    # Sent by two at once: the slower one is told.
    _, mine = await room.sends(text("评选", 9, 30))
    _, theirs = await room.sends(text("评选", 9, 30), "b.txt", "colleague")
    confirming = room.services.notice_confirming
    await room.at(lambda desk: confirming.take_in(desk, mine, 1))
    reply = await room.at(lambda desk: confirming.take_in(desk, theirs, 1), "colleague")
    assert "已经收录过了" in reply.text
    assert len(room.library.notices()) == 2


async def test_a_new_version_takes_the_place_of_the_old_one(room: ReadingRoom) -> None:
    former = await room.take_in(text())
    reply, identity = await room.sends(text(many=90))
    assert "是它的新版本吗" in reply.text
    intaking, confirming = room.services.intaking, room.services.notice_confirming
    asked = await room.at(lambda desk: confirming.who(desk, identity))
    assert "是它的新版本吗" in asked.text  # decided first
    await room.at(lambda desk: intaking.as_new(desk, identity))
    await room.at(lambda desk: intaking.apart(desk, identity))
    shown = await room.at(lambda desk: intaking.show(desk, identity))
    assert "是它的新版本吗" not in shown.text
    await room.at(lambda desk: intaking.drop(desk, identity))
    _, identity = await room.sends(text(many=90))
    await room.at(lambda desk: intaking.as_new(desk, identity))
    await room.at(lambda desk: confirming.take_in(desk, identity, 1))
    row = await room.row(former)
    assert row and row.standing == "superseded" and row.replaced_by
    held = room.library.notice(former)
    assert held and held.replaced_by == row.replaced_by
    answer = await room.library.ask("全省聘任科普讲师多少名？", READER)
    assert "90名" in answer.citations[0].quote


async def test_what_it_says_of_others_is_proposed_and_found_later(room: ReadingRoom) -> None:
    number = "云岭科协发〔2026〕8号"
    said = Claimed(act=Act.REPEALS, title="旧办法", document_number=number, sentence="同时废止。")
    room.reader.extra = {"claims": (said,)}
    newer = await room.take_in(text("讲师管理", 10, 70))
    (proposed,) = await room.look(lambda archive: archive.notice_relations.of(newer))
    assert proposed.other_id is None
    room.reader.extra = {}
    _, identity = await room.sends(text())
    await room.at(lambda desk: room.services.intaking.apart(desk, identity))
    confirming = room.services.notice_confirming
    await room.at(lambda desk: confirming.take_in(desk, identity, 1))
    (found,) = await room.look(lambda archive: archive.notice_relations.of(newer))
    assert found == replace(proposed, other_id=found.other_id)
    relating = room.services.relating
    asked = await room.at(lambda desk: relating.ask(desk, found.id))
    assert "同时废止。" in asked.text
    await room.at(lambda desk: relating.decide(desk, found.id, 1))
    row = await room.row(found.other_id or "")
    assert row and row.standing == "repealed"
    again = await room.at(lambda desk: relating.decide(desk, found.id, 2))
    assert "已经核对过了" in again.text


@pytest.mark.parametrize("judged", [True, False])
async def test_a_new_version_is_not_asked_what_was_judged_before(
    room: ReadingRoom, judged: bool
) -> None:
    other, confirming = await room.take_in(text()), room.services.notice_confirming
    said = Claimed(
        act=Act.REPEALS,
        title="旧办法",
        document_number="云岭科协发〔2026〕8号",
        sentence="同时废止。",
    )
    room.reader.extra = {"claims": (said,)}
    _, identity = await room.sends(text("讲师管理", 10, 70))
    await room.at(lambda desk: room.services.intaking.apart(desk, identity))
    reply = await room.at(lambda desk: confirming.take_in(desk, identity, 1))
    label, to = reply.buttons[0]
    assert label.startswith("核对：废止")
    if judged:
        await room.at(lambda desk: room.services.relating.decide(desk, to.id, 1))  # type: ignore[union-attr]
    first = next(each.id for each in room.library.notices() if each.id != other)
    await room.at(lambda desk: room.services.notice_mending.replace(desk, first))
    _, identity = await room.sends(text("讲师管理", 10, 75))
    reply = await room.at(lambda desk: confirming.take_in(desk, identity, 1))
    assert any(each.startswith("核对：废止") for each, _ in reply.buttons) is not judged
    assert ("请核对是不是" in reply.text) is not judged
    (second,) = {each.id for each in room.library.notices()} - {first, other}
    (carried,) = await room.look(lambda archive: archive.notice_relations.of(second))
    assert (carried.state == "confirmed") is judged


async def test_a_link_is_fetched_or_refused(room: ReadingRoom) -> None:
    receiving = room.services.notice_receiving
    url = "https://example.org/notice"
    reply = await room.at(lambda desk: receiving.link(desk, room.stage, url))
    assert "网上通知" in reply.text
    intake = await room.look(lambda archive: archive.intakes.of(room.people["clerk"]))
    assert (intake[0].source, intake[0].file_name) == (url, "page.txt")
    await room.at(lambda desk: receiving.link(desk, room.stage, f"{url}/private"))
    assert len(await room.look(lambda a: a.intakes.of(room.people["clerk"]))) == 1


async def test_last_years_is_asked_about_and_both_may_stay(room: ReadingRoom) -> None:
    former = await room.take_in(text("2025年评选", 8))
    other = text("2026年评选", 30, 5).replace("讲师".encode(), "学者".encode())
    reply, identity = await room.sends(other)
    assert "这像是《关于开展2025年评选工作的通知》" in reply.text and "（2025年的）" in reply.text
    assert [label for label, _ in reply.buttons][:2] == ["换成新版本", "两份都留"]
    intaking, confirming = room.services.intaking, room.services.notice_confirming
    await room.at(lambda desk: intaking.apart(desk, identity))
    await room.at(lambda desk: confirming.take_in(desk, identity, 1))
    row = await room.row(former)
    assert row and (row.standing, len(room.library.notices())) == ("current", 2)
    # What is called the same but for a later year is nothing this one could replace.
    reply, _ = await room.sends(other.replace(b"2026", b"2024").replace("5名".encode(), b"7"))
    assert "两份都留" not in [label for label, _ in reply.buttons]
