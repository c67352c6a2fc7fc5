"""Events, policy figures and absences."""

import asyncio
from datetime import date, timedelta

from storage.archive import Archive
from storage.engine import Database
from storage.events import EventKind
from tests.storage.office import NOW, office

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def test_what_may_be_signed_up_for(database: Database) -> None:
    async with database.writing() as work:
        shelf, salon = Archive(work).events, EventKind.SALON
        later = await shelf.add(salon, "后天", NOW + 2 * DAY, now=NOW, places=20)
        closed = await shelf.add(salon, "报满", NOW + DAY, now=NOW, sign_up_until=NOW - HOUR)
        soon = await shelf.add(salon, "明天", NOW + DAY, now=NOW, sign_up_until=NOW + HOUR)
        off = await shelf.add(salon, "不办了", NOW + DAY, now=NOW)
        over = await shelf.add(salon, "昨天", NOW - DAY, now=NOW, ends_at=NOW - HOUR)
        running = await shelf.add(salon, "正在办", NOW - HOUR, now=NOW, ends_at=NOW + HOUR)
        talk = await shelf.add(EventKind.ACTIVITY, "年会", NOW + DAY, now=NOW, public=True)
        assert await shelf.cancel(off, NOW)
        assert not await shelf.cancel(off, NOW + HOUR)
        assert not await shelf.cancel("0" * 32, NOW)
        assert [each.id for each in await shelf.open_for_sign_up(NOW)] == [soon, later]
        coming = [each.id for each in await shelf.upcoming(NOW, salon)]
        assert coming[0] == running and coming[-1] == later
        assert {closed, soon} < set(coming) and not {off, over, talk} & set(coming)
        assert [each.id for each in await shelf.upcoming(NOW, public=True)] == [talk]
        assert len(await shelf.upcoming(NOW, most=2)) == 2
        assert await shelf.change(later, places=30, venue="二楼")
        assert not await shelf.change("0" * 32, places=30)
        event = await shelf.get(later)
        assert event and (event.places, event.venue, event.public) == (30, "二楼", False)
        assert await shelf.get("0" * 32) is None


async def test_a_filing_has_one_event(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        filing = await (await office(archive)).begin()
        shelf, kind = archive.events, EventKind.ACTIVITY
        assert await shelf.for_filing(filing.id) is None
        made = await shelf.put(filing.id, kind, "年会", NOW, now=NOW, city="春城", public=True)
        await shelf.cancel(made.id, NOW)
        again = await shelf.put(
            filing.id, kind, "学术年会", NOW + DAY, now=NOW + HOUR, city="夏城"
        )
        assert (again.id, again.title, again.city, again.public) == (
            made.id,
            "学术年会",
            "夏城",
            True,
        )
        assert (again.begins_at, again.created_at) == (NOW + DAY, NOW)
        assert again.cancelled_at == NOW  # what was called off stays so until somebody says else
        assert await shelf.for_filing(filing.id) == again
        assert await archive.filings.discard(filing.id) == []
        left = await shelf.get(made.id)
        assert left and left.filing_id is None


async def test_two_put_the_same_event(database: Database) -> None:
    async with database.writing() as work:
        filing = await (await office(Archive(work))).begin()

    async def put(number: int) -> str:
        async with database.writing() as work:
            shelf = Archive(work).events
            kind, title = EventKind.ACTIVITY, f"年会{number}"
            return (await shelf.put(filing.id, kind, title, NOW, now=NOW)).id

    assert len(set(await asyncio.gather(*map(put, range(5))))) == 1


async def test_figures_differ_from_the_catalogue_until_they_are_forgotten(
    database: Database,
) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        me = (await office(archive)).person_id
        how = {"basis": "通知", "changed_by": me, "now": NOW}
        await archive.figures.set("talent_quota", 100, confirmed=False, **how)
        await archive.figures.set("talent_quota", 120, confirmed=True, **how)
        await archive.figures.set("summary_days", [1, "二"], confirmed=False, **how)
        found = await archive.figures.all()
        assert list(found) == ["summary_days", "talent_quota"]
        figure = found["talent_quota"]
        assert (figure.value, figure.confirmed, figure.changed_by) == (120, True, me)
        assert found["summary_days"].value == [1, "二"]
        assert await archive.figures.forget("talent_quota")
        assert not await archive.figures.forget("talent_quota")
        assert "talent_quota" not in await archive.figures.all()


async def test_a_deputy_stands_in_on_these_days_only(database: Database) -> None:
    first, last = date(2026, 3, 2), date(2026, 3, 6)
    one_day = timedelta(days=1)
    async with database.writing() as work:
        archive = Archive(work)
        me, deputy, third = [
            (await archive.people.welcome(1, 50 + n, f"干事{n}", NOW)).id for n in range(3)
        ]
        shelf = archive.absences
        assert await shelf.deputy_for(me, first) is None
        await shelf.set(me, third, first - one_day, last)
        await shelf.set(me, deputy, first, last)
        days = [first - one_day, first, last, last + one_day]
        assert [await shelf.deputy_for(me, day) for day in days] == [None, deputy, deputy, None]
        assert [await shelf.deputised_by(deputy, day) for day in days] == [[], [me], [me], []]
        assert await shelf.deputised_by(third, first) == []
        absence = await shelf.of(me)
        assert absence and (absence.since, absence.until) == (first, last)
        assert await shelf.end(me)
        assert not await shelf.end(me)
        assert await shelf.of(me) is None
        await shelf.set(me, deputy, first, last)
        await archive.people.remove(deputy)
        assert await shelf.of(me) is None
