"""Forms, events, lists, notices that are no more, texts meant to do harm: nothing breaks."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import delete

from bot.rehearsal.telegram import check_buttons, check_text
from handlers.announced import FIRST_FORM, Content, messages
from handlers.callbacks import Announced, Go
from handlers.places import Place
from storage.broadcasts import BroadcastState
from storage.conditions import Conditions, Deed, Did
from storage.filings import Content as Filled
from storage.people import Role
from storage.tables import notices
from tests.handlers.broadcast.conftest import Newsroom, house, newsroom, url
from tests.security.scene import Scene, part, played
from tests.security.test_forged_announcements import DOOR, STAFF
from tests.security.test_forged_presses import heard, press

__all__ = ["house", "newsroom", "url"]
GONE = "a-form-of-former-years"
ODD = (
    '<a href="javascript:alert(1)">看</a><a href="tg://user?id=1">他</a>',
    '<a href="data:text/html,x" onclick="x()">点</a><a href="HTTPS://例.中国/%0d%0aX:1">站</a>',
    "\u202e反\u2066过\u2069来\u202c\x00\x1b[31m\u2028下\ufeff一行",
    "<b><i><u>没有一个关上 &lt;script&gt; &#0; &#xD800; &bogus;",
    "<" * 300 + "b" + ">" * 300,
    "👩‍👩‍👧‍👦" * 300,
    "]]>--><!-- <![CDATA[ <?php ?> </body>",
)


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with played(tmp_path, STAFF, part("秘书", Role.SECRETARY, DOOR)) as scene:
        yield scene


async def test_what_is_gone_stops_nobody(scene: Scene) -> None:
    staff, secretary = await scene.person_id("干事"), await scene.person_id("秘书")
    society, now = await scene.society(), scene.stage.clock.now()
    deeds = [(did, GONE) for did in Did]
    meant = Conditions(
        people=(secretary, "nobody"),
        lists=(GONE,),
        societies=(GONE, society),
        deeds=tuple(Deed(did=did, subject=subject, number=2024) for did, subject in deeds),
    )
    content = Content(text="请填报", forms=((GONE, "填报：旧表"),), confirm=True).as_dict()
    async with scene.writing() as archive:
        draft = await archive.broadcasts.add(
            "旧", by=staff, now=now, content=content, audience=meant.as_dict()
        )
        done = {"state": BroadcastState.DONE, "started_at": now, "finished_at": now}
        sent = await archive.broadcasts.add("旧", by=staff, now=now, content=content, **done)
        await archive.recipients.add(sent, secretary)
        saved = await archive.saved_lists.add(
            "旧名单", by=staff, now=now, audience=meant.as_dict()
        )
        deadline = await archive.deadlines.add(
            "报旧表", now.date(), by=staff, now=now, form=GONE, audience=meant.as_dict()
        )
        await archive.deadlines.confirm(deadline, staff, now)
        plain = await archive.deadlines.add("报新表", now.date(), by=staff, now=now)
        await archive.deadlines.confirm(plain, staff, now)
        await archive.work.run(delete(notices))
    for identity in (draft, sent, saved or "", deadline, f"d.{deadline}"):
        for place in (
            Place.BROADCAST,
            Place.AUDIENCE,
            Place.EXCLUDED,
            Place.PREVIEW,
            Place.REPORT,
            Place.EXPORT_REPORT,
            Place.SAVED_LIST,
            Place.DEADLINE,
            Place.LATE,
            Place.DEADLINES,
            Place.ASK_APPROVAL,
        ):
            await press(scene, "干事", Go(to=place, id=identity).pack())
    for n in (FIRST_FORM, 0):
        await press(scene, "秘书", Announced(id=sent, n=n).pack())
    await press(scene, "秘书", Go(to=Place.AGENDA).pack())
    assert "抱歉" not in heard(scene, "干事") and "抱歉" not in heard(scene, "秘书")
    assert "报新表" in heard(scene, "秘书")
    async with scene.reading() as archive:
        found = await archive.recipients.get(sent, secretary)
    assert found and found.read_at
    assert "这张表现在没有了" in heard(scene, "秘书"), heard(scene, "秘书")


async def test_a_draft_nobody_can_read_silences_no_reminder(scene: Scene) -> None:
    person, society, now = await scene.person_id("秘书"), await scene.society(), scene.stage.clock
    async with scene.writing() as archive:
        await archive.filings.begin(
            "forum-report",
            1,
            "W1",
            society_id=society,
            person_id=person,
            title="坏了的",
            content=Filled(draft={"of": "another age"}),
            now=now.now(),
        )
        deadline = await archive.deadlines.add("报表", now.now().date(), by=None, now=now.now())
        await archive.deadlines.confirm(deadline, None, now.now())
    async with scene.reading() as archive:
        found = await scene.stage.house.services.duties.every(archive, now.now())
    assert "报表" in [each.what for each in found]


@pytest.mark.parametrize("said", ODD)
async def test_odd_texts_are_text(newsroom: Newsroom, said: str) -> None:
    """At every database, and as the messenger takes it."""
    services = newsroom.services
    identity = await newsroom.draft(f"{said}好")
    choices = ["来\u202e", "不来<b>"]
    await newsroom.at("author", lambda d: services.writing.set_choices(d, identity, choices))
    name = f"../../{said[:40]}\n<b>.pdf"
    await newsroom.at(
        "author", lambda d: services.writing.add_piece(d, identity, name, b"x", shown=False)
    )
    content = await newsroom.content(identity)
    for bad in ("javascript:", "tg://", "data:", "onclick", "\x00", "\u202e", "<script", "<!--"):
        assert bad not in content.text.lower()
    check_text(content.text, formatted=True)
    (piece,) = content.pieces
    assert not {*"/\\\n\x00\u202e"} & {*piece.name}
    text, *_ = messages(content, identity, 1)
    check_buttons(text.reply_markup)
    await newsroom.ask(identity)
    await newsroom.approve(identity)
    row = await newsroom.row(identity)
    assert row.state is BroadcastState.READY and "\n" not in row.title
