"""Files, letters, links and noted texts, rehearsed at both doors with a room that has them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.rehearsal.script import load_script
from bot.rehearsal.stage import NotSeen, temporary_stage
from bot.rehearsal.transcript import Line
from knowledge.library import Library
from tests.bot.paper_room import paper_room
from tests.stagehands import leave_settings_behind

PEOPLE = """people:
  甲: {role: member, society: 云岭省材料学会, name: 林一舟, door: DOOR}
  乙:
    role: secretary
    society: 云岭省材料学会
    door: OTHER
    name: 周南
    also: [{role: leader, society: 云岭省化学会}, {role: expert}]
  丙: {}
steps:
"""
DOORS = ("web", "telegram")


@pytest.fixture(autouse=True)
def only_these_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    leave_settings_behind(monkeypatch, tmp_path)


@pytest.fixture(autouse=True)
def room() -> Iterator[None]:
    with paper_room():
        yield


def by_words(_settings: object) -> Library:
    return Library(vectors=None, embedder=None)


async def rehearsed(folder: Path, door: str, *steps: str) -> list[Line]:
    path = folder / "play.yaml"
    people = PEOPLE.replace("DOOR", door).replace("OTHER", DOORS[door == "web"])
    path.write_text(people + "".join(f"  - {step}\n" for step in steps))
    lines: list[Line] = []
    async with temporary_stage(load_script(path), lines.append, by_words) as stage:
        await stage.play()
    return lines


@pytest.mark.parametrize("door", DOORS)
async def test_files_and_pictures_are_seen(door: str, tmp_path: Path) -> None:
    lines = await rehearsed(
        tmp_path,
        door,
        "甲 says: 要图片",
        "甲 sees: [图片, 电子会员证]",
        "甲 says: 要文件",
        "甲 sees: [名册好了, 会员名册.xlsx, 共 12 人]",
        "甲 sees not: 图片",
    )
    assert [line.files for line in lines if line.files] == [("图片",), ("会员名册.xlsx",)]


@pytest.mark.parametrize("door", DOORS)
async def test_a_file_that_is_gone_is_told(door: str, tmp_path: Path) -> None:
    await rehearsed(tmp_path, door, "甲 says: 要旧文件", "甲 sees: 有一个文件没有发出来")


@pytest.mark.parametrize("door", DOORS)
async def test_what_is_sent_arrives_whole(door: str, tmp_path: Path) -> None:
    (tmp_path / "名册.xlsx").write_bytes(b"\xca\xfe\xba\xbe" + b"x" * 3_000_000)
    await rehearsed(
        tmp_path, door, "甲 sends: 名册.xlsx", "甲 sees: 收到 名册.xlsx，3000004 字节，以 cafebabe"
    )


async def test_telegram_files_too_large_are_refused_before_they_are_fetched(
    tmp_path: Path,
) -> None:
    with (tmp_path / "big.bin").open("wb") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    await rehearsed(tmp_path, "telegram", "甲 sends: big.bin", "甲 sees: 超过 20 兆")
    await rehearsed(tmp_path, "web", "甲 sends: big.bin", "甲 sees: 超过 20 兆")


@pytest.mark.parametrize("door", DOORS)
async def test_letters_are_read_in_the_same_step_and_answered(door: str, tmp_path: Path) -> None:
    await rehearsed(
        tmp_path,
        door,
        "丙 says: 写给林一舟",
        "丙 sees: 信已寄出",
        "甲 sees: [您的邀请码是 123456, 1. 看看菜单]",
        "甲 presses: 看看菜单",
        "甲 sees: 有政策问题",
    )


@pytest.mark.parametrize("door", DOORS)
async def test_what_one_person_saw_another_can_use(door: str, tmp_path: Path) -> None:
    await rehearsed(
        tmp_path,
        door,
        "丙 says: 写给林一舟",
        r"甲 notes code: (\d{6})",
        r"甲 notes page: (http://\S+)",
        r"甲 notes link: (https://t.me/\S+)",
        "乙 opens: {page}",
        "乙 sees: 您带来的是 7788",
        "丙 opens: {link}",
        "丙 sees: 您带来的是 7788",
        '丙 says: "{code} 对吗"',
        "丙 sees not: 7788",
        '丙 opens: "https://t.me/x_bot?start={code}"',
        "丙 sees: [您带来的是, {code}]",
        "restarts",
        "丙 sees: {code}",
    )


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        (
            ("甲 says: 谢谢", r"甲 notes code: (\d{6})"),
            r"第 12 行：甲 没有看到可以记下的「(\d{6})」，看到的是：",
        ),
        (("甲 opens: https://example.org/",), "第 11 行：甲 打不开「https://example.org/」"),
    ],
)
async def test_what_cannot_be_noted_or_opened_is_named(
    steps: tuple[str, ...], sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(NotSeen) as failure:
        await rehearsed(tmp_path, "web", *steps)
    assert str(failure.value).startswith(sentence)


@pytest.mark.parametrize("door", DOORS)
async def test_names_and_several_roles(door: str, tmp_path: Path) -> None:
    await rehearsed(
        tmp_path,
        door,
        "乙 says: 我叫什么",
        "乙 sees: [您是周南, secretary：云岭省材料学会, leader：云岭省化学会, expert]",
        "甲 says: 我叫什么",
        "甲 sees: 您是林一舟",
    )


@pytest.mark.parametrize("door", DOORS)
async def test_a_secret_is_taken_back(door: str, tmp_path: Path) -> None:
    await rehearsed(tmp_path, door, "甲 says: 密码是 8848", "甲 sees: 已经撤回")
