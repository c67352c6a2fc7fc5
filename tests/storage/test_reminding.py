"""What is written once is written once, by how many ever at the same time."""

import asyncio
from datetime import date, timedelta

from storage.archive import Archive
from storage.engine import Database
from storage.reminding import Reminder
from tests.storage.seeding import NOW

DAY = date(2026, 3, 2)


async def person(database: Database, name: str = "林秋实", account: int = 7) -> str:
    async with database.writing() as work:
        return (await Archive(work).people.welcome(1, account, name, NOW)).id


def told(who: str, *levels: int, matter: str = "form.x", due: date = DAY) -> list[Reminder]:
    return [Reminder(who, matter, due, level) for level in levels]


async def test_a_reminder_is_remembered_once(database: Database) -> None:
    who = await person(database)
    async with database.writing() as work:
        reminding = Archive(work).reminding
        assert await reminding.remember(told(who, 30, 7), NOW) == {*told(who, 30, 7)}
        assert await reminding.remember(told(who, 7, 3), NOW) == {*told(who, 3)}
        assert await reminding.remember(told(who, 3, due=DAY + timedelta(1)), NOW)
    async with database.reading() as work:
        reminding = Archive(work).reminding
        assert await reminding.told(DAY, DAY) == {*told(who, 30, 7, 3)}
        assert await reminding.told(DAY + timedelta(2), DAY + timedelta(9)) == set()


async def test_of_many_who_claim_a_digest_one_has_it(database: Database) -> None:
    who = await person(database)

    async def claim() -> bool:
        async with database.writing() as work:
            return await Archive(work).reminding.claim_digest(who, "daily", DAY, NOW)

    assert sum(await asyncio.gather(*(claim() for _ in range(8)))) == 1
    async with database.writing() as work:
        reminding = Archive(work).reminding
        assert await reminding.claim_digest(who, "staff", DAY, NOW)
        assert await reminding.claim_digest(who, "daily", DAY + timedelta(1), NOW)
        assert await reminding.had_digest("daily", DAY) == {who}
        assert await reminding.had_digest("daily", DAY - timedelta(1)) == set()


async def test_of_many_who_remember_the_same_each_has_its_own(database: Database) -> None:
    who = await person(database)

    async def remember(first: int) -> set[Reminder]:
        async with database.writing() as work:
            return await Archive(work).reminding.remember(told(who, *range(first, 6)), NOW)

    found = await asyncio.gather(*(remember(n % 3) for n in range(9)))
    assert sorted(each.level for some in found for each in some) == [0, 1, 2, 3, 4, 5]


async def test_what_was_not_committed_can_be_claimed_again(database: Database) -> None:
    who = await person(database)
    try:
        async with database.writing() as work:
            reminding = Archive(work).reminding
            await reminding.claim_digest(who, "daily", DAY, NOW)
            await reminding.remember(told(who, 7), NOW)
            raise InterruptedError
    except InterruptedError:
        async with database.writing() as work:
            reminding = Archive(work).reminding
            assert await reminding.remember(told(who, 7), NOW)
            assert await reminding.claim_digest(who, "daily", DAY, NOW)


async def test_the_last_digest_is_the_one_of_the_last_day(database: Database) -> None:
    who, other = await person(database), await person(database, "沈知微", 8)
    async with database.writing() as work:
        reminding = Archive(work).reminding
        for days in (0, 3, 1):
            day, at = DAY + timedelta(days), NOW + timedelta(days)
            await reminding.claim_digest(who, "staff", day, at)
        await reminding.claim_digest(who, "daily", DAY + timedelta(9), NOW)
        found = await reminding.last_digests("staff", [who, other])
    assert found == {who: NOW + timedelta(3)}


async def test_mutes_are_each_persons_own(database: Database) -> None:
    who, other = await person(database), await person(database, "沈知微", 8)
    async with database.writing() as work:
        reminding = Archive(work).reminding
        assert await reminding.mute(who, "events", NOW)
        assert not await reminding.mute(who, "events", NOW)
        assert await reminding.is_muted(who, "events")
        assert not await reminding.is_muted(who, "duties")
        assert not await reminding.is_muted(other, "events")
        assert await reminding.muted("events") == {who}
        assert not await reminding.unmute(other, "events")
        assert await reminding.unmute(who, "events")
        assert not await reminding.unmute(who, "events")
        assert await reminding.muted_of(who) == set()


async def test_whoever_refuses_us_everywhere_is_not_reachable(database: Database) -> None:
    who, other = await person(database), await person(database, "沈知微", 8)
    async with database.writing() as work:
        archive = Archive(work)
        nowhere = await archive.people.add("没来过", NOW)
        await archive.people.hold(1, 8, "blocked", NOW)
        found = await archive.reminding.reachable([who, other, nowhere])
    assert found == {who}
