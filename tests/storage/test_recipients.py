"""What people did with an announcement, and what became of it: counted on both databases."""

from collections import Counter
from datetime import timedelta

import pytest

from storage.archive import Archive
from storage.arrivals import Arrival
from storage.broadcasts import BroadcastState
from storage.deliveries import DeliveryState
from storage.engine import Database
from tests.storage.announcements import NOW, Fate, give_address, give_to, send

SENT, FAILED, UNSURE = DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNCERTAIN
HELD, PENDING = DeliveryState.HELD, DeliveryState.PENDING
SOON = NOW + timedelta(minutes=5)


async def test_reading_counts_once_and_only_for_whom_it_was_meant(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        sent = await send(archive, [Fate(many=2), Fate(excluded="muted")])
        stranger = await archive.people.add("吴越", NOW)
        reader, _other, muted = sent.people
        marked = [
            await archive.recipients.mark_read(sent.id, each, SOON)
            for each in (reader, reader, muted, stranger)
        ]
        found = await archive.recipients.get(sent.id, reader)
        assert marked == [True, False, False, False]
        assert found and found.read_at == SOON
        assert await archive.recipients.unread(sent.id) == 1
        assert await archive.recipients.get(sent.id, stranger) is None


async def test_each_button_is_noted_once_and_the_last_answer_counts(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        sent = await send(archive, [Fate(many=3)])
        one = await archive.recipients.get(sent.id, sent.people[0])
        assert one
        later = SOON + timedelta(hours=1)
        pressed = [
            await archive.recipients.press(one.id, button, at)
            for button, at in ((11, SOON), (11, later), (21, later))
        ]
        assert pressed == [True, False, True]
        for choice in (1, 2):
            assert await archive.recipients.answer(sent.id, sent.people[0], choice, SOON)
        assert await archive.recipients.answer(sent.id, sent.people[1], 2, SOON)
        assert await archive.following.choices(sent.id) == {2: 2}
        again = await archive.recipients.by_id(one.id)
        assert again and again.clicked_at == SOON and again.answer == 2


FATES = [
    Fate(many=1000, city="春城", discipline="理科"),
    Fate(many=500, city="春城", discipline="工科", more={"read_at": NOW}),
    Fate(many=400, city="曲州", more={"read_at": NOW, "answer": 1, "answered_at": NOW}),
    Fate(many=30, city="曲州", states=(FAILED,), reason="TelegramServerError"),
    Fate(many=20, states=(FAILED, SENT), reason="TelegramServerError"),
    Fate(many=10, states=(UNSURE, FAILED), reason="process ended"),
    Fate(many=9, states=(HELD,), reason="TelegramForbiddenError"),
    Fate(many=8, states=("expired",)),
    Fate(many=7, states=("cancelled",)),
    Fate(many=6, states=(PENDING, FAILED)),
    Fate(many=5, spread=False),
    Fate(many=4, states=()),
    Fate(many=3, excluded="held"),
    Fate(many=2, excluded="no door"),
    Fate(many=1, states=(UNSURE,), reason="process ended", more={"read_at": NOW}),
]
EXPECTED = {
    Arrival.SENT: 1000 + 500 + 400 + 20 + 1,
    Arrival.FAILED: 30,
    Arrival.UNCERTAIN: 10,
    Arrival.HELD: 9,
    Arrival.EXPIRED: 8,
    Arrival.CANCELLED: 7,
    Arrival.PENDING: 6 + 5,
    Arrival.NOWHERE: 4,
    Arrival.LEFT_OUT: 5,
}


async def test_thousands_are_counted_by_their_luckiest_door(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        sent = await send(archive, FATES)
        await send(archive, [Fate(many=50)])  # another one, which is not counted
        totals = await archive.following.totals(sent.id)
        assert {each.arrival: each.people for each in totals} == EXPECTED
        assert sum(each.read for each in totals) == 901
        assert sum(each.answered for each in totals) == 400
        cities = await archive.following.by_city(sent.id)
        people: Counter[str] = Counter()
        for each in cities:
            people[each.place] += each.people
        assert people == {"春城": 1500, "曲州": 430, "": sum(EXPECTED.values()) - 1930}
        disciplines = await archive.following.by_discipline(sent.id)
        assert {(e.place, e.people) for e in disciplines} >= {("理科", 1000), ("工科", 500)}
        assert await archive.following.reasons(sent.id) == {
            (Arrival.FAILED, "TelegramServerError"): 30,
            (Arrival.UNCERTAIN, "process ended"): 10,
            (Arrival.HELD, "TelegramForbiddenError"): 9,
            (Arrival.EXPIRED, ""): 8,
            (Arrival.CANCELLED, ""): 7,
            (Arrival.NOWHERE, ""): 4,
            (Arrival.LEFT_OUT, "held"): 3,
            (Arrival.LEFT_OUT, "no door"): 2,
        }


async def test_the_list_names_troubles_first_and_turns_pages(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        sent = await send(archive, FATES)
        first = await archive.following.lines(sent.id, most=40)
        assert [each.arrival for each in first] == [Arrival.FAILED] * 30 + [Arrival.UNCERTAIN] * 10
        assert (first[0].name, first[0].city, first[0].reason) == (
            "周远",
            "曲州",
            "TelegramServerError",
        )
        every = [
            each
            for start in range(0, 2100, 500)
            for each in await archive.following.lines(sent.id, most=500, skip=start)
        ]
        assert Counter(each.arrival for each in every) == EXPECTED
        unsure = await archive.following.lines(sent.id, [Arrival.UNCERTAIN], most=100)
        assert len(unsure) == 10
        await archive.people.remove(sent.people[0])
        erased = await archive.following.lines(sent.id, [Arrival.SENT], most=1)
        assert erased[0].name == ""


async def test_people_on_hold_are_told_with_reason_and_day(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        sent = await send(archive, [Fate(), Fate(excluded="held"), Fate(excluded="muted"), Fate()])
        because = {"held_since": SOON, "held_because": "TelegramForbiddenError"}
        for n, person in enumerate(sent.people[:3]):
            await give_address(archive, person, 900 + n, bot_id=2, **because)
        await give_address(archive, sent.people[3], 990)
        found = await archive.following.held(sent.id)
        assert [(each.bot_id, each.since, each.reason) for each in found] == [
            (2, SOON, "TelegramForbiddenError")
        ] * 2
        assert await archive.following.count_held(sent.id) == 2


async def test_a_press_makes_an_uncertain_arrival_certain_there(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        fate = Fate(states=(UNSURE, UNSURE), reason="process ended")
        sent = await send(archive, [fate])
        one = await archive.recipients.get(sent.id, sent.people[0])
        assert one
        await archive.recipients.arrived(one.id, 9, one.id)
        assert {e.arrival for e in await archive.following.totals(sent.id)} == {Arrival.UNCERTAIN}
        await archive.recipients.arrived(one.id, 1, one.id)
        assert {e.arrival for e in await archive.following.totals(sent.id)} == {Arrival.SENT}


async def test_the_latest_unread_one_is_the_one_that_came_last(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        person = await archive.people.add("林怀瑾", NOW)
        found = []
        for hours, state, delivery in (
            (0, BroadcastState.DONE, SENT),
            (1, BroadcastState.DONE, SENT),
            (2, BroadcastState.WITHDRAWN, SENT),
            (3, BroadcastState.SENDING, PENDING),
        ):
            at = NOW + timedelta(hours=hours)
            sent = await send(archive, [Fate(states=(delivery,))], state=state, now=at)
            await give_to(archive, sent, person)
            found.append(sent)
        assert await archive.recipients.latest_unread(person) == found[1].id
        assert await archive.recipients.mark_read(found[1].id, person, SOON)
        assert await archive.recipients.latest_unread(person) == found[0].id
        assert await archive.recipients.mark_read(found[0].id, person, SOON)
        assert await archive.recipients.latest_unread(person) is None


async def test_watches_are_claimed_once_and_changed_by_one(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        sent = await send(archive, [Fate()], state=BroadcastState.SENDING)
        over = await send(archive, [Fate()])
        old = await send(archive, [Fate()], now=NOW - timedelta(days=3))
        begun = await archive.watches.begun(NOW - timedelta(days=1))
        assert set(begun) == {sent.id, over.id}
        assert old.id not in begun
        row = await archive.deliveries.post(1, 5, "SendMessage", "{}", NOW)
        assert await archive.watches.claim(sent.id)
        await archive.watches.add(row.id, sent.id, "a")
        assert not await archive.watches.claim(sent.id)
        (watch,) = await archive.watches.open()
        assert watch.is_to_come and watch.chat_id == 5
        assert await archive.watches.show(watch, "b")
        assert not await archive.watches.show(watch, "c")
        (again,) = await archive.watches.open()
        assert await archive.watches.show(again, "over")
        assert await archive.watches.open() == []


@pytest.mark.parametrize("hours", [1, 30])
async def test_copies_are_found_by_their_age(database: Database, hours: int) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        sent = await send(archive, [Fate()])
        at = NOW - timedelta(hours=hours)
        copy = await archive.broadcasts.add("提醒", by=sent.people[0], now=at, copied_from=sent.id)
        found = await archive.recipients.copies(sent.id, NOW - timedelta(days=1))
        assert list(found) == ([copy] if hours == 1 else [])
