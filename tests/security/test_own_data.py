"""After export and deletion nothing of a person is left: tables, bytes, index, files, logs."""

import json
import os
import time
from datetime import date, datetime, timedelta
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.rehearsal.telegram import BOT_ID
from storage.archive import Archive
from storage.conditions import Conditions
from storage.filing_moves import MoveRecord
from storage.filings import Content
from storage.members import MemberState
from storage.people import Role
from tests.forms.numbers import identity
from tests.security.due import keep_duties
from tests.security.scene import SAMPLES, Scene, bytes_of, part, played, rows_of_sqlite
from tests.stagehands import library_for

NAME = "林秋实"
IDENTITY = identity("53010119880317123")
MOBILE = "13800137715"
WORKPLACE = "云岭省松雪新材料研究院"
NUMBER = "CL-2026-0417"
TITLE, FIELD = "正高级工程师", "高温合金断裂"
ASKED = "松雪研究院的青年人才托举工程怎么报？"
WHOLE = f"我的身份证是{IDENTITY}，手机号{MOBILE}，年检材料什么时候交？"
CORRECTED = "松雪路五号院"
FILE = "林秋实简历.docx"
HALF = "还没写完的松雪项目"
TALK, AGENDA_NAME = "松雪高温合金论坛", "林秋实的议程.pdf"
AGENDA = b"%PDF-1.7 agenda"
BECAUSE = "松雪项目是我带的"
FACTS = (
    NAME,
    IDENTITY,
    MOBILE,
    WORKPLACE,
    NUMBER,
    TITLE,
    FIELD,
    CORRECTED,
    HALF,
    FILE,
    TALK,
    AGENDA_NAME,
    BECAUSE,
)
SEEDED = (*FACTS, ASKED, "松雪")


async def seed(scene: Scene) -> str:
    """A member known through two doors, with something in every table."""
    person_id, society = await scene.person_id(NAME), await scene.society()
    now = scene.stage.clock.now()
    values = {
        "name": NAME,
        "identity": IDENTITY,
        "mobile": MOBILE,
        "member_number": NUMBER,
        "joined_on": date(2020, 9, 1),
        "workplace": WORKPLACE,
        "job_title": TITLE,
        "speciality": FIELD,
    }
    async with scene.writing() as archive:
        phone = scene.stage.accounts["林秋实的手机"]
        former = await archive.people.at(BOT_ID, phone, now)
        await archive.people.link(BOT_ID, phone, person_id, now)
        assert former
        await archive.people.remove(former.id)
        member = await archive.members.add(society, values, MemberState.UNVERIFIED, now)
        await archive.members.set_state(member, MemberState.VERIFIED, now, person_id=person_id)
        await archive.consents.give(person_id, "membership", 1, "web", now)
        asked = (None, CORRECTED)
        await archive.corrections.ask(society, person_id, "address", asked, now)
        await archive.drafts.keep(person_id, "idea", {"answers": {"title": HALF}}, now)
        await invite(archive, society, person_id)
        await begin_filing(archive, society, person_id, now)
        await announce(archive, person_id, now)
        await keep_duties(archive, person_id, now)
    scene.stage.house.shelf.put(AGENDA)
    return person_id


async def begin_filing(archive: Archive, society: str, person_id: str, now: datetime) -> None:
    """Never submitted; with an attachment, a score to give, an objection and a deputy."""
    content = Content(draft={"answers": {"title": TALK}}, talk={})
    filing = await archive.filings.begin(
        "forum-report",
        1,
        "W1",
        society_id=society,
        person_id=person_id,
        title=TALK,
        content=content,
        now=now,
    )
    digest = sha256(AGENDA).hexdigest()
    await archive.attachments.add(filing, person_id, AGENDA_NAME, len(AGENDA), digest, now)
    await archive.experts.assign(filing, person_id, by=None, now=now)
    await archive.experts.recuse(filing, person_id, BECAUSE, now)
    await archive.objections.file(
        filing, person_id, name=NAME, contact=MOBILE, facts=BECAUSE, now=now
    )
    await archive.absences.set(person_id, person_id, now.date(), now.date())
    await archive.moves.add(
        MoveRecord(
            filing_id=filing,
            move="withdraw",
            origin="draft",
            state="withdrawn",
            person_id=person_id,
            role="submitter",
            at=now,
            reason=BECAUSE,
        )
    )
    await archive.versions.add(
        filing,
        answers={"title": TALK},
        reasons={},
        draft={},
        form_version=1,
        person_id=person_id,
        now=now,
    )


async def announce(archive: Archive, person_id: str, now: datetime) -> None:
    """Received, and on a list."""
    cast = await archive.broadcasts.add("年会通知", by=person_id, now=now)
    meant = Conditions(people=(person_id,))
    await archive.audiences.freeze(cast, meant, now)
    await archive.saved_lists.add("年会", by=person_id, now=now, people=[person_id])


async def invite(archive: Archive, society: str, person_id: str) -> None:
    now = archive.work and (await archive.people.addresses(person_id))[0].linked_at
    for code in ("111111", "222222"):
        identity_ = await archive.invitations.give(
            role=Role.MEMBER,
            name=NAME,
            society_id=society,
            token=f"token-{code}",
            code=code,
            given_by=None,
            now=now,
            expires_at=now + timedelta(days=7),
        )
        if code == "111111":
            await archive.invitations.use(identity_, person_id, now)
    await archive.login_codes.give(person_id, "333333", now + timedelta(minutes=10))


async def exported(scene: Scene, person_id: str) -> dict[str, list[tuple[Any, ...]]]:
    async with scene.reading() as archive:
        files = await archive.files.of(person_id)
    content = scene.stage.house.shelf.take(files[-1].digest)
    book = load_workbook(BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def long_ago(folder: Path) -> None:
    before = time.time() - 3600
    for path in folder.glob("*"):
        os.utime(path, (before, before))


@pytest.mark.asyncio(loop_scope="session")
async def test_nothing_is_left(tmp_path: Path, logs: StringIO) -> None:
    people = (
        part(NAME, Role.MEMBER),
        part("林秋实的手机", door="telegram"),
        part("秘书甲", Role.SECRETARY, door="telegram"),
    )
    (tmp_path / FILE).write_bytes(b"PK\x03\x04" + WORKPLACE.encode())
    async with played(tmp_path, *people, build=library_for, notices=True) as scene:
        person_id = await seed(scene)
        await scene.says(NAME, ASKED, WHOLE)
        await scene.says("林秋实的手机", ASKED, f"/start {MOBILE}")
        await scene.sends(NAME, tmp_path / FILE)
        shown = await scene.says(NAME, "我的数据")
        assert f"身份证号••••{IDENTITY[-4:]}，手机号••••{MOBILE[-4:]}" in shown
        assert IDENTITY not in shown and MOBILE not in shown
        assert "网页、Telegram" in shown
        await scene.presses(NAME, "导出我的数据")
        await scene.presses(NAME, "导出我的数据")  # the first is a deed, and a file
        sheets = await exported(scene, person_id)
        text = json.dumps(sheets, ensure_ascii=False, default=str)
        assert [
            fact
            for fact in (
                *FACTS,
                ASKED,
                "同意",
                "2020-09-01",
                "论坛活动报告",
                "草稿",
                "撤回",
                "年会通知",
            )
            if fact not in text
        ] == []
        assert [title for title, rows in sheets.items() if len(rows) < 2] == [
            "送来的文件",
            "导入",
        ]
        shelf = scene.stage.settings.files
        assert len(list(shelf.glob("*"))) == 4
        long_ago(shelf)
        await scene.says("林秋实的手机", "我的数据")
        await scene.presses("林秋实的手机", "撤回同意并删除")
        assert "已经全部删除" in await scene.says("林秋实的手机", "删除")
        told = scene.seen("秘书甲")
        assert f"一名会员撤回同意并删除了本人资料（会员号 {NUMBER}）" in told
        assert NAME not in told
        assert list(shelf.glob("*")) == []
        await scene.stage.house.database.checkpoint()
        data = scene.stage.settings.data
        assert hits(rows_of_sqlite(data / "xuehui.db")) == []
        assert "xuehui.db-wal" in bytes_of(data)
        found = {name: hits(text) for name, text in bytes_of(data).items()}
        assert {name: hit for name, hit in found.items() if hit} == {}
        assert any(name.startswith("index/") for name in found), "an index was there to look at"
    after = {name: hits(text) for name, text in bytes_of(tmp_path / "data").items()}
    assert {name: hit for name, hit in after.items() if hit} == {}
    assert hits(logs.getvalue()) == []
    assert "handled" in logs.getvalue(), "logs were there to look at"


def hits(text: str) -> list[str]:
    return [fact for fact in (*SEEDED, "我的身份证是") if fact in text]


def test_the_notices_do_not_speak_of_them() -> None:
    assert hits("".join(path.read_text() for path in SAMPLES.glob("*.txt"))) == []
