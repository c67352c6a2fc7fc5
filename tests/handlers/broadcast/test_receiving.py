"""Presses on announcements: noted for whoever got it, answered kindly for everybody else."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from handlers.announced import FIRST_FORM, FIRST_LINK, READ_IT, Content
from handlers.broadcast.receiving import keyboards, texts
from handlers.broadcast.receiving.service import (
    ButtonGone,
    NothingUnread,
    NotSentToYou,
    NotSentYet,
    Pressing,
    Withdrawn,
)
from handlers.desk import Desk
from storage.archive import Archive
from storage.audiences import Conditions, Deed, Did
from storage.broadcasts import BroadcastState
from storage.engine import Database
from storage.people import Person
from storage.recipients import Recipient
from storage.roles import Role, Standing
from tests.handlers.conftest import DeskFor
from tests.storage.announcements import NOW, Fate, Sent, send

PRESSING = Pressing()
CONTENT = Content(
    text="年会定在十月",
    confirm=True,
    choices=("线下", "<b>线上</b>"),
    forms=(("annual-inspection", "报年检"), ("forum-report", "报论坛")),
    links=(("https://example.org/a", "议程"),),
)


async def announced(archive: Archive, fates: Sequence[Fate] = (Fate(),), **values: Any) -> Sent:
    content = values.pop("content", CONTENT)
    return await send(archive, fates, content=content.as_dict(), **values)


def person(identity: str, *roles: Role) -> Person:
    standings = tuple(
        Standing(id=f"r{n}", role=role, society_id=None, society=None, began_at=NOW)
        for n, role in enumerate(roles)
    )
    return Person(id=identity, name="周远", standings=standings)


async def row(desk: Desk, sent: Sent) -> Recipient:
    found = await desk.archive.recipients.get(sent.id, desk.person.id)
    assert found
    return found


async def test_read_is_noted_and_said(database: Database, desk_for: DeskFor) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        sent = await announced(archive)
        desk = desk_for(archive, person(sent.people[0]))
        pressed = await PRESSING.press(desk, sent.id, READ_IT)
        assert texts.pressed(pressed) == "已记下您已阅。"
        assert keyboards.after(pressed) == ()
        noted = await row(desk, sent)
        assert noted.read_at and not noted.clicked_at and noted.answer is None


async def test_an_answer_may_be_changed_until_it_expires(
    database: Database, desk_for: DeskFor
) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        until = NOW + timedelta(days=1)
        sent = await announced(archive, expires_at=until)
        desk = desk_for(archive, person(sent.people[0]))
        first = await PRESSING.press(desk, sent.id, 1)
        assert "已记下您选的是「线下」" in texts.pressed(first)
        assert f"{until.month}月{until.day}日" in texts.pressed(first)
        assert [label for label, _ in keyboards.after(first)] == ["改选：<b>线上</b>"]
        second = await PRESSING.press(desk, sent.id, 2)
        assert "已改成「&lt;b&gt;线上&lt;/b&gt;」（原来选的是「线下」）" in texts.pressed(second)
        assert (await row(desk, sent)).answer == 2
        over = NOW - timedelta(hours=1)
        await archive.broadcasts.change(sent.id, [BroadcastState.DONE], NOW, expires_at=over)
        late = await PRESSING.press(desk, sent.id, 1)
        assert "不再收选择了" in texts.pressed(late)
        assert "还算数" in texts.pressed(late)
        assert keyboards.after(late) == ()
        assert (await row(desk, sent)).answer == 2


async def test_a_form_is_led_to_and_noted_as_a_click(
    database: Database, desk_for: DeskFor
) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        sent = await announced(archive)
        desk = desk_for(archive, person(sent.people[0]))
        assert await PRESSING.lead(desk, sent.id, FIRST_FORM + 1) == "forum-report"
        noted = await row(desk, sent)
        assert noted.clicked_at and noted.read_at
        for button in (READ_IT, 1, FIRST_FORM + 2, FIRST_LINK, 999):
            assert await PRESSING.lead(desk, sent.id, button) is None


async def test_an_expired_one_says_so_and_still_shows_the_form(
    database: Database, desk_for: DeskFor
) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        sent = await announced(archive, expires_at=NOW - timedelta(hours=1))
        desk = desk_for(archive, person(sent.people[0]))
        assert await PRESSING.lead(desk, sent.id, FIRST_FORM) is None
        form = await PRESSING.press(desk, sent.id, FIRST_FORM)
        assert "已经过了期限" in texts.pressed(form)
        ((label, data),) = keyboards.after(form)
        assert (label, data.pack()) == ("报年检", "go:form:annual-inspection:0")
        read = await PRESSING.press(desk, sent.id, READ_IT)
        assert "已经过了期限" in texts.pressed(read)


@pytest.mark.parametrize("button", [FIRST_FORM + 2, FIRST_LINK, FIRST_LINK + 9, 3, 10, 500])
async def test_a_button_nobody_offered_does_nothing(
    database: Database, desk_for: DeskFor, button: int
) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        sent = await announced(archive)
        desk = desk_for(archive, person(sent.people[0]))
        with pytest.raises(ButtonGone):
            await PRESSING.press(desk, sent.id, button)
        assert (await row(desk, sent)).read_at is None


async def test_others_and_those_left_out_are_told_kindly(
    database: Database, desk_for: DeskFor
) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        sent = await announced(archive, [Fate(), Fate(excluded="muted")])
        for who in ("a" * 32, sent.people[1]):
            desk = desk_for(archive, person(who, Role.SECRETARY))
            assert await PRESSING.lead(desk, sent.id, FIRST_FORM) is None
            for broadcast in (sent.id, "b" * 32):
                with pytest.raises(NotSentToYou):
                    await PRESSING.press(desk, broadcast, READ_IT)
        assert await archive.recipients.unread(sent.id) == 1


@pytest.mark.parametrize(
    "state", [BroadcastState.DRAFT, BroadcastState.WAITING, BroadcastState.READY]
)
async def test_a_preview_is_known_to_staff_only(
    database: Database, desk_for: DeskFor, state: BroadcastState
) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        sent = await announced(archive, state=state)
        with pytest.raises(NotSentYet):
            await PRESSING.press(desk_for(archive, person("c" * 32, Role.STAFF)), sent.id, 0)
        with pytest.raises(NotSentToYou):
            await PRESSING.press(desk_for(archive, person(sent.people[0])), sent.id, 0)


async def test_a_withdrawn_one_says_so(database: Database, desk_for: DeskFor) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        sent = await announced(archive, state=BroadcastState.WITHDRAWN)
        desk = desk_for(archive, person(sent.people[0]))
        assert await PRESSING.lead(desk, sent.id, FIRST_FORM) is None
        with pytest.raises(Withdrawn):
            await PRESSING.press(desk, sent.id, READ_IT)
        with pytest.raises(NothingUnread):
            await PRESSING.latest(desk)


async def test_a_reminder_that_is_read_reads_what_it_reminds_of(
    database: Database, desk_for: DeskFor
) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        first = await announced(archive)
        unread = Conditions(deeds=(Deed(did=Did.NOT_READ, subject=first.id),))
        again = await announced(archive, audience=unread.as_dict(), copied_from=first.id)
        other = await announced(archive, copied_from=first.id)
        desk = desk_for(archive, person(first.people[0]))
        for copy in (again, other):
            await archive.recipients.add(copy.id, desk.person.id, spread=True)
        await PRESSING.press(desk, other.id, READ_IT)
        assert (await row(desk, first)).read_at is None
        await PRESSING.press(desk, again.id, READ_IT)
        assert (await row(desk, first)).read_at
