"""Somebody goes, or years go by: what was announced stays what it was."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from handlers.desk import Desk
from storage.announced_files import let_go_of_old
from storage.archive import Archive
from storage.broadcasts import BroadcastState
from storage.delivery import DeliveryState
from storage.following import Arrival
from storage.retention import Limits, daily
from storage.roles import Role
from storage.tables import deliveries
from tests.handlers.broadcast.conftest import Newsroom, house, newsroom, url
from tests.storage.announcements import NOW, Fate, give_address, send

__all__ = ["house", "newsroom", "url"]
LONG_AGO = timedelta(days=2000)


async def with_a_file(newsroom: Newsroom, who: str = "author") -> str:
    identity = await newsroom.draft(who=who)

    async def add(desk: Desk) -> None:
        writing = newsroom.services.writing
        await writing.add_piece(desk, identity, "议程.pdf", b"%PDF agenda", shown=False)

    await newsroom.at(who, add)
    return identity


async def erase(newsroom: Newsroom, who: str) -> tuple[str, ...]:
    async with newsroom.house.database.writing() as work:
        now = newsroom.house.clock.now()
        return (await Archive(work).personal.erase(newsroom.people[who], now)).digests


async def keeper(newsroom: Newsroom, identity: str) -> str | None:
    (piece,) = (await newsroom.content(identity)).pieces
    async with newsroom.house.database.reading() as work:
        found = await Archive(work).files.get(piece.file_id)
    return found and found.person_id


@pytest.mark.parametrize("is_decided", [False, True])
async def test_an_author_goes_and_the_attachments_stay(
    newsroom: Newsroom, is_decided: bool
) -> None:
    identity = await with_a_file(newsroom)
    await newsroom.ask(identity)
    if is_decided:
        await newsroom.approve(identity)
    assert await erase(newsroom, "author") == ()
    keepers = {newsroom.people[each] for each in ("colleague", "third")}
    assert await keeper(newsroom, identity) in keepers
    if is_decided:
        assert await keeper(newsroom, identity) == newsroom.people["colleague"]
    else:
        await newsroom.approve(identity)
    assert (await newsroom.row(identity)).created_by is None


async def test_a_draft_goes_with_its_author_alone(newsroom: Newsroom) -> None:
    alone, shared = await with_a_file(newsroom), await with_a_file(newsroom)
    await newsroom.at("third", lambda d: newsroom.services.writing.turn_confirm(d, shared))
    await erase(newsroom, "author")
    async with newsroom.house.database.reading() as work:
        assert await Archive(work).broadcasts.get(alone) is None
    assert await keeper(newsroom, shared) == newsroom.people["third"]


async def test_with_nobody_left_to_keep_them_they_go(newsroom: Newsroom) -> None:
    identity = await with_a_file(newsroom)
    await newsroom.ask(identity)
    for who in ("colleague", "third"):
        await erase(newsroom, who)
    assert len(await erase(newsroom, "author")) == 1
    assert await keeper(newsroom, identity) is None


async def test_who_got_it_and_goes_still_counts(newsroom: Newsroom) -> None:
    async with newsroom.house.database.writing() as work:
        archive = Archive(work)
        sent = await send(archive, [Fate(), Fate(), Fate(states=("uncertain",))])
        rows = await work.run(select(deliveries.c.chat_id).distinct().order_by("chat_id"))
        for person, chat in zip(sent.people, rows.scalars().all(), strict=True):
            await give_address(archive, person, chat)
        for person in (sent.people[0], sent.people[2]):
            await archive.personal.erase(person, NOW)
        totals = {each.arrival: each.people for each in await archive.following.totals(sent.id)}
        assert totals[Arrival.SENT] == 2
        assert await archive.deliveries.resend_uncertain(sent.id, NOW) == 0
        await archive.deliveries.correct(sent.id, NOW)
        await archive.deliveries.withdraw(sent.id, NOW)
        bound = await work.run(select(deliveries.c.chat_id).where(deliveries.c.act != "send"))
        assert 0 not in bound.scalars().all()


async def test_after_years_the_report_says_what_it_said(newsroom: Newsroom) -> None:
    fates = [
        Fate(many=3),
        Fate(states=("held",), reason="TelegramForbiddenError"),
        Fate(states=("failed",), reason="TelegramBadRequest"),
    ]
    async with newsroom.house.database.writing() as work:
        archive = Archive(work)
        sent = await send(archive, fates)
        await work.run(update(deliveries).values(finished_at=NOW - LONG_AGO))
        limits = Limits(**{each: NOW - timedelta(days=1095) for each in Limits.__slots__})
        for rule in daily(limits):
            await rule.carry_out(work, await rule.due(work, 1000))
        assert all([not await rule.due(work, 1) for rule in daily(limits)])
        totals = {each.arrival: each.people for each in await archive.following.totals(sent.id)}
        assert totals == {Arrival.SENT: 3, Arrival.EXPIRED: 1, Arrival.FAILED: 1}
        states = await archive.deliveries.states(sent.id)
        assert DeliveryState.HELD not in states, "nobody gets it after years"


async def test_files_go_when_all_that_names_them_is_long_over(newsroom: Newsroom) -> None:
    identity = await with_a_file(newsroom)
    await newsroom.ask(identity)
    await newsroom.approve(identity)
    copy = await newsroom.at("author", lambda d: newsroom.services.writing.copy(d, identity))
    now = newsroom.house.clock.now()

    async def let_go() -> int:
        async with newsroom.house.database.writing() as work:
            return await let_go_of_old(work, now - timedelta(days=1095), now)

    assert await let_go() == 0
    await newsroom.put(identity, state=BroadcastState.PAUSED, started_at=now - LONG_AGO)
    assert await let_go() == 0, "it may still go on"
    over = {"state": BroadcastState.DONE, "finished_at": now - LONG_AGO}
    await newsroom.put(identity, **over)
    content = dict((await newsroom.row(identity)).content)
    reminder = await newsroom.draft()
    await newsroom.put(reminder, content=content)
    assert await let_go() == 0, "a reminder shares it"
    await newsroom.put(reminder, content={})
    assert await let_go() == 1
    assert await let_go() == 0
    assert await keeper(newsroom, copy) == newsroom.people["author"]


async def test_who_is_left_out_of_the_roles_keeps_nothing(newsroom: Newsroom) -> None:
    """A former colleague does not inherit what staff made."""
    identity = await with_a_file(newsroom)
    await newsroom.ask(identity)
    await newsroom.approve(identity)
    async with newsroom.house.database.writing() as work:
        archive, now = Archive(work), newsroom.house.clock.now()
        for standing in await archive.roles.of(newsroom.people["colleague"], now):
            assert standing.role is Role.STAFF_HEAD
            await archive.roles.end(standing.id, now, ended_by=None)
    await erase(newsroom, "author")
    assert await keeper(newsroom, identity) == newsroom.people["third"]
