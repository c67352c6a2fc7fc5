"""What is slow to read is read in the background, once, and whoever sent it hears of it."""

from datetime import timedelta
from typing import Any

import pytest

from bot.intake_clerk import MOST_FAILURES, IntakeClerk
from knowledge.reading.errors import Encrypted
from storage.archive import Archive
from storage.intakes import LEASE
from tests.handlers.notices.conftest import ReadingRoom, room, text

__all__ = ["room"]


def clerk_of(room: ReadingRoom) -> IntakeClerk:
    receiving = room.services.notice_receiving
    return IntakeClerk(
        database=room.house.database,
        shelf=room.house.shelf,
        clock=room.house.clock,
        perusing=receiving.perusing,
        cards=receiving.cards,
    )


async def slow(room: ReadingRoom, content: bytes = text()) -> str:
    """Left by the desk: as a scan is, or what was read when the process ended."""
    _, identity = await room.sends(content, "a.jpg")
    async with room.house.database.writing() as work:
        from storage.tables import intakes

        await work.run(intakes.update().values(file_name="a.txt"))
    return identity


async def told(room: ReadingRoom) -> list[str]:
    account = room.house.doors[room.people["clerk"]]
    async with room.house.database.reading() as work:
        rows = await Archive(work).deliveries.due(2, room.house.clock.now())
    return [row.payload or "" for row in rows if row.chat_id == account]


async def test_it_is_read_and_shown_where_it_was_sent(room: ReadingRoom) -> None:
    identity = await slow(room)
    assert await clerk_of(room).work_off() == 1
    (card,) = await told(room)
    assert "请核对" in card
    confirming = room.services.notice_confirming
    await room.at(lambda desk: confirming.take_in(desk, identity, 1))
    assert len(room.library.notices()) == 1
    assert await clerk_of(room).work_off() == 0


async def test_after_a_crash_another_one_goes_on(room: ReadingRoom) -> None:
    await slow(room)
    async with room.house.database.writing() as work:
        assert await Archive(work).intakes.take(room.house.clock.now())
    assert await clerk_of(room).work_off() == 0
    room.house.clock.advance(LEASE + timedelta(seconds=1))
    assert await clerk_of(room).work_off() == 1
    assert "请核对" in (await told(room))[0]


@pytest.mark.parametrize(
    ("error", "times", "said"),
    [(Encrypted("a.txt"), 1, "密码"), (RuntimeError(), MOST_FAILURES, "没有收下")],
)
async def test_what_cannot_be_read_is_said_and_let_go(
    error: Any, times: int, said: str, room: ReadingRoom
) -> None:
    await slow(room)
    room.reader.error = error
    assert await clerk_of(room).work_off() == times
    assert said in (await told(room))[0]
    assert await room.waiting() == ""
    assert room.house.shelf.digests() == []


async def test_given_up_or_not_allowed_any_more_nothing_is_shown(room: ReadingRoom) -> None:
    identity = await slow(room)
    await room.at(lambda desk: room.services.intaking.drop(desk, identity))
    assert await clerk_of(room).work_off() == 0
    await slow(room)
    async with room.house.database.writing() as work:
        archive = Archive(work)
        (held,) = [
            each
            for each in await archive.roles.holders(room.house.clock.now())
            if each.person_id == room.people["clerk"]
        ]
        await archive.roles.end(held.standing.id, room.house.clock.now(), ended_by=None)
    assert await clerk_of(room).work_off() == 1
    assert "请核对" not in "".join(await told(room))
    assert await room.waiting() == ""
