"""`xuehui rehearse`: what it prints, how it ends, and what it says of a file it cannot play."""

import json
from pathlib import Path

import pytest

from tests.bot.commands.conftest import Call

DIALOGUE = """\
people:
  秘书甲: {role: secretary, society: 云岭省材料学会, door: web}
  访客乙: {}
steps:
  - 秘书甲 says: 菜单
  - 秘书甲 sees: [秘书, 可以问什么]
  - 秘书甲 sends: files/form.txt
  - 访客乙 says: 谢谢
  - 访客乙 sees: 不客气
"""
KEYS = ["step", "person", "door", "direction", "text", "buttons", "files", "ms"]


@pytest.fixture
def dialogue(tmp_path: Path) -> Path:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "form.txt").write_text("表格")
    path = tmp_path / "dialogue.yaml"
    path.write_text(DIALOGUE)
    return path


def test_one_object_a_line_in_the_promised_form(call: Call, dialogue: Path) -> None:
    called = call("rehearse", dialogue, "--json")
    assert (called.code, called.err) == (0, "")
    lines = [json.loads(line) for line in called.out.splitlines()]
    assert [list(line) for line in lines] == [KEYS] * len(lines)
    told = [(line["step"], line["person"], line["direction"]) for line in lines]
    assert told == [
        (1, "秘书甲", "in"),
        (1, "秘书甲", "out"),
        (3, "秘书甲", "in"),
        (3, "秘书甲", "out"),
        (4, "访客乙", "in"),
        (4, "访客乙", "out"),
    ]
    assert {line["person"]: line["door"] for line in lines} == {
        "秘书甲": "web",
        "访客乙": "telegram",
    }
    assert lines[1]["buttons"][0] == "1. 我的待办"
    assert lines[2]["files"] == ["form.txt"]
    assert all(line["ms"] > 0 for line in lines if line["direction"] == "out")


def test_people_read_both_sides_with_the_buttons(call: Call, dialogue: Path) -> None:
    called = call("rehearse", dialogue)
    assert called.code == 0
    assert "▶ 秘书甲：菜单\n" in called.out
    assert "◀ 访客乙：不客气" in called.out
    assert "10. 可以问什么］" in called.out
    assert called.out.endswith("演练完毕，5 步全部相符。\n")


def test_a_step_that_does_not_hold(call: Call, dialogue: Path) -> None:
    dialogue.write_text(DIALOGUE.replace("[秘书, 可以问什么]", "[秘书, 红烧肉]"))
    called = call("rehearse", dialogue, "--json")
    assert called.code == 1
    assert [json.loads(line)["step"] for line in called.out.splitlines()] == [1, 1]
    assert (
        f"{dialogue} 第 6 行：秘书甲 没有看到「红烧肉」，看到的是：\n  │ 学会助手\n" in called.err
    )


@pytest.mark.parametrize("path", ["nowhere.yaml", "files"])
def test_no_such_file(path: str, call: Call, dialogue: Path) -> None:
    called = call("rehearse", path)
    assert (called.code, called.out) == (1, "")
    assert called.err == f"找不到对话文件 {path}\n"


def test_a_wrong_setting(call: Call, dialogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XUEHUI_WEB_PORT", "many")
    called = call("rehearse", dialogue)
    assert (called.code, called.out) == (1, "")
    assert called.err == "设置 XUEHUI_WEB_PORT 有误：应为整数。\n"


def test_the_own_data_are_left_alone(call: Call, dialogue: Path, tmp_path: Path) -> None:
    call("rehearse", dialogue)
    assert not (tmp_path / "data").exists()
