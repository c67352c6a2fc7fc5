"""Subscriptions and the events they are told of, on both databases."""

from datetime import timedelta

from storage.archive import Archive
from storage.clock import SystemClock
from storage.engine import Database
from storage.events import EventKind
from storage.filings import Content
from storage.subscriptions import Subscription, Topic

NOW = SystemClock().now().replace(microsecond=0)
MATERIALS = Subscription(topic=Topic.DISCIPLINE, value="材料")
TOWN = Subscription(topic=Topic.CITY, value="云州市")


async def test_they_are_chosen_once_and_given_up(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        me, other = [await archive.people.add(name, NOW) for name in ("甲", "乙")]
        mine = archive.subscriptions
        assert await mine.add(me, MATERIALS, NOW) and not await mine.add(me, MATERIALS, NOW)
        assert await mine.add(me, TOWN, NOW) and await mine.add(other, TOWN, NOW)
        assert await mine.of(me) == [MATERIALS, TOWN]
        assert await mine.drop(me, TOWN) == 1 and await mine.drop(me, TOWN) == 0
        assert await mine.of(other) == [TOWN]
        await mine.add(me, TOWN, NOW)
        assert await mine.drop(me) == 2 and await mine.of(other) == [TOWN]


async def test_an_event_is_told_to_those_who_chose_its_town_or_its_subject(
    database: Database,
) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        people = [await archive.people.add(name, NOW) for name in ("甲", "乙", "丙")]
        for person, wanted in zip(people, (MATERIALS, TOWN, None), strict=True):
            if wanted:
                await archive.subscriptions.add(person, wanted, NOW)
        await archive.subscriptions.add(people[0], TOWN, NOW)
        values = {"name": "材料学会", "discipline": "材料", "city": "云州市"}
        society = await archive.societies.add(values, NOW)
        assert await archive.subscriptions.choices(Topic.DISCIPLINE) == ["材料"]
        filing = await archive.filings.begin(
            "forum-report",
            1,
            "W1",
            society_id=society,
            person_id=people[2],
            title="年会",
            content=Content(draft={}),
            now=NOW,
        )
        begins = NOW + timedelta(days=9)
        more = {"city": "碧河市", "public": True}
        await archive.events.put(filing, EventKind.ACTIVITY, "年会", begins, now=NOW, **more)
        hidden = {"city": "云州市", "public": False}
        await archive.events.add(EventKind.SALON, "内部", begins, now=NOW, **hidden)
        assert await archive.subscriptions.choices(Topic.CITY) == ["云州市", "碧河市"]
        (event,) = await archive.subscriptions.new_events(NOW - timedelta(days=1), NOW)
        assert (event.society, event.discipline, event.city) == ("材料学会", "材料", "碧河市")
        assert await archive.subscriptions.subscribers_of(event) == [people[0]]
        assert await archive.subscriptions.new_events(NOW, NOW) == []
        elsewhere = await archive.subscriptions.public_events(NOW, city="云州市")
        assert elsewhere == [], "what is not public is in no calendar"
        assert await archive.events.cancel(event.event.id, NOW)
        assert await archive.subscriptions.public_events(NOW) == []


async def test_a_calendar_has_one_address(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        me = await archive.people.add("甲", NOW)
        assert await archive.calendar_links.of(me) is None
        await archive.calendar_links.give(me, "first", NOW)
        assert await archive.calendar_links.owner("first") == me
        await archive.calendar_links.give(me, "second", NOW)
        assert await archive.calendar_links.owner("first") is None
        assert await archive.calendar_links.of(me) == "second"
        await archive.people.remove(me)
        assert await archive.calendar_links.owner("second") is None
