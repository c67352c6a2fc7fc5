"""Filings: begun, kept, moved on, found again; whoever is second writes nothing."""

import asyncio

import pytest

from storage.archive import Archive
from storage.engine import Database
from storage.filings import Content, Filing
from storage.tables import filings
from tests.storage.office import DUE, LATER, NOW, office


async def test_a_filing_begins_as_a_draft(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk = await office(archive)
        filing = await desk.begin()
        content = await archive.filings.content(filing.id)
    assert content == Content(draft={"answers": {"title": "论坛"}}, talk={"at": "title"})
    assert "论坛" not in repr(content)
    assert (filing.state, filing.society, filing.revision) == ("draft", "云岭省材料学会", 1)
    assert (filing.number, filing.submitted_at, filing.named) == (None, None, frozenset())
    async with database.reading() as work:
        assert await Archive(work).filings.get("0" * 32) is None
        assert await Archive(work).filings.content("0" * 32) is None


async def test_the_content_is_sealed(database: Database) -> None:
    async with database.writing() as work:
        desk = await office(Archive(work))
        await desk.begin(title="只在库里")
        kept = (await work.run(filings.select())).one()
    assert "title" not in kept.content


async def test_keeping_counts_revisions(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        filing = await (await office(archive)).begin()
        fresh = Content(draft={"answers": {"title": "年会"}})
        kept = await archive.filings.keep(filing, fresh, now=LATER, title="年会")
        assert kept
        assert (kept.revision, kept.title, kept.changed_at) == (2, "年会", LATER)
        assert kept.society_id == filing.society_id
        assert await archive.filings.keep(filing, fresh, now=LATER, title="旧") is None
        assert await archive.filings.content(filing.id) == fresh
        assert await archive.filings.get(filing.id) == kept


async def test_moving_on(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk = await office(archive)
        filing = await desk.begin()
        sent = await desk.submit(filing)
        assert (sent.number, sent.submitted_at, sent.entered_at) == (
            "HX-2026-000001",
            LATER,
            LATER,
        )
        assert (sent.due, sent.ended, sent.state) == (DUE, False, "submitted")
        named = {"title", "venue"}
        back = await archive.filings.move(sent, "returned", now=LATER, named=named)
        assert back
        assert (back.named, back.due, back.number) == (named, None, sent.number)
        assert back.submitted_at == LATER
        assert await archive.filings.move(sent, "filed", now=LATER) is None
        assert back.workflow == "W1"
        assert await archive.filings.by_number("HX-2026-000001") == back
        assert await archive.filings.by_number("HX-2026-000002") is None


async def test_two_move_at_once_and_one_does(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk = await office(archive)
        sent = await desk.submit(await desk.begin())

    async def move(state: str) -> bool:
        async with database.writing() as work:
            return await Archive(work).filings.move(sent, state, now=LATER) is not None

    assert sorted(await asyncio.gather(*(move(f"to{n}") for n in range(8)))) == [False] * 7 + [
        True
    ]
    async with database.reading() as work:
        moved = await Archive(work).filings.get(sent.id)
    assert moved
    assert moved.revision == sent.revision + 1


async def test_keeping_and_moving_at_once(database: Database) -> None:
    """An answer that comes with the submission is told that it is too late, or is in it."""
    async with database.writing() as work:
        filing = await (await office(Archive(work))).begin()

    async def keep() -> Filing | None:
        async with database.writing() as work:
            return await Archive(work).filings.keep(filing, Content(draft={}), now=LATER)

    async def move() -> Filing | None:
        async with database.writing() as work:
            return await Archive(work).filings.move(filing, "submitted", now=LATER)

    assert [*await asyncio.gather(keep(), move())].count(None) == 1


async def test_numbers_are_given_once(database: Database) -> None:
    async def number(year: int) -> str:
        async with database.writing() as work:
            return await Archive(work).filings.next_number("HX", year)

    given = await asyncio.gather(*(number(2026) for _ in range(20)))
    assert sorted(given) == [f"HX-2026-{n:06d}" for n in range(1, 21)]
    assert await number(2027) == "HX-2027-000001"


async def test_a_number_that_was_undone_is_given_again(database: Database) -> None:
    with pytest.raises(RuntimeError):
        async with database.writing() as work:
            await Archive(work).filings.next_number("HX", 2026)
            raise RuntimeError
    async with database.writing() as work:
        assert await Archive(work).filings.next_number("HX", 2026) == "HX-2026-000001"


async def test_claimed_by_one(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk = await office(archive)
        sent = await desk.submit(await desk.begin())
        staff = [(await archive.people.welcome(1, 50 + n, f"干事{n}", NOW)).id for n in range(6)]

    async def claim(person_id: str) -> bool:
        async with database.writing() as work:
            return await Archive(work).filings.assign(sent, person_id, LATER)

    won = await asyncio.gather(*(claim(each) for each in staff))
    assert won.count(True) == 1
    async with database.writing() as work:
        archive = Archive(work)
        claimed = await archive.filings.get(sent.id)
        assert claimed
        assert claimed.assigned_to == staff[won.index(True)]
        assert claimed.revision == sent.revision  # whoever answers meanwhile is not stopped
        assert await archive.filings.assign(claimed, None, LATER)
        moved = await archive.filings.move(sent, "filed", now=LATER)
        assert moved
        assert not await archive.filings.assign(sent, staff[0], LATER)  # it stands elsewhere now


async def test_a_draft_is_thrown_away_with_what_only_it_names(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk = await office(archive)
        draft, other = await desk.begin(), await desk.begin()
        file = await archive.files.add(desk.person_id, "章程.docx", b"kept", NOW, None)
        for digest in ("1" * 64, "2" * 64, file.digest):
            await archive.attachments.add(draft.id, desk.person_id, "甲", 1, digest, NOW)
        await archive.attachments.add(other.id, desk.person_id, "甲", 1, "2" * 64, NOW)
        assert await archive.filings.discard(draft.id) == ["1" * 64]
        assert await archive.filings.get(draft.id) is None
        assert await archive.files.digests() == {"2" * 64, file.digest}
        assert await archive.filings.discard(draft.id) == []


async def test_what_was_submitted_is_not_thrown_away(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk = await office(archive)
        sent = await desk.submit(await desk.begin())
        await archive.attachments.add(sent.id, desk.person_id, "甲", 1, "1" * 64, NOW)
        assert await archive.filings.discard(sent.id) == []
        assert await archive.filings.get(sent.id) == sent
