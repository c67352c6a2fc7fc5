"""Intakes with their leases, records and relations of notices: the same on both databases."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from storage.archive import Archive
from storage.clock import SystemClock
from storage.engine import Database
from storage.intakes import LEASE, IntakeState
from storage.notice_relations import RelationState, Said
from storage.notices import NoticeRow, PassageRow, Provenance

NOW = SystemClock().now()
LATER = NOW + LEASE + timedelta(seconds=1)
ROW = NoticeRow(
    id="n1",
    title="关于年检的通知",
    document_number="云科〔2025〕1号",
    issuer="云岭省科协",
    issued=date(2025, 3, 1),
    source="a.txt",
    digest="d1",
    text="年检材料六月底前交，100%电子版。",
)


@pytest.fixture
async def archive(database: Database) -> AsyncIterator[Archive]:
    async with database.writing() as work:
        yield Archive(work)


async def test_one_at_a_time_reads_an_intake(archive: Archive) -> None:
    person = (await archive.people.welcome(1, 1, "干事", NOW)).id
    intakes = archive.intakes
    identity = await intakes.begin(person, "a.txt", NOW, file_digest="f" * 64)
    assert await intakes.take(NOW) is None  # its lease is held
    taken = await intakes.take(LATER)
    assert taken and taken.id == identity
    assert await intakes.take(LATER) is None
    assert await intakes.put_off(taken, LATER, failures=2)
    again = await intakes.take(LATER + timedelta(seconds=1))
    assert again and again.refused == {"failures": 2}
    assert await intakes.hold(taken, LATER) is None  # its lease is another one by now
    held = await intakes.hold(again, LATER)
    assert held
    assert not await intakes.change(identity, LATER, changes={"title": "x"})
    assert await intakes.finish(held, {"title": "t"}, LATER, file_name="a.txt")
    assert not await intakes.finish(held, {"title": "u"}, LATER)
    assert await intakes.change(identity, LATER, changes={"title": "x"})
    found = await intakes.same(person, "b.txt", "f" * 64)
    assert found and found.state is IntakeState.READ
    assert (found.reading, found.changes, found.file_name) == (
        {"title": "t"},
        {"title": "x"},
        "a.txt",
    )
    assert await intakes.drop(identity)
    assert not await intakes.drop(identity)
    assert await intakes.of(person) == []


async def test_notices_are_found_changed_and_handed_on(archive: Archive) -> None:
    records = archive.notice_records
    await archive.notices.keep(ROW, (), NOW, Provenance(remarks=("第 1 页。",)))
    other = replace(ROW, id="n2", title="年检新通知", issued=date(2026, 3, 1), digest="d2")
    part = PassageRow(id="n2:0", notice_id="n2", ordinal=0, heading_path=("一",), start=0, end=2)
    await archive.notices.keep(other, (), NOW)
    found = [[each.id for each in await records.find(words, 9)] for words in (
        "年检", "年检 2025", "云科〔2025〕", "100%", "10_%", "%", "2026年", ""
    )]  # fmt: skip
    assert found == [["n2", "n1"], ["n2", "n1"], ["n2", "n1"], ["n2", "n1"], [], ["n2", "n1"],
                     ["n2"], []]  # fmt: skip
    assert [each.id for each in await records.page(1, 5)] == ["n1"]
    await records.recut("n2", [part])
    assert await records.passages("n2") == 1
    due = await archive.deadlines.add("报送", date(2030, 1, 1), by=None, now=NOW, notice_id="n1")
    assert await records.mentions("n1") == (1, 0)
    await records.change("n1", LATER, standing="superseded", replaced_by="n2")
    assert (await records.states())["n1"] == ("d1", LATER)
    assert [each.id for each in await records.readable({"all"}, 9)] == ["n2", "n1"]
    await records.hand_on("n1", "n2")
    await archive.notices.drop("n1")
    kept = await archive.deadlines.get(due)
    assert kept and kept.notice_id == "n2"


async def test_a_relation_finds_its_notice_and_is_decided_once(archive: Archive) -> None:
    relations = archive.notice_relations
    await archive.notices.keep(ROW, (), NOW)
    said = Said(
        act="repeals", title="别的名称", document_number=ROW.document_number, sentence="废止"
    )
    newer = replace(ROW, id="n2", document_number="云科〔2026〕2号", title="新办法", digest="d2")
    await archive.notices.keep(newer, (), NOW)
    unknown = replace(said, document_number="云科〔2020〕7号")
    await relations.propose("n2", [said, unknown])
    first, second = sorted(await relations.of("n2"), key=lambda each: each.other_id is None)
    assert (first.other_id, second.other_id) == ("n1", None)
    assert [each.id for each in await relations.about("n1")] == [first.id]
    assert await relations.decide(first.id, RelationState.REFUSED, None, NOW)
    assert not await relations.decide(first.id, RelationState.CONFIRMED, None, NOW)
    assert await relations.about("n1") == []
    assert await relations.adopt("n1", "别的名称", None) == 1
    await relations.propose("n2", [])
    assert [each.id for each in await relations.of("n2")] == [first.id]
    await archive.notices.drop("n2")
    assert await relations.get(first.id) is None
