"""What moves by the clock: not a day too early, once, and whoever is concerned is told once."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.upkeep.filings import FilingRounds
from storage.archive import Archive
from storage.clock import SHANGHAI
from storage.roles import Role
from tests.handlers.casework.test_consequences import FORUM, filed, reported, summed_up
from tests.handlers.casework.town import Town


def rounds(town: Town) -> FilingRounds:
    return FilingRounds(database=town.database, moving=town.services.moving, clock=town.clock)


async def letters(town: Town, role: Role = Role.SECRETARY) -> list[str]:
    """What stands in the outbox for them."""
    account = list(Role).index(role) + 1
    async with town.database.reading() as work:
        due = await Archive(work).deliveries.due(1, town.clock.now() + timedelta(days=9))
    return [each.payload or "" for each in due if each.chat_id == account]


async def test_fifteen_working_days_of_silence(town: Town) -> None:
    """Received on Monday 2 March 2026: the fifteenth working day is Monday the 23rd."""
    filing = await reported(town)
    await town.move(filing, "receive")
    due = (await town.filing(filing)).due
    assert due and due.isoformat() == "2026-03-23"
    town.clock.at = datetime(2026, 3, 23, 23, 59, tzinfo=SHANGHAI)
    assert await rounds(town).walk() == 0
    town.clock.at = datetime(2026, 3, 24, 0, 0, tzinfo=SHANGHAI)
    before = len(await letters(town))
    assert await rounds(town).walk() == 1
    assert await town.state(filing) == "filed"
    assert len(await letters(town)) == before + 1
    assert "已备案" in (await letters(town))[-1]
    assert await rounds(town).walk() == 0
    async with town.database.reading() as work:
        event = await Archive(work).events.for_filing(filing)
    assert event


async def test_held_late_and_settled(town: Town) -> None:
    filing = await filed(town)
    walk = rounds(town)
    town.clock.at = datetime(2026, 4, 21, 17, 0, tzinfo=SHANGHAI)
    assert await walk.walk() == 0
    town.clock.pass_(minutes=1)
    assert await walk.walk() == 1
    asked = await town.filing(filing)
    assert (asked.state, asked.due and asked.due.isoformat()) == ("awaiting_summary", "2026-05-21")
    assert "请在2026年5月21日前交「活动总结」" in (await letters(town))[-1]
    town.clock.at = datetime(2026, 5, 21, 23, 0, tzinfo=SHANGHAI)
    assert await walk.walk() == 0
    town.clock.pass_(hours=1)
    assert await walk.walk() == 1
    assert await town.state(filing) == "overdue"
    assert "请尽快补交" in (await letters(town))[-1]
    await town.move(await summed_up(town), "receive")
    assert await town.state(filing) == "closed"


async def test_a_summary_under_way_is_not_late(town: Town) -> None:
    filing = await filed(town)
    walk = rounds(town)
    town.clock.at = datetime(2026, 4, 22, 9, 0, tzinfo=SHANGHAI)
    await walk.walk()
    await summed_up(town)
    town.clock.at = datetime(2026, 6, 1, 9, 0, tzinfo=SHANGHAI)
    assert await walk.walk() == 0
    assert await town.state(filing) == "awaiting_summary"


async def test_a_due_day_that_is_a_guess_moves_nothing(town: Town) -> None:
    town.clock.at = datetime(2031, 3, 3, 10, 0, tzinfo=SHANGHAI)
    said = FORUM | {"start_at": "2031年4月20日 9:00", "end_at": "2031年4月21日 17:00"}
    filing = await town.drafted("forum-report", said=said)
    await town.move(filing, "submit", by=Role.SECRETARY)
    await town.move(filing, "confirm", by=Role.LEADER)
    await town.move(filing, "receive")
    assert (await town.filing(filing)).due_tentative
    town.clock.pass_(days=60)
    assert await rounds(town).walk() == 0
    assert await town.state(filing) == "received"


@pytest.mark.parametrize("jump", [-2, 2])
async def test_a_clock_that_jumps(town: Town, jump: int) -> None:
    filing = await reported(town)
    await town.move(filing, "receive")
    walk = rounds(town)
    town.clock.at = datetime(2026, 3, 23, 12, 0, tzinfo=SHANGHAI)
    assert await walk.walk() == 0
    town.clock.pass_(days=jump)
    assert await walk.walk() == (jump > 0)
    town.clock.pass_(days=-jump)
    assert await walk.walk() == 0
    assert await town.state(filing) == ("filed" if jump > 0 else "received")


async def test_two_houses_at_once(town: Town) -> None:
    filings = [await reported(town) for _ in range(3)]
    for filing in filings:
        await town.move(filing, "receive")
    town.clock.at = datetime(2026, 3, 25, 9, 0, tzinfo=SHANGHAI)
    before = len(await letters(town))
    await asyncio.gather(*(rounds(town).walk() for _ in range(3)))
    assert [await town.state(each) for each in filings] == ["filed"] * 3
    assert len(await letters(town)) == before + 3


async def test_the_end_of_a_salon(town: Town) -> None:
    salon = await town.salon(places=2)
    came, missed, waited = [
        (await town.signed_up(salon, name=name)).case.filing
        for name in ("林知远", "苏云帆", "周景行")
    ]
    walk = rounds(town)
    town.clock.pass_(days=10)
    await town.move(came.id, "check_in")
    town.clock.pass_(hours=14)
    assert await walk.walk() == 0
    town.clock.pass_(hours=2)
    await walk.walk()
    states = [await town.state(each.id) for each in (came, missed, waited)]
    assert states == ["present", "absent", "cancelled"]
    town.clock.pass_(days=3)
    await walk.walk()
    states = [await town.state(each.id) for each in (came, missed, waited)]
    assert states == ["closed", "closed", "cancelled"]
    town.clock.pass_(days=30)
    assert await walk.walk() == 0


async def test_places_that_became_free_are_given_on(town: Town) -> None:
    salon = await town.salon(places=1)
    await town.signed_up(salon)
    second = await town.signed_up(salon, name="苏云帆")
    async with town.database.writing() as work:
        await Archive(work).events.change(salon, places=2)
    assert await rounds(town).walk() == 1
    assert await town.state(second.case.id) == "confirmed"


async def test_what_cannot_be_moved_holds_nothing_up(town: Town) -> None:
    broken, fine = await reported(town), await reported(town)
    for filing in (broken, fine):
        await town.move(filing, "receive")
    town.clock.at = datetime(2026, 3, 25, 9, 0, tzinfo=SHANGHAI)
    walk = rounds(town)
    async with town.database.writing() as work:
        archive = Archive(work)
        filing = await archive.filings.get(broken)
        assert filing
        assert await archive.filings.move(
            filing, "received", now=town.clock.now(), workflow="W2", due=filing.due
        )
    await walk.walk()
    assert await town.state(fine) == "filed"
    assert walk.stuck == {broken}


async def test_what_an_erased_person_filed_goes_its_way(town: Town) -> None:
    filing = await filed(town)
    async with town.database.writing() as work:
        await Archive(work).personal.erase(town.people[Role.SECRETARY], town.clock.now())
    town.clock.at = datetime(2026, 4, 22, 9, 0, tzinfo=SHANGHAI)
    walk = rounds(town)
    assert await walk.walk() == 1
    assert (await town.state(filing), walk.stuck) == ("awaiting_summary", set())
