"""`xuehui import` and `export`: looked at, written, mended, taken out, taken in again."""

from pathlib import Path

import pytest

from tests.bot.commands.conftest import Call

FILES = Path(__file__).parents[2] / "dialogues" / "files"
SOCIETIES, ROSTER = FILES / "societies.xlsx", FILES / "roster.xlsx"
HOME = "云岭省材料学会"


def test_in_and_out_and_in_again(call: Call, tmp_path: Path) -> None:
    looked = call("import", "societies", SOCIETIES, "--check")
    assert "新增 3，更改 0，没有变化 0，有问题 1" in looked.out
    assert "没有写入" in looked.err
    bad = tmp_path / "bad.xlsx"
    assert "新增 3" in call("import", "societies", SOCIETIES, "--bad", bad).out
    assert bad.stat().st_mode & 0o077 == 0
    assert "没有变化 3" in call("import", "societies", SOCIETIES).out
    one = call("import", "members", ROSTER, "--society", HOME)
    assert "新增 3，更改 0，没有变化 0，有问题 2" in one.out
    assert "您只能导入本学会的会员" in one.out
    assert "新增 1，更改 0，没有变化 3，有问题 1" in call("import", "members", ROSTER).out
    whole, short = tmp_path / "whole.xlsx", tmp_path / "short.xlsx"
    assert "已导出 4 条" in call("export", "members", whole, "--whole").out
    assert "末四位" in call("export", "members", short, "--society", HOME).err
    assert "没有变化 4" in call("import", "members", whole).out
    refused = call("import", "members", short)
    assert (refused.code, refused.err.splitlines()[-1]) == (
        1,
        "表里缺少这几列：身份证号或手机号。请补上后再发。",
    )
    out = tmp_path / "societies.xlsx"
    assert "已导出 3 条" in call("export", "societies", out).out
    assert "没有变化 3" in call("import", "societies", out).out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["import", "members", "nowhere.xlsx"], "找不到 nowhere.xlsx"),
        (["import", "members", ROSTER, "--society", "某学会"], "还没有收录「某学会」"),
        (["export", "members", "no/such/folder.xlsx"], "写不了"),
        (["import", "societies", FILES / "notice.txt"], "这是文本文件"),
    ],
)
def test_what_cannot_be(words: list[object], sentence: str, call: Call) -> None:
    told = call(*words)
    assert told.code == 1
    assert sentence in told.err
