"""`xuehui index`: what is added, replaced, left alone, refused."""

import json
from pathlib import Path

import pytest

from tests.bot.commands.conftest import Call

OPENING = "关于{place}展览馆开放的通知\n\n{place}展览馆每天上午{hour}开门。\n"


def counts(said: str) -> list[int]:
    """New, replaced, unchanged, refused, passages."""
    return [int(word) for word in said.replace("；共", " 共").split() if word.isdecimal()]


def test_files_are_added_left_alone_and_replaced(call: Call, notices: Path) -> None:
    (notices / "meal.md").write_text("# 关于用餐的通知\n\n食堂中午十二点开门。\n")
    added, replaced, unchanged, refused, passages = counts(call("index", notices).out)
    assert (added, replaced, unchanged, refused) == (2, 0, 0, 0)
    assert passages > 2
    assert counts(call("index", notices).out) == [0, 0, 2, 0, 0]
    (notices / "meal.md").write_text("# 关于用餐的通知\n\n食堂中午十一点开门。\n")
    assert counts(call("index", notices).out)[:4] == [0, 1, 1, 0]
    answer = call("ask", "--json", "食堂中午几点开门？").out
    assert "十一点" in answer
    assert "十二点" not in answer


def test_files_of_one_name_in_different_folders_stand_side_by_side(
    call: Call, tmp_path: Path
) -> None:
    for place, hour in (("东区", "八点"), ("西区", "九点")):
        (tmp_path / place).mkdir()
        (tmp_path / place / "notice.txt").write_text(OPENING.format(place=place, hour=hour))
    assert counts(call("index", "东区", "西区").out)[:4] == [2, 0, 0, 0]
    # However the folders are named: it is the file that is known.
    assert counts(call("index", tmp_path / "东区", "./西区/notice.txt").out)[:4] == [0, 0, 2, 0]
    changed = OPENING.format(place="东区", hour="七点")
    (tmp_path / "东区" / "notice.txt").write_text(changed)
    assert counts(call("index", ".").out)[:4] == [0, 1, 1, 0]
    for place, hour in (("东区", "七点"), ("西区", "九点")):
        assert f"{hour}开门" in call("ask", f"{place}展览馆每天上午{hour}开门吗？").out


def test_a_text_that_was_moved_is_not_taken_in_twice(call: Call, notices: Path) -> None:
    call("index", notices)
    (notices / "salon.txt").rename(notices / "salon-2026.txt")
    assert counts(call("index", notices).out) == [0, 0, 1, 0, 0]


def test_what_cannot_be_read_is_named_and_the_rest_goes_in(call: Call, notices: Path) -> None:
    (notices / "binary.txt").write_bytes(b"\x00\x01\x02" * 100)
    (notices / "empty.txt").write_text("")
    called = call("index", notices)
    assert counts(called.out)[:4] == [1, 0, 0, 2]
    assert called.code == 0
    assert "binary.txt：不是文本文件" in called.err
    assert "empty.txt：是空的" in called.err


def test_nothing_that_can_be_read(call: Call, tmp_path: Path) -> None:
    (tmp_path / "page.docx").write_bytes(b"PK\x03\x04")
    called = call("index", tmp_path / "page.docx")
    assert called.code == 1
    assert "page.docx：这个文件打不开" in called.err


@pytest.mark.parametrize(
    ("path", "sentence"), [("nowhere", "找不到 nowhere"), (".", "没有找到能读的文件")]
)
def test_nothing_to_read(path: str, sentence: str, call: Call) -> None:
    called = call("index", path)
    assert (called.code, called.out) == (1, "")
    assert sentence in called.err


def test_a_file_in_the_place_of_the_data_folder(call: Call, notices: Path, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    for words in (["index", notices], ["ask", "你好"], ["run"]):
        called = call(*words)
        assert (called.code, called.out) == (1, "")
        assert "写不进去" in called.err
        assert "XUEHUI_DATA" in called.err


def test_an_endpoint_out_of_reach_costs_the_vectors_only(
    call: Call, notices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XUEHUI_EMBEDDING_BASE_URL", "http://127.0.0.1:1/v1")
    monkeypatch.setenv("XUEHUI_EMBEDDING_MODEL", "none")
    called = call("index", notices)
    assert counts(called.out)[:4] == [1, 0, 0, 0]
    assert "语义模型连不上" in called.err
    answer = call("ask", "--json", "沙龙每次不超过多少人？")
    assert "30人" in json.loads(answer.out)["answer"]
