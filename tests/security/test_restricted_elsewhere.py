"""Away from the answers: calendars, exports, cards, reports and what the house remembers.

A notice for staff says its marker in its title, its text and the name of its file; whoever is
none of the staff never meets the marker, and everybody else's rows are free of it.
"""

from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from forms.specification import FormSpec
from handlers.desk import Desk
from handlers.people.own.service import Own
from handlers.review.card.grounds import Grounds
from knowledge.notice import Audience
from storage.archive import Archive
from storage.notices import NoticeRow, Provenance
from storage.roles import Role
from storage.tables import choices, questions, states, web_messages
from tests.security.library import puppet, with_words
from tests.security.scene import Scene, part, played
from tests.security.test_restricted_notices import asks_everything, markers_in, planted

SECRET, OPEN = "白泽", "青鸾"
FILE = f"{SECRET}名单.docx"
PEOPLE = (
    part("访客甲", door="telegram"),
    part("会员乙", Role.MEMBER),
    part("秘书丁", Role.SECRETARY),
    part("负责人戊", Role.LEADER, "telegram"),
    part("干事己", Role.STAFF),
)
OTHERS = ("访客甲", "会员乙", "秘书丁", "负责人戊")
ASKED_OF_STAFF = ("提问统计", "待答问题", "通知库", "待确认的文件", "收录通知", "期限日历")
FORM = cast(FormSpec, SimpleNamespace(id="f", title="星槎专项（材料报送）"))


async def shelved(scene: Scene) -> dict[Audience, str]:
    """One for all and one for staff, each with its file and a deadline made of it."""
    now, ids = scene.stage.clock.now(), {}
    notices = [planted(Audience.ALL, OPEN), planted(Audience.STAFF, SECRET)]
    async with scene.writing() as archive:
        for notice in notices:
            digest = scene.stage.house.shelf.put(notice.text.encode())
            row = NoticeRow(**{each: getattr(notice, each) for each in NoticeRow.__slots__})
            name = FILE if notice.audience is Audience.STAFF else "公开.docx"
            kept = Provenance(file_name=name, file_digest=digest, remarks=(name,))
            await archive.notices.keep(row, [], now, kept)
            identity = await archive.deadlines.add(
                f"{notice.audience.value}报送",
                (now + timedelta(days=9)).date(),
                by=None,
                now=now,
                notice_id=notice.id,
                sentence=f"{notice.title}：6月30日前报送。",
            )
            await archive.deadlines.confirm(identity, None, now)
            ids[notice.audience] = notice.id
    await scene.stage.house.library.open(notices)
    return ids


@pytest.mark.asyncio(loop_scope="session")
async def test_nobody_meets_it_anywhere(tmp_path: Path, logs: StringIO) -> None:
    async with (
        puppet() as (model, said),
        played(tmp_path, *PEOPLE, build=with_words, **said) as scene,
    ):
        await shelved(scene)
        for who in ("干事己", *OTHERS):
            model.prompts.clear()
            await asks_everything(scene, who)
            assert (SECRET in "".join(model.prompts)) == (who == "干事己"), who
        for who in OTHERS:
            for words in (*ASKED_OF_STAFF, "我的待办", "菜单", "有哪些通知"):
                assert SECRET not in await scene.says(who, words), (who, words)
            assert SECRET not in await calendar_of(scene, who)
            assert SECRET not in await exported(scene, who)
            assert SECRET not in await cited_on_a_card(scene, who)
        assert "staff报送" in await calendar_of(scene, "秘书丁")
        assert markers_in(await cited_on_a_card(scene, "干事己")) == {OPEN, SECRET}
        assert SECRET in await exported(scene, "干事己")
        await nothing_of_it_is_kept_for_others(scene)
    assert SECRET not in logs.getvalue()


async def calendar_of(scene: Scene, who: str) -> str:
    """As a telephone fetches it."""
    secret, now = f"{who}{'s' * 40}", scene.stage.clock.now()
    person_id = await scene.person_id(who)
    async with scene.writing() as archive:
        if await archive.calendar_links.owner(secret) is None:
            await archive.calendar_links.give(person_id, secret, now)
    feeds = scene.stage.house.services.calendar_feeds
    async with scene.reading() as archive:
        mine = await feeds.private(archive, secret, now)
        return ((mine or b"") + await feeds.public(archive, now)).decode().replace("\r\n ", "")


async def desk_of(scene: Scene, archive: Archive, who: str) -> Desk:
    person = await archive.people.get(await scene.person_id(who), scene.stage.clock.now())
    assert person
    return Desk(
        archive=archive,
        person=person,
        door="web",
        bot_id=1,
        chat_id=scene.stage.accounts[who],
        clock=scene.stage.clock,
        shelf=scene.stage.house.shelf,
    )


async def exported(scene: Scene, who: str) -> str:
    """Every cell of 「我的数据」."""
    async with scene.writing() as archive:
        desk = await desk_of(scene, archive, who)
        file = await Own().export(desk)
        book = load_workbook(BytesIO(desk.shelf.take(file.digest)))
    return "\n".join(
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    )


async def cited_on_a_card(scene: Scene, who: str) -> str:
    """What the notices say, on the card of whoever reviews a filing."""
    async with scene.writing() as archive:
        desk = await desk_of(scene, archive, who)
        found = await Grounds(library=scene.stage.house.library).cited(desk, FORM)
    return "\n".join(f"{each.notice}{each.quote}{each.successor}" for each in found)


async def nothing_of_it_is_kept_for_others(scene: Scene) -> None:
    """Offered buttons, the page's memory, questions, half-done conversations."""
    accounts = {scene.stage.accounts[who]: who for who in scene.stage.accounts}
    staff = scene.stage.accounts["干事己"]
    async with scene.stage.house.database.reading() as work:
        offered = [(r.chat_id, str(r.offered)) for r in await work.run(select(choices))]
        shown = [
            (r.account, f"{r.html}{r.buttons}{r.files}")
            for r in await work.run(select(web_messages))
        ]
        begun = [r for r in await work.run(select(states)) if SECRET in str(r.data)]
        mine = await scene.person_id("干事己")
        asked = [
            r
            for r in await work.run(select(questions))
            if r.person_id != mine and SECRET in f"{r.text}{r.reply}"
        ]
    assert begun == asked == []
    assert {account for account, _ in (*offered, *shown)} <= accounts.keys()
    for rows in (offered, shown):
        assert rows
        assert [accounts[at] for at, said in rows if SECRET in said and at != staff] == []
    assert [said for at, said in shown if at == staff and SECRET in said], "staff are told"
