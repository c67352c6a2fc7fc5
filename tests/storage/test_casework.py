"""What stands around a filing: versions, moves, attachments, experts."""

import asyncio
from datetime import timedelta

from storage.archive import Archive
from storage.engine import Database
from storage.filing_moves import MoveRecord
from storage.merging import merge
from tests.storage.office import DUE, LATER, NOW, office


async def test_versions_are_counted(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk = await office(archive)
        filing, other = await desk.begin(), await desk.begin()
        assert await archive.versions.last(filing.id) is None
        for count in (1, 2):
            number = await archive.versions.add(
                filing.id,
                answers={"people": 300 * count},
                reasons={"people": "场地大"},
                draft={"answers": {"people": 300 * count, "hidden": 1}},
                form_version=count,
                person_id=desk.person_id,
                now=NOW + timedelta(days=count),
            )
            assert number == count
        first, second = await archive.versions.all(filing.id)
        assert (first.answers, second.answers) == ({"people": 300}, {"people": 600})
        assert (second.reasons, second.form_version) == ({"people": "场地大"}, 2)
        assert second.draft["answers"]["hidden"] == 1
        assert await archive.versions.last(filing.id) == second
        assert await archive.versions.get(filing.id, 1) == first
        assert await archive.versions.get(filing.id, 3) is None
        assert await archive.versions.all(other.id) == []
        assert "300" not in repr(first)


async def test_moves_keep_their_words(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk = await office(archive)
        filing = await desk.begin()
        returned = MoveRecord(
            filing_id=filing.id,
            move="return",
            origin="received",
            state="returned",
            person_id=desk.person_id,
            role="staff",
            at=NOW,
            reason="缺议程",
            fields=("agenda", "venue"),
            version=1,
        )
        filed = MoveRecord(
            filing_id=filing.id,
            move="file",
            origin="received",
            state="filed",
            person_id=None,
            role=None,
            at=NOW,
            opinion="同意",
            document_number="云岭科协发〔2026〕12号",
            document_date=DUE,
        )
        silent = MoveRecord(
            filing_id=filing.id,
            move="silence",
            origin="received",
            state="filed",
            person_id=None,
            role="system",
            at=NOW,
        )
        for each in (returned, filed, silent):
            await archive.moves.add(each)
        assert await archive.moves.of(filing.id) == [returned, filed, silent]
    assert "缺议程" not in repr(returned)


async def test_the_same_content_is_attached_once(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk = await office(archive)
        filing, other = await desk.begin(), await desk.begin()
        me, shelf = desk.person_id, archive.attachments
        first = await shelf.add(filing.id, me, "议程.pdf", 10, "1" * 64, NOW)
        again = await shelf.add(filing.id, me, "议程（改名）.pdf", 10, "1" * 64, LATER)
        elsewhere = await shelf.add(other.id, me, "议程.pdf", 10, "1" * 64, LATER)
        second = await shelf.add(filing.id, me, "名单.xlsx", 20, "2" * 64, LATER)
        assert first == again != elsewhere
        assert await shelf.of(filing.id) == [first, second]
        assert await shelf.find(filing.id, "2" * 64) == second
        assert await shelf.find(other.id, "2" * 64) is None
        assert await shelf.get(elsewhere.id) == elsewhere
        assert await shelf.get("0" * 32) is None


async def test_an_expert_scores_once_or_not_at_all(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk = await office(archive)
        filing = await desk.submit(await desk.begin(), "scoring")
        shelf, one, two = archive.experts, "1" * 32, "2" * 32
        assert await shelf.assign(filing.id, one, by=desk.person_id, now=NOW)
        assert not await shelf.assign(filing.id, one, by=None, now=NOW)
        assert await shelf.assign(filing.id, two, by=None, now=LATER)
        assert await shelf.waiting_for(one) == [filing.id]
        assert await shelf.score(filing.id, one, 0, None, LATER)
        assert not await shelf.score(filing.id, one, 100, "改主意", LATER)
        assert not await shelf.recuse(filing.id, one, "认识", LATER)
        assert await shelf.recuse(filing.id, two, "是我学生", LATER)
        assert not await shelf.score(filing.id, two, 99, "很好", LATER)
        assert not await shelf.score(filing.id, "3" * 32, 99, "没有请他", LATER)
        scored, recused = await shelf.of(filing.id)
        assert (scored.score, scored.opinion, scored.waits) == (0, None, False)
        assert (recused.score, recused.recused_because) == (None, "是我学生")
        assert await shelf.waiting_for(one) == await shelf.waiting_for(two) == []
        assert not await shelf.assign(filing.id, two, by=None, now=LATER)
    assert "学生" not in repr(recused)


async def test_what_has_ended_waits_for_no_expert(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk = await office(archive)
        filing = await desk.submit(await desk.begin(), "scoring")
        await archive.experts.assign(filing.id, "1" * 32, by=None, now=NOW)
        await archive.filings.move(filing, "withdrawn", now=LATER, ended=True)
        assert await archive.experts.waiting_for("1" * 32) == []


async def test_scored_and_recused_at_once(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk = await office(archive)
        filing = await desk.submit(await desk.begin(), "scoring")
        await archive.experts.assign(filing.id, "1" * 32, by=None, now=NOW)

    async def decide(number: int) -> bool:
        async with database.writing() as work:
            shelf = Archive(work).experts
            if number % 2:
                return await shelf.recuse(filing.id, "1" * 32, "认识", LATER)
            return await shelf.score(filing.id, "1" * 32, number, "好", LATER)

    assert [*await asyncio.gather(*map(decide, range(6)))].count(True) == 1


async def test_a_guest_who_turns_out_to_be_known_keeps_what_they_filed(
    database: Database,
) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        guest, known = await office(archive), await office(archive, account=43)
        draft, both = await guest.begin(), await known.begin()
        for filing, person in ((draft, guest), (both, guest), (both, known)):
            await archive.experts.assign(filing.id, person.person_id, by=None, now=NOW)
        assert await archive.filings.assign(both, guest.person_id, NOW)
        await archive.attachments.add(draft.id, guest.person_id, "甲", 1, "1" * 64, NOW)
        await archive.people.link(1, 42, known.person_id, NOW)
        assert await merge(work, guest.person_id, known.person_id)
        filings = await archive.filings.of(known.person_id)
        assert {each.id for each in filings} == {draft.id, both.id}
        assert {each.assigned_to for each in filings} == {None, known.person_id}
        for filing in (draft, both):
            asked = await archive.experts.of(filing.id)
            assert [each.person_id for each in asked] == [known.person_id]
        (attached,) = await archive.attachments.of(draft.id)
        assert attached.person_id == known.person_id
