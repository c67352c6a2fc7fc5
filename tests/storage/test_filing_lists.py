"""Filings are found by whose they are, where they stand, and by their words."""

from datetime import date, timedelta

import pytest

from storage.archive import Archive
from storage.engine import Database
from storage.filings import Filing, Wanted
from storage.tables import societies
from tests.storage.office import DUE, LATER, NOW, office


def ids(*found: Filing) -> list[str]:
    return [each.id for each in found]


async def test_somebodys_filings_newest_first(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk, other = await office(archive), await office(archive, account=43)
        first, second, third = [await desk.begin(f"论坛{n}") for n in range(3)]
        await other.begin("别人的")
        ended = await desk.submit(first, "withdrawn", ended=True, now=LATER)
        sent = await desk.submit(second, now=LATER + timedelta(hours=1))
        shelf, mine = archive.filings, desk.person_id
        assert await shelf.of(mine) == [sent, ended, third]
        assert await shelf.of(mine, most=1) == [sent]
        assert await shelf.of(mine, ended=True) == [ended]
        assert await shelf.of(mine, ended=False) == [sent, third]
        assert await shelf.of(mine, states=("draft", "withdrawn")) == [ended, third]
        assert await shelf.drafts_of(mine) == [third]


async def test_the_last_one_that_counts(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk = await office(archive)
        sent = []
        for number, state in enumerate(("filed", "closed", "withdrawn", "void", "cancelled")):
            draft = await desk.begin(f"第{number}届")
            sent.append(await desk.submit(draft, state, now=LATER + timedelta(days=number)))
        await desk.begin("还没提交")
        await desk.submit(await desk.begin("别的表", "society-profile"))
        shelf, home = archive.filings, desk.society_id
        assert await shelf.last(home, "forum-report") == sent[1]
        assert await shelf.last(home, "forum-report", before=sent[1].id) == sent[0]
        assert await shelf.last(home, "annual-inspection") is None


@pytest.fixture
async def queue(database: Database) -> dict[str, Filing]:
    """Due tomorrow's neighbour, undated, due today's; a draft; one that is closed."""
    async with database.writing() as work:
        archive = Archive(work)
        desk = await office(archive)
        found = {
            "late": await desk.submit(await desk.begin("纳米论坛"), due=DUE + timedelta(days=1)),
            "undated": await desk.submit(await desk.begin("100%_纯"), due=None),
            "soon": await desk.submit(await desk.begin("陶瓷论坛"), "received"),
            "draft": await desk.begin("草稿", "society-profile"),
        }
        closed = await desk.submit(await desk.begin("旧"), "closed", ended=True, due=None)
        await archive.filings.assign(found["soon"], desk.person_id, LATER)
        soon = await archive.filings.get(found["soon"].id)
        assert soon
        return found | {"closed": closed, "soon": soon}


CASES = {
    "all, the urgent first": (Wanted(), "soon late draft undated closed"),
    "states": (Wanted(states=("received", "closed")), "soon closed"),
    "forms": (Wanted(forms=("society-profile",)), "draft"),
    "nobody's": (Wanted(unassigned=True, states=("submitted",)), "late undated"),
    "overdue": (Wanted(due_before=DUE + timedelta(days=1)), "soon"),
    "nothing overdue": (Wanted(due_before=date(2026, 1, 1)), ""),
    "city": (Wanted(city="春城", states=("received",)), "soon"),
    "another city": (Wanted(city="秋城"), ""),
    "title": (Wanted(words="论坛"), "soon late"),
    "percent is no wildcard": (Wanted(words="0%_"), "undated"),
    "and finds nothing else": (Wanted(words="%论坛"), ""),
    "society": (Wanted(words="材料学会", ended=True), "closed"),
    "number": (Wanted(words="hx-2026-000003"), "soon"),
    "going on": (Wanted(ended=False, forms=("forum-report",)), "soon late undated"),
    "submitted": (Wanted(submitted=True, ended=False), "soon late undated"),
    "not submitted": (Wanted(submitted=False), "draft"),
    "no society": (Wanted(society_ids=()), ""),
    "other societies": (Wanted(society_ids=("0" * 32,)), ""),
    "another's": (Wanted(assigned_to="0" * 32), ""),
}


@pytest.mark.parametrize("name", CASES)
async def test_a_queue(database: Database, queue: dict[str, Filing], name: str) -> None:
    wanted, expected = CASES[name]
    async with database.reading() as work:
        shelf = Archive(work).filings
        found = await shelf.list(wanted)
        assert await shelf.count(wanted) == len(found)
    names = {filing.id: name for name, filing in queue.items()}
    assert sorted(names[each.id] for each in found) == sorted(expected.split())
    due = [each.due or date.max for each in found]
    assert due == sorted(due)


async def test_a_queue_by_pages_and_by_whom(database: Database, queue: dict[str, Filing]) -> None:
    soon = queue["soon"]
    async with database.reading() as work:
        shelf = Archive(work).filings
        assert await shelf.list(Wanted(assigned_to=soon.assigned_to)) == [soon]
        assert len(await shelf.list(Wanted(society_id=soon.society_id))) == 5
        assert await shelf.list(Wanted(society_ids=[soon.society_id or ""]), most=1) == [soon]
        pages = [await shelf.list(Wanted(), most=2, skip=skip) for skip in (0, 2, 4)]
        everything = await shelf.list(Wanted())
    assert [each for page in pages for each in page] == everything
    assert everything[0] == soon


async def test_places_taken(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk = await office(archive)
        event = await archive.events.add("salon", "沙龙", LATER, now=NOW)
        drafts = [await desk.begin(form="secretary-salon", event_id=event) for _ in range(4)]
        for number in (2, 0, 1):
            when = LATER - timedelta(minutes=number)
            await desk.submit(drafts[number], "waiting" if number == 1 else "confirmed", now=when)
        shelf = archive.filings
        assert await shelf.taken(event, ("confirmed",)) == 2
        assert await shelf.taken(event, ("confirmed", "waiting")) == 3
        assert await shelf.taken("0" * 32, ("confirmed",)) == 0
        found = await shelf.of_event(event, ("confirmed", "waiting"))
        assert ids(*found) == ids(drafts[2], drafts[0], drafts[1])  # as they were handed in


async def test_a_filing_outlives_its_society(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk = await office(archive)
        filing = await desk.submit(await desk.begin())
        await work.run(societies.delete())
        left = await archive.filings.get(filing.id)
        assert left and (left.society_id, left.society) == (None, None)
        assert await archive.filings.list(Wanted()) == [left]
