"""Reminders, mutes and subscriptions of two people who turn out to be one."""

from datetime import date

from sqlalchemy import insert, select

from storage.archive import Archive
from storage.engine import Database
from storage.merging import merge
from storage.reminding import Reminder
from storage.subscriptions import Subscription, Topic
from storage.tables import deadlines, duties_done
from tests.storage.seeding import NOW

DAY = date(2026, 3, 2)


async def test_two_who_are_one_have_everything_once(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        reminding, follow = archive.reminding, archive.subscriptions
        guest, known = [await archive.people.add(name, NOW) for name in ("访客", "林秋实")]
        for who, levels in ((guest, (7, 3)), (known, (30, 7))):
            await reminding.remember([Reminder(who, "x", DAY, each) for each in levels], NOW)
            await reminding.claim_digest(who, "daily", DAY, NOW)
            await reminding.mute(who, "events", NOW)
            await follow.add(who, Subscription(topic=Topic.CITY, value="云州市"), NOW)
            await archive.calendar_links.give(who, f"secret of {who}", NOW)
        await reminding.mute(guest, "duties", NOW)
        await follow.add(guest, Subscription(topic=Topic.DISCIPLINE, value="化学"), NOW)
        for thing, owner in (("a", guest), ("a", known), ("b", guest), ("c", "s" * 32)):
            await archive.duties_done.tick(thing, owner, guest, NOW)
        await work.run(insert(deadlines).values(deadline(guest)))
        assert await merge(work, guest, known)
        told = await reminding.told(DAY, DAY)
        assert {(each.person_id, each.level) for each in told} == {
            (known, 30),
            (known, 7),
            (known, 3),
        }
        assert await reminding.had_digest("daily", DAY) == {known}
        assert await reminding.muted_of(known) == {"events", "duties"}
        assert [each.value for each in await follow.of(known)] == ["化学", "云州市"]
        assert await archive.calendar_links.owner(f"secret of {known}") == known
        assert await archive.calendar_links.owner(f"secret of {guest}") is None
        rows = await work.run(select(duties_done).order_by(duties_done.c.object))
        done = [(row.object, row.owner, row.by) for row in rows]
        assert done == [("a", known, known), ("b", known, known), ("c", "s" * 32, known)]
        setters = await work.run(select(deadlines.c.created_by, deadlines.c.confirmed_by))
        assert [tuple(row) for row in setters] == [(known, known)]


def deadline(by: str) -> dict[str, object]:
    return {
        "id": "d" * 32,
        "title": "报送年检材料",
        "due_on": DAY,
        "audience": {},
        "created_by": by,
        "created_at": NOW,
        "confirmed_by": by,
    }


async def test_what_a_society_has_done_stays_done_without_who_said_so(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        me = await archive.people.add("林秋实", NOW)
        for owner in (me, "s" * 32):
            await archive.duties_done.tick("a", owner, me, NOW)
        await archive.personal.erase(me, NOW)
        rows = await work.run(select(duties_done.c.owner, duties_done.c.by))
        assert [tuple(row) for row in rows] == [("s" * 32, None)]
