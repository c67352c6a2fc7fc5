"""A long run leaves no identity or mobile number in the clear: rows, bytes, files, logs."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from bot.channels.session import Refusal
from bot.rehearsal.steps import Step
from bot.rehearsal.telegram import StrictTelegram
from forms.rosters import MEMBERS
from forms.sheets import write_rows
from handlers.ask.service import Asking
from storage.members import MemberState
from storage.people import Role
from tests.forms.numbers import identity
from tests.security.scene import (
    SOCIETY,
    Scene,
    bytes_of,
    closed_up,
    part,
    played,
    rows_of_postgresql,
    rows_of_sqlite,
)
from tests.storage.postgresql import lent_database

MANY = 50
IDENTITIES = [identity(f"5301011988{1 + n % 12:02}17{n:03}") for n in range(100, 100 + MANY)]
NAMES = [f"松{chr(0x4E8E + 7 * n)}" for n in range(MANY)]
MOBILES = [f"139{n:08}" for n in range(10_004_700, 10_004_700 + MANY)]
CONTACT = "13911118888"
TYPED_IDENTITY, TYPED_MOBILE = identity("53010219910203456"), "13977776666"
CHANGED_MOBILE = "13977775555"
WRONG_IDENTITY = TYPED_IDENTITY[:-1] + ("0" if TYPED_IDENTITY[-1] != "0" else "1")
SEEDED = [
    *IDENTITIES,
    *MOBILES,
    CONTACT,
    TYPED_IDENTITY,
    TYPED_MOBILE,
    CHANGED_MOBILE,
    WRONG_IDENTITY,
]
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
PEOPLE = (
    part("秘书甲", Role.SECRETARY, "web"),
    part("秘书乙", Role.SECRETARY, "telegram", "云岭省化学会"),
    part("会员丙", door="telegram"),
    part("会员丁", door="web"),
    part("干事戊", Role.STAFF, "web"),
    part("管理员己", Role.ADMINISTRATOR, "telegram"),
)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
async def url(request: pytest.FixtureRequest) -> AsyncIterator[str | None]:
    if request.param == "sqlite":
        yield None
        return
    async with lent_database() as url:
        yield url


def forms(number: str) -> list[str]:
    """However somebody writes it."""
    cuts = (6, 14) if len(number) == 18 else (3, 7)
    grouped = [number[: cuts[0]], number[cuts[0] : cuts[1]], number[cuts[1] :]]
    return [number, " ".join(grouped), "-".join(grouped), number.translate(WIDE)]


def test_a_number_is_noticed_however_it_is_written() -> None:
    for number in SEEDED:
        assert all(number in in_the_clear(f"（{shown}）") for shown in forms(number))


def in_the_clear(text: str) -> list[str]:
    told = closed_up(text)
    wide = re.sub(r"[０-９]", lambda found: str(ord(found[0]) - ord("０")), text)
    return [number for number in SEEDED if number in told or number in wide]


async def fill_roster(scene: Scene) -> None:
    society = await scene.society()
    now = scene.stage.clock.now()
    rows = [
        (
            society,
            {"name": NAMES[n], "identity": IDENTITIES[n], "mobile": MOBILES[n]},
            list(MemberState)[n % 3],
        )
        for n in range(MANY)
    ]
    async with scene.writing() as archive:
        await archive.members.add_many(rows, now)
        await archive.societies.change(society, {"contact_mobile": CONTACT}, now)
        asked = (CONTACT, TYPED_MOBILE)
        staff = await archive.people.search("干事")
        await archive.corrections.ask(society, staff[0][0], "contact_mobile", asked, now)


async def keep_roster(scene: Scene, secretary: str) -> None:
    """Numbers typed, mistyped, changed, cancelled in the middle."""
    await scene.says(secretary, "名册")
    await scene.presses(secretary, "添加一位会员")
    await scene.says(secretary, "林一舟", WRONG_IDENTITY)
    assert "校验" in scene.seen(secretary)
    await scene.says(secretary, forms(TYPED_IDENTITY)[1], forms(TYPED_MOBILE)[2])
    await scene.says(secretary, "松林大学", "教授", "跳过", "跳过", "跳过", "确定")
    assert "已加入名册" in scene.seen(secretary)
    await scene.says(secretary, "名册")
    await scene.presses(secretary, "添加一位会员")
    await scene.says(secretary, "周南", "跳过", CHANGED_MOBILE, "取消")
    await scene.presses(secretary, "添加一位会员")
    await scene.says(secretary, "周南", "跳过", MOBILES[3], CHANGED_MOBILE)
    await scene.says(secretary, f"{IDENTITIES[4]}的年检材料什么时候交？")


async def import_and_export(scene: Scene, secretary: str, folder: Path) -> None:
    """A table with good and bad rows on its way in; whole numbers on their way out."""
    rows: list[dict[str, Any]] = [
        {"name": NAMES[n], "identity": IDENTITIES[n], "mobile": MOBILES[n], "workplace": "松雪所"}
        for n in range(20, MANY)
    ]
    rows += [{"name": "林末", "identity": WRONG_IDENTITY}, {"name": "周3", "mobile": MOBILES[9]}]
    path = folder / "名册.xlsx"
    path.write_bytes(write_rows(MEMBERS, rows))
    await scene.sends(secretary, path)
    await scene.presses(secretary, "检查导入")
    await pass_time(scene)
    assert f"共 {len(rows)} 行" in scene.seen(secretary)
    await scene.presses(secretary, "我确认已告知会员")
    await pass_time(scene)
    assert "导入完了" in scene.seen(secretary)
    await scene.says(secretary, "名册")
    await scene.presses(secretary, "导出名册（完整号码）")
    assert ".xlsx" in await scene.presses(secretary, "导出完整号码")


async def pass_time(scene: Scene) -> None:
    await scene.stage._pass_time(Step(line=0, actor="", act="time passes", values=("2 seconds",)))


async def confirm(scene: Scene, member: str, n: int) -> None:
    """Whole numbers where four digits are asked for; wrong ones until the way is closed."""
    await scene.says(member, "会员认证", "同意", SOCIETY, NAMES[n], MOBILES[n + 1])
    for wrong in range(5):
        await scene.says(member, IDENTITIES[n + 2 + wrong])
    scene.stage.clock.advance(timedelta(hours=1))
    await scene.says(member, "会员认证", SOCIETY, NAMES[n], MOBILES[n][-4:])
    await scene.says(member, "取消", "我的会籍")
    assert f"手机号：••••{MOBILES[n][-4:]}" in scene.seen(member)
    await scene.says(member, "我的数据", "导出我的数据")


async def ask(scene: Scene, who: str) -> None:
    for number in (IDENTITIES[0], MOBILES[0], TYPED_IDENTITY):
        for shown in forms(number):
            await scene.says(who, f"我的号码是{shown}，会员年检什么时候？", shown)
        await scene.says(who, f"/start {number}", f"/{number}", f"{number}@example.org 在吗")
    await scene.says(who, "".join(f"{number}，" for number in MOBILES[:40]))
    await scene.says(who, "我问过的问题")
    await scene.presses(who, "请工作人员回答")


async def send_files(scene: Scene, who: str, folder: Path) -> None:
    for number in (IDENTITIES[1], MOBILES[1]):
        path = folder / f"名单{number}.txt"
        path.write_text("\n".join([*IDENTITIES, *MOBILES]))
        await scene.sends(who, path)


async def run(scene: Scene, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await fill_roster(scene)
    for secretary in ("秘书甲", "秘书乙"):
        await keep_roster(scene, secretary)
        await scene.says(secretary, "取消")
        await import_and_export(scene, secretary, folder)
        await scene.says(secretary, "名册")
        await scene.presses(secretary, "添加一位会员")
        await scene.says(secretary, "周南", "跳过", CHANGED_MOBILE)  # left open
    for n, member in enumerate(("会员丙", "会员丁")):
        await ask(scene, member)
        await send_files(scene, member, folder)
        await confirm(scene, member, 10 + 10 * n)
    await scene.says("干事戊", "待答问题", *MOBILES[5:7])
    await scene.says("管理员己", "操作日志", IDENTITIES[5])
    await go_wrong(scene, monkeypatch)


async def go_wrong(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """An incident with a traceback; a chat that refuses us; an update nobody can read."""

    async def fail(_self: Asking, _archive: Any, _person: Any, text: str, _stage: Any) -> None:
        raise LookupError(len(text))

    async def refuse(*_: Any) -> None:
        raise Refusal(403, "Forbidden: bot was blocked by the user")

    with monkeypatch.context() as broken:
        broken.setattr(Asking, "ask", fail)
        for who in ("会员丙", "会员丁"):
            assert "编号" in await scene.says(who, f"{IDENTITIES[6]}和{MOBILES[6]}怎么办？")
    with monkeypatch.context() as broken:
        broken.setattr(StrictTelegram, "_send", refuse)
        await scene.says("会员丙", f"{MOBILES[7]}什么时候年检？")
    house, bot = scene.stage.house, scene.stage.telegram
    raw = {"update_id": 99_000_001, "message": {"text": MOBILES[8], "from": IDENTITIES[8]}}
    await house.reception.receive(bot, [raw])
    scene.stage.clock.advance(timedelta(days=1))
    await house.rounds.walk()


@pytest.mark.asyncio(loop_scope="session")
async def test_no_number_is_left_in_the_clear(
    url: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logs: StringIO
) -> None:
    data = tmp_path / "data"
    async with played(tmp_path, *PEOPLE, database_url=url) as scene:
        await run(scene, tmp_path, monkeypatch)
        await scene.stage.house.database.checkpoint()
        rows = await rows_of_postgresql(url) if url else rows_of_sqlite(data / "xuehui.db")
        contents = bytes_of(data)
        for table in ("members", "questions", "deliveries", "drafts", "files", "inbox"):
            assert table in rows
    assert NAMES[10] in rows and "松林大学" in rows, "it is the right database"
    assert in_the_clear(rows) == []
    assert {name: found for name, text in contents.items() if (found := in_the_clear(text))} == {}
    assert {
        name: found for name, text in bytes_of(data).items() if (found := in_the_clear(text))
    } == {}
    assert in_the_clear(logs.getvalue()) == []
    assert logs.getvalue().count('"event": "update"') > 80
    assert '"event": "incident"' in logs.getvalue()
    shown = [line.text for line in scene.lines if line.direction == "out"]
    assert [text for text in shown if in_the_clear(text)] == [], "no reply repeats a number"
