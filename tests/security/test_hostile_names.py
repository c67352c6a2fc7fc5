"""Whatever people and things are called: shown as text at both doors, dead in every table."""

import zipfile
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from bot.rehearsal.telegram import plain
from bot.rehearsal.transcript import Line
from handlers.callbacks import Go
from handlers.places import Place
from storage.choices import Choice
from storage.members import MemberState
from storage.people import Role
from storage.societies import Branch
from tests.security.scene import Scene, part, played

NAMES = {
    "tag": "<b>",
    "script": "<script>alert(1)</script>",
    "entity": "&lt;b&gt; & &amp;",
    "link": '<a href="https://example.org">点</a>',
    "formula": '=HYPERLINK("http://x","y")',
    "plus": "+1",
    "at": "@SUM(A1)",
    "wide": "＝1",
    "marks": "_*[]",
    "braces": "{name} {0} %s",
    "long": "长" * 60,
    "turned": "\u202e\u2066甲\u2069\u202c",
}
LONG_SOCIETY = "长" * 100
DOORS = ("web", "telegram")
TABLES = [place for place in Place if place.name.startswith("EXPORT") or "EXPORT" in place.name]


def society_of(name: str) -> str:
    return LONG_SOCIETY if name == NAMES["long"] else f"{name}学会"


@pytest.fixture(params=NAMES.values(), ids=NAMES.keys())
async def case(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[tuple[Scene, str]]:
    name = request.param
    people = []
    for door in DOORS:
        roles = {"秘书": Role.SECRETARY, "会员": Role.MEMBER, "管理员": Role.ADMINISTRATOR}
        people += [
            part(f"{who}-{door}", role, door, society_of(name)) for who, role in roles.items()
        ]
    async with played(tmp_path, *people) as scene:
        await seed(scene, name)
        yield scene, name


async def seed(scene: Scene, name: str) -> None:
    """The name for people, their society, its branch, a member, a workplace, a file."""
    now = scene.stage.clock.now()
    ids = [await scene.person_id(who) for who in scene.stage.actors]
    async with scene.writing() as archive:
        society = await archive.societies.named(society_of(name))
        assert society
        await archive.societies.set_branches(society.id, (Branch(name=name, leader=name),))
        facts = {"contact_name": name, "president": name, "address": name, "discipline": name}
        await archive.societies.change(society.id, facts, now)
        for person_id in ids:
            await archive.people.rename(person_id, name)
            await archive.files.add(person_id, name, b"x", now, None)
            asked = (name, name)
            await archive.corrections.ask(society.id, person_id, "address", asked, now)
        for door in DOORS:
            values = {"name": name, "workplace": name, "job_title": name, "speciality": name}
            member = await archive.members.add(
                society.id, values | {"mobile": "13900001234"}, MemberState.VERIFIED, now
            )
            person_id = await scene.person_id(f"会员-{door}")
            await archive.members.set_state(member, MemberState.VERIFIED, now, person_id=person_id)


async def test_it_is_text_at_both_doors(case: tuple[Scene, str]) -> None:
    scene, name = case
    society = society_of(name)
    for door in DOORS:
        for who, word, shown in (
            (f"秘书-{door}", "菜单", society),
            (f"秘书-{door}", "名册", society),
            (f"秘书-{door}", "我的数据", name),
            (f"会员-{door}", "我的会籍", society),
            (f"会员-{door}", "我的数据", name),
            (f"会员-{door}", f"{name}的年检材料什么时候交？", ""),
            (f"会员-{door}", "我问过的问题", name if name != NAMES["turned"] else "甲"),
            (f"管理员-{door}", "操作日志", ""),
        ):
            seen = await scene.says(who, word)
            assert shown in seen or shown[:40] + "…" in seen, (who, word)
            assert "抱歉" not in seen and seen.strip(), (who, word)
        await scene.says(f"会员-{door}", "导出我的数据")
        seen = await scene.says(f"管理员-{door}", "操作日志")
        assert f"{name[:40]}" in seen
    await everything_arrived(scene)
    await pages_hold_no_markup(scene)


async def everything_arrived(scene: Scene) -> None:
    """StrictTelegram refuses wrong markup and long texts: then a delivery has failed."""
    async with scene.reading() as archive:
        assert (await archive.deliveries.count()).keys() == {"sent"}


async def pages_hold_no_markup(scene: Scene) -> None:
    for who in (who for who in scene.stage.actors if who.endswith("web")):
        async with scene.reading() as archive:
            kept = await archive.web_messages.before(scene.stage.accounts[who], None, 500)
        assert len(kept) > 3
        for message in kept:
            plain(message.html)
            assert "<script" not in message.html
            assert "<a " not in message.html


async def test_no_table_has_a_live_formula(case: tuple[Scene, str]) -> None:
    scene, name = case
    async with scene.reading() as archive:
        society = await archive.societies.named(society_of(name))
    assert society
    await scene.says("管理员-telegram", "年度动态更新")
    for who in ("秘书-telegram", "管理员-telegram", "会员-telegram"):
        for place in TABLES:
            for identity in ("", society.id):
                data = Go(to=place, id=identity).pack()
                line = Line(step=0, person=who, door="telegram", direction="out", text="表")
                await scene.stage.actors[who]._press(line, Choice(label="表", data=data))
                await scene.stage.house.nursery.settle("update", seconds=30)
    tables = await made(scene)
    assert len(tables) >= 4
    named = 0
    for content in tables:
        assert not [path for path, xml in parts_of(content) if "<f>" in xml or "<f " in xml]
        for sheet in load_workbook(BytesIO(content)):
            cells = [cell for row in sheet.iter_rows() for cell in row]
            assert {cell.data_type for cell in cells} <= {"s", "n", "d", "inlineStr"}
            named += sum(cell.value == name for cell in cells)
    assert named >= 4, "the name stands there as it is"


async def made(scene: Scene) -> list[bytes]:
    house, found = scene.stage.house, []
    for digest in house.shelf.digests():
        content = house.shelf.take(digest)
        if content.startswith(b"PK"):
            found.append(content)
    return found


def parts_of(content: bytes) -> list[tuple[str, str]]:
    with zipfile.ZipFile(BytesIO(content)) as book:
        names = [each for each in book.namelist() if "worksheets" in each]
        return [(each, book.read(each).decode()) for each in names]


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
async def test_a_file_may_be_called_anything(name: str, tmp_path: Path) -> None:
    async with played(tmp_path, part("访客")) as scene:
        page, account = scene.stage.page, scene.stage.accounts["访客"]
        file = await page.files.keep(account, name, b"x")
        await page.feed.send_file(account, uuid4().hex, file)
        await scene.stage.house.nursery.settle("update", seconds=30)
        assert "1 个" in await scene.says("访客", "我的数据")
        await scene.says("访客", "导出我的数据")
        (content,) = await made(scene)
        values = [
            cell.value
            for row in load_workbook(BytesIO(content))["文件"].iter_rows()
            for cell in row
        ]
        assert file.name in values
        await everything_arrived(scene)
