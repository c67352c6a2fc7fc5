"""`xuehui journal`: whole or not, and as a table nobody's formula runs in."""

import asyncio
from datetime import timedelta
from pathlib import Path

from openpyxl import load_workbook
from sqlalchemy import update

from storage.archive import Archive
from storage.clock import SHANGHAI, SystemClock
from storage.engine import Database
from storage.journal import Entry
from storage.schema import migrate
from storage.tables import journal
from tests.bot.commands.conftest import Call

NOW = SystemClock().now().astimezone(SHANGHAI)
FORMULA = '=HYPERLINK("http://example.org")'


def written(data: Path) -> None:
    async def work() -> None:
        url = f"sqlite:///{data / 'xuehui.db'}"
        await migrate(url)
        database = Database(url)
        async with database.writing() as opened:
            archive = Archive(opened)
            staff = await archive.people.welcome(1, 1, FORMULA, NOW)
            gone = await archive.people.welcome(1, 2, "走了", NOW)
            society = await archive.societies.add(
                {"kind": "society", "name": "云岭省材料学会", "status": "active"}, NOW
            )
            for at, person, action, target, detail in (
                (NOW, None, "invitation given", "i1", {"role": "administrator", "days": 7}),
                (NOW, staff.id, "question opened", society, {"tier": "direct"}),
                (
                    NOW - timedelta(days=400),
                    gone.id,
                    "unheard of",
                    "o1",
                    {"from": ["a"], "to": None},
                ),
            ):
                entry = Entry(
                    at=at,
                    person_id=person,
                    door="web",
                    action=action,
                    object=target,
                    detail=detail,
                )
                await archive.journal.write(entry)
            await archive.people.remove(gone.id)
        await database.close()

    asyncio.run(work())


def rows(path: Path) -> list[tuple[object, ...]]:
    return list(load_workbook(path).active.iter_rows(values_only=True))  # type: ignore[union-attr]


def test_whole_and_noted(call: Call, tmp_path: Path) -> None:
    written(tmp_path / "data")
    called = call("journal", "verify")
    assert called.out.startswith("日志完整，共 3 条。末条指纹：")
    noted = called.out.splitlines()[0].rpartition("：")[2]
    assert call("journal", "verify", "--noted", noted).code == 0
    other = call("journal", "verify", "--noted", "0" * 63 + "1")
    assert (other.code, other.out) == (1, "")
    assert other.err.startswith("日志里没有这个指纹")


def test_broken(call: Call, tmp_path: Path) -> None:
    written(tmp_path / "data")

    async def tamper() -> None:
        database = Database(f"sqlite:///{tmp_path / 'data/xuehui.db'}")
        async with database.writing() as work:
            await work.run(update(journal).where(journal.c.id == 2).values(person_id="somebody"))
        await database.close()

    asyncio.run(tamper())
    called = call("journal", "verify")
    assert (called.code, called.out) == (1, "")
    assert called.err.startswith("日志从第 2 条起对不上")
    assert "✗ 日志从第 2 条起对不上" in call("doctor").out


def test_exported_in_words(call: Call, tmp_path: Path) -> None:
    written(tmp_path / "data")
    called = call("journal", "export", tmp_path / "a.xlsx")
    assert called.out == f"已导出 3 条到 {tmp_path / 'a.xlsx'}。\n"
    heading, first, second, third = rows(tmp_path / "a.xlsx")
    assert heading == ("序号", "时间", "经手人", "入口", "事情", "对象", "说明", "指纹")
    assert first[:7] == (
        *(1, NOW.strftime("%Y-%m-%d %H:%M:%S"), "（系统）", "网页", "发出邀请", "i1"),
        "身份：管理员；有效天数：7",
    )
    assert second[2:7] == (
        *(FORMULA, "网页", "问题转给工作人员", "云岭省材料学会"),
        "把握：有明确规定",
    )
    assert third[2:7] == ("（已删除）", "网页", "unheard of", "o1", "原为：a；改为：无")
    cell = load_workbook(tmp_path / "a.xlsx").active["C3"]  # type: ignore[index]
    assert cell.data_type == "s"  # and no formula


def test_a_year_and_no_overwriting(call: Call, tmp_path: Path) -> None:
    written(tmp_path / "data")
    assert call("journal", "export", tmp_path / "a.xlsx", "--year", NOW.year).code == 0
    assert len(rows(tmp_path / "a.xlsx")) == 3
    again = call("journal", "export", tmp_path / "a.xlsx")
    assert (again.code, again.out) == (1, "")
    assert again.err == f"{tmp_path / 'a.xlsx'} 已经有了，请换一个文件名。\n"
