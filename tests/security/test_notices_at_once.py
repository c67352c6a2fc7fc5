"""What staff do to notices at one moment, from two processes, is done once and hurts nothing."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from bot import office
from bot.intake_clerk import IntakeClerk
from bot.notice_reader import READING, RECOGNISING
from handlers.desk import Desk
from handlers.notices.errors import IntakeGone, IntakeMoved, NotOnShelf
from handlers.notices.shelf.keyboards import NO, YES
from handlers.rights import NotForThisRole
from knowledge.reading.errors import Encrypted
from knowledge.reading.reading import Act, Claimed
from storage.archive import Archive
from storage.intakes import LEASE, IntakeState
from storage.notices import NoticeRow
from storage.roles import Role
from tests.bot.test_intake_clerk import clerk_of, slow, told
from tests.handlers.members.conftest import House, house, url
from tests.handlers.notices.conftest import ReadingRoom, furnished, text

__all__ = ["house", "url"]
MANY = 20
LATE = (IntakeGone, IntakeMoved, NotOnShelf)
Rooms = tuple[ReadingRoom, ReadingRoom]
Do = Callable[[ReadingRoom, Desk], Awaitable[Any]]


@pytest.fixture
async def rooms(house: House) -> AsyncIterator[Rooms]:
    """Two processes over one database."""
    room = await furnished(house)
    for name in ("clerk", "colleague"):
        room.people[name] = await house.person(name, (Role.STAFF, None))
    other = await room.elsewhere()
    yield room, other
    await other.house.database.close()


async def pressed(rooms: Rooms, do: Do, *who: str, many: int = MANY) -> Counter[str]:
    """How often what was said; of those who came too late the name of the error."""

    async def press(n: int) -> str:
        room = rooms[n % 2]
        try:
            said = await room.at(lambda desk: do(room, desk), who[n % len(who)])
        except LATE as late:
            return type(late).__name__
        return str(said.text)[:10]

    return Counter(await asyncio.gather(*(press(n) for n in range(many))))


async def kept(room: ReadingRoom) -> list[NoticeRow]:
    return await room.look(lambda archive: archive.notices.all())


async def noted(room: ReadingRoom, action: str) -> int:
    entries = await room.look(lambda archive: archive.journal.entries(most=1000))
    return [each.action for each in entries].count(action)


async def agrees_with_the_archive(room: ReadingRoom) -> None:
    """What is in memory is what is kept, but for what another process has done."""
    rows = {row.id: row for row in await kept(room)}
    for notice in room.library.notices():
        row = rows[notice.id]
        assert (notice.audience, notice.standing) == (row.audience, row.standing)
        assert notice.replaced_by == row.replaced_by


async def test_taken_in_twenty_times(rooms: Rooms) -> None:
    room, _ = rooms
    _, intake = await room.sends(text())
    found = await pressed(
        rooms, lambda r, d: r.services.notice_confirming.take_in(d, intake, 4), "clerk"
    )
    assert found["<b>已收录</b>"] == 1 and found.total() == MANY
    assert len(await kept(room)) == 1
    assert await noted(room, "notice taken in") == 1
    for each in rooms:
        await agrees_with_the_archive(each)


async def test_the_same_text_by_two_at_once_is_kept_once(rooms: Rooms) -> None:
    intakes = [
        (await each.sends(text(), f"{who}.txt", who))[1]
        for each, who in zip(rooms, ("clerk", "colleague"), strict=True)
    ]

    async def press(n: int) -> str:
        room, who = rooms[n], ("clerk", "colleague")[n]
        confirming = room.services.notice_confirming
        return (await room.at(lambda d: confirming.take_in(d, intakes[n], 1 + 3 * n), who)).text

    said = await asyncio.gather(press(0), press(1))
    assert sorted(each[:5] for each in said) == ["<b>已收", "这份已经收"], said
    (row,) = await kept(rooms[0])
    for each in rooms:
        await agrees_with_the_archive(each)
        assert await each.waiting("clerk") == await each.waiting("colleague") == ""
    # What was deleted may come again.
    deleting = rooms[0].services.notice_deleting
    await rooms[0].at(lambda d: deleting.delete(d, row.id))
    again = await rooms[0].take_in(text())
    assert [each.id for each in await kept(rooms[0])] == [again]


async def test_one_is_replaced_by_two_at_once(rooms: Rooms) -> None:
    """The slower one looks again, and takes the place of the faster one's."""
    room, other = rooms
    former = await room.take_in(text())
    people, intakes = ("clerk", "colleague"), []
    for n, who in enumerate(people):
        _, identity = await rooms[n].sends(text(many=70 + n), f"{who}.txt", who)
        await rooms[n].at(lambda d, i=identity: room.services.intaking.as_new(d, i), who)  # type: ignore[misc]
        intakes.append(identity)

    async def press(n: int) -> bool:
        confirming = rooms[n].services.notice_confirming
        try:
            await rooms[n].at(lambda d: confirming.take_in(d, intakes[n], 1), people[n])
        except IntakeMoved:
            return False
        return True

    done = await asyncio.gather(press(0), press(1))
    for each in (room, other):
        await agrees_with_the_archive(each)
    if False in done:
        late = done.index(False)
        card = await rooms[late].at(
            lambda d: rooms[late].services.intaking.show(d, intakes[late]), people[late]
        )
        assert "会标为「已被替代」" in card.text
        assert await press(late)
    rows = {row.id: row for row in await kept(room)}
    assert len(rows) == 3
    (current,) = [row for row in rows.values() if row.standing == "current"]
    middle = rows[rows[former].replaced_by or ""]
    assert middle.replaced_by == current.id


async def test_deleted_twenty_times(rooms: Rooms) -> None:
    room, _ = rooms
    identity = await room.take_in(text())
    found = await pressed(
        rooms, lambda r, d: r.services.notice_deleting.delete(d, identity), "clerk", "colleague"
    )
    assert found["NotOnShelf"] == MANY - 1
    assert await noted(room, "notice deleted") == 1
    assert await kept(room) == [] and room.library.notices() == ()
    assert room.house.shelf.digests() == []


async def test_deleted_while_its_new_version_is_read(rooms: Rooms) -> None:
    room, other = rooms
    former = await room.take_in(text())
    await room.at(lambda d: room.services.notice_mending.replace(d, former))
    await other.at(lambda d: other.services.notice_deleting.delete(d, former), "colleague")
    reply, intake = await room.sends(text(many=90))
    assert "请核对" in reply.text and "已被替代" not in reply.text
    # And after it was read, before it is confirmed.
    second = await room.take_in(text("评选", 9))
    await room.at(lambda d: room.services.notice_mending.replace(d, second))
    _, intake = await room.sends(text("评选", 9, 77))
    await other.at(lambda d: other.services.notice_deleting.delete(d, second), "colleague")
    confirming = room.services.notice_confirming
    reply = await room.at(lambda d: confirming.take_in(d, intake, 1))
    assert "已收录" in reply.text
    assert [row.standing for row in await kept(room)] == ["current"]


async def test_deleted_while_a_colleague_mends_it(rooms: Rooms) -> None:
    """In one process: what is gone does not come back by the other's change."""
    room, _ = rooms
    identity = await room.take_in(text())
    services = room.services
    mend = room.at(lambda d: services.notice_mending.change(d, identity, "title", "新题目"))
    delete = room.at(lambda d: services.notice_deleting.delete(d, identity), "colleague")
    await asyncio.gather(mend, delete, return_exceptions=True)
    assert await kept(room) == [] and room.library.notices() == ()


async def test_a_judgement_of_two_is_one(rooms: Rooms) -> None:
    room, other = rooms
    identity = await room.take_in(text())
    row = await room.row(identity)
    assert row
    said = Claimed(
        act=Act.REPEALS, title=row.title, document_number=row.document_number, sentence="废止。"
    )
    room.reader.extra = {"claims": (said,)}
    newer = await room.take_in(text("讲师管理", 10, 70))
    (proposed,) = await room.look(lambda archive: archive.notice_relations.of(newer))
    decisions = [
        each.at(lambda d, e=each, n=n: e.services.relating.decide(d, proposed.id, n), who)  # type: ignore[misc]
        for each, who, n in ((room, "clerk", NO), (other, "colleague", YES))
    ]
    await asyncio.gather(*decisions)
    (decided,) = await room.look(lambda archive: archive.notice_relations.of(newer))
    row = await room.row(identity)
    assert row and (row.standing == "repealed") == (decided.state == "confirmed")


async def test_an_intake_is_read_by_one_clerk(rooms: Rooms) -> None:
    """Of two in two processes; and who has lost the lease neither shows nor drops anything."""
    room, other = rooms
    await room.sends(b"one", "a.jpg")
    clerks = clerk_of(room), clerk_of(other)
    now = room.house.clock.now()

    async def take(clerk: IntakeClerk) -> object:
        async with clerk.database.writing() as work:
            return await Archive(work).intakes.take(now)

    taken = await asyncio.gather(*(take(clerks[n % 2]) for n in range(MANY)))
    assert len([each for each in taken if each]) == 1


async def test_who_has_lost_the_lease_neither_shows_nor_drops_anything(rooms: Rooms) -> None:
    """Held up for longer than a lease: the other one's reading counts."""
    room, other = rooms
    identity = await slow(room)
    reading, may_go_on = asyncio.Event(), asyncio.Event()

    async def refuse_late(*_: Any) -> Any:
        reading.set()
        await may_go_on.wait()
        raise Encrypted("a.txt")

    room.reader.read = refuse_late  # type: ignore[method-assign]
    first = asyncio.ensure_future(clerk_of(room).work_off())
    await reading.wait()
    room.house.pass_time(seconds=LEASE.total_seconds() + 1)
    assert await clerk_of(other).work_off() == 1
    may_go_on.set()
    await first
    (card,) = await told(room)
    assert "请核对" in card
    intake = await room.look(lambda archive: archive.intakes.get(identity))
    assert intake and intake.state is IntakeState.READ


def test_a_lease_is_longer_than_any_child() -> None:
    longest = max(READING.wall_seconds, RECOGNISING.wall_seconds, 2 * office.LIMITS.wall_seconds)
    assert LEASE.total_seconds() >= longest + 60


async def test_a_role_that_ended_after_reading_confirms_nothing(rooms: Rooms) -> None:
    room, _ = rooms
    _, intake = await room.sends(text())
    async with room.house.database.writing() as work:
        archive, now = Archive(work), room.house.clock.now()
        (standing,) = await archive.roles.of(room.people["clerk"], now)
        await archive.roles.end(standing.id, now, ended_by=None)
    confirming = room.services.notice_confirming
    for press in (confirming.take_in, room.services.intaking.show):
        arguments = (intake, 1) if press == confirming.take_in else (intake,)
        with pytest.raises(NotForThisRole):
            await room.at(lambda d, p=press, a=arguments: p(d, *a))  # type: ignore[misc]
    assert await kept(room) == [] and room.library.notices() == ()
