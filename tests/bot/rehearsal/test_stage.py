"""What a rehearsal does: buttons found, time moved, what was seen told, faults with their line."""

from pathlib import Path

import pytest

from bot.rehearsal.cast import NothingToPress, find_button
from bot.rehearsal.script import ScriptFault, load_script
from bot.rehearsal.stage import NotSeen, temporary_stage
from bot.rehearsal.transcript import Line
from knowledge.library import Library
from storage.choices import Choice
from tests.stagehands import leave_settings_behind

PEOPLE = "people:\n  甲: {role: member, door: web}\n  乙: {role: staff}\nsteps:\n"


@pytest.fixture(autouse=True)
def only_these_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    leave_settings_behind(monkeypatch, tmp_path)


async def rehearsed(folder: Path, *steps: str, before: str = "") -> list[Line]:
    """Play these steps by words alone; the lines of both sides."""
    path = folder / "play.yaml"
    path.write_text(before + PEOPLE + "".join(f"  - {step}\n" for step in steps))
    lines: list[Line] = []

    def by_words(_settings: object) -> Library:
        return Library(vectors=None, embedder=None)

    async with temporary_stage(load_script(path), lines.append, by_words) as stage:
        await stage.play()
    return lines


def offer(*labels: str, link: str = "") -> Line:
    buttons = [Choice(label=label, data=label) for label in labels]
    links = [Choice(label=link, data="")] if link else []
    return Line(
        step=1, person="甲", door="web", direction="out", text="", buttons=(*buttons, *links)
    )


@pytest.mark.parametrize(
    "wanted", ["2. 相关规定", "相关规定", "2", "相关", "２", "2.", "相关规定。"]
)
def test_a_button_is_found_by_label_number_or_part(wanted: str) -> None:
    lines = [offer("1. 相关旧规定"), offer("1. 看原文", "2. 相关规定", link="相关网站")]
    line, choice = find_button(lines, wanted)
    assert (line, choice.label) == (lines[1], "2. 相关规定")


def test_unnumbered_buttons_are_found_by_their_place() -> None:
    _, choice = find_button([offer("是", "否")], "2")
    assert choice.label == "否"


def test_an_older_message_still_has_its_buttons() -> None:
    lines = [offer("1. 看原文"), offer("1. 请工作人员回答")]
    assert find_button(lines, "看原文")[0] is lines[0]


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ("规定", "「规定」对得上几个按钮：1. 旧规定、2. 新规定"),
        ("确认", "没有按钮「确认」，最近的按钮是：1. 旧规定、2. 新规定"),
        ("3", "没有按钮「3」，最近的按钮是："),
    ],
)
def test_which_button_is_meant_must_be_clear(wanted: str, sentence: str) -> None:
    with pytest.raises(NothingToPress) as refusal:
        find_button([offer("1. 旧规定", "2. 新规定")], wanted)
    assert str(refusal.value).startswith(sentence)


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [("问", "对得上几个按钮："), ("红烧", "没有按钮「红烧」，最近的按钮是：1.")],
)
async def test_a_button_that_is_unclear_is_a_fault_with_its_line(
    wanted: str, sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(NotSeen) as failure:
        await rehearsed(tmp_path, "甲 says: 菜单", f"甲 presses: {wanted}")
    assert str(failure.value).startswith("第 6 行：甲 ")
    assert sentence in str(failure.value)


async def test_what_was_seen_before_the_own_last_deed_is_past(tmp_path: Path) -> None:
    await rehearsed(
        tmp_path,
        "甲 says: 谢谢",
        "乙 says: 帮助",
        "甲 sees: 不客气",  # somebody else's deeds change nothing for 甲
        "甲 sees: [不客气, 菜单]",
        "甲 says: 可以问什么",
        "甲 sees not: 不客气",
        "乙 sees: 怎么用",
        "time passes: 2 hours",
        "乙 sees not: 怎么用",
    )


async def test_every_line_knows_its_step_and_its_door(tmp_path: Path) -> None:
    lines = await rehearsed(tmp_path, "甲 says: 谢谢", "甲 sees: 不客气", "乙 says: 谢谢")
    assert [(line.step, line.person, line.door, line.direction) for line in lines] == [
        (1, "甲", "web", "in"),
        (1, "甲", "web", "out"),
        (3, "乙", "telegram", "in"),
        (3, "乙", "telegram", "out"),
    ]


async def test_an_empty_file_is_refused_as_on_the_page(tmp_path: Path) -> None:
    (tmp_path / "empty.docx").write_bytes(b"")
    await rehearsed(tmp_path, "甲 sends: empty.docx", "甲 sees: 0 字节")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("binary.txt", b"\x00\x01" * 99, "第 2 行：通知 binary.txt 读不了"),
        ("folder", None, "第 2 行：folder 里没有能读的通知"),
    ],
)
async def test_a_notice_that_cannot_be_read_is_a_fault(
    name: str, content: bytes | None, sentence: str, tmp_path: Path
) -> None:
    if content is None:
        (tmp_path / name).mkdir()
    else:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ScriptFault) as fault:
        await rehearsed(tmp_path, "restarts", before=f"notices:\n  - {name}\n")
    assert str(fault.value).startswith(sentence)
