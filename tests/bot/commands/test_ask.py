"""`xuehui ask`: only answers on standard output, a sentence for whatever is wrong."""

import json
from pathlib import Path

import pytest

from tests.bot.commands.conftest import Call

QUESTION = "今年青年人才托举工程选多少人？"
WHOLE_QUESTION = "沙龙每次不超过多少人？"  # in the notice's own words: no model is needed
KEYS = ["question", "tier", "answer", "citations", "ms"]
CITED = ["notice", "document_number", "heading_path", "quote"]


def test_one_object_a_line_in_the_promised_form(call: Call, notices: Path) -> None:
    called = call("ask", "--json", "--notices", notices, WHOLE_QUESTION)
    (line,) = called.out.splitlines()
    answer = json.loads(line)
    assert list(answer) == KEYS
    assert (answer["question"], answer["tier"]) == (WHOLE_QUESTION, "direct")
    assert [list(citation) for citation in answer["citations"]] == [CITED] * len(
        answer["citations"]
    )
    first = answer["citations"][0]
    assert first["quote"] == "每次不超过30人。"
    assert first["notice"] == "示例市科协关于举办沙龙的通知"
    assert first["document_number"] == "示例科协〔2026〕3号"
    assert first["heading_path"] == ["二、人数"]
    assert answer["ms"] > 0
    assert called.code == 0


def test_what_is_not_found_cites_nothing(call: Call, notices: Path) -> None:
    called = call("ask", "--json", "--notices", notices, "zzzz?")
    answer = json.loads(called.out)
    assert (answer["tier"], answer["citations"]) == ("not_found", [])
    assert answer["answer"]


def test_a_dash_reads_one_question_a_line(call: Call, samples: Path) -> None:
    given = "﻿沙龙在哪里举行？\n\n   \n" + QUESTION + "\r\n"
    called = call("ask", "--json", "--notices", samples, "-", given=given.encode() + b"\xff?\n")
    asked = [json.loads(line)["question"] for line in called.out.splitlines()]
    assert asked == ["沙龙在哪里举行？", QUESTION, "\ufffd?"]


def test_people_read_the_answer_and_its_source(call: Call, notices: Path) -> None:
    called = call("ask", "--notices", notices, WHOLE_QUESTION)
    assert f"问：{WHOLE_QUESTION}" in called.out
    assert "【有明确规定】" in called.out
    assert "出处：《" in called.out
    assert "号）" in called.out


@pytest.mark.parametrize("form", ["--notices A --notices B -- Q", "--notices A B Q"])
def test_several_paths(form: str, call: Call, samples: Path, notices: Path) -> None:
    for question, expected in (
        ("2026年度共遴选多少名青年科技工作者？", "60名"),
        ("沙龙每次不超过多少人？", "30人"),
    ):
        places = {"A": str(notices), "B": str(samples / "young-talent.txt"), "Q": question}
        words = [places.get(word, word) for word in form.split()]
        called = call("ask", "--json", *words)
        assert expected in json.loads(called.out)["answer"]


def test_the_data_folder_is_asked_when_no_paths_are_given(
    call: Call, notices: Path, tmp_path: Path
) -> None:
    call("index", notices)
    called = call("ask", "--json", "沙龙", "每次不超过多少人？")
    answer = json.loads(called.out)
    assert answer["question"] == "沙龙 每次不超过多少人？"
    assert "30人" in answer["answer"]
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.txt").write_text("这份通知只说食堂中午十二点开门。")
    elsewhere = call("ask", "--json", "--notices", tmp_path / "other", "沙龙每次多少人？")
    assert "30人" not in elsewhere.out


@pytest.mark.parametrize("words", [[], [""], ["   "], ["--notices", "."]])
def test_no_question(words: list[str], call: Call) -> None:
    called = call("ask", *words)
    assert (called.code, called.out) == (1, "")
    assert called.err == "请写上问题，例如：xuehui ask 年检材料什么时候交？\n"


def test_no_notices_yet(call: Call) -> None:
    called = call("ask", "--json", QUESTION)
    assert (called.code, called.out) == (1, "")
    assert "还没有收录通知。请先运行 xuehui index" in called.err


def test_a_path_that_is_not_there(call: Call, notices: Path) -> None:
    called = call("ask", "--notices", notices, "nowhere", QUESTION)
    assert (called.code, called.out) == (1, "")
    assert called.err.startswith("找不到 nowhere。")


def test_a_folder_without_notices(call: Call, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "logo.svg").write_bytes(b"\x89PNG")
    called = call("ask", "--notices", tmp_path / "empty", QUESTION)
    assert (called.code, called.out) == (1, "")
    assert "没有找到能读的文件" in called.err


def test_what_cannot_be_read_is_named_and_the_rest_is_asked(call: Call, notices: Path) -> None:
    (notices / "binary.txt").write_bytes(b"\x00\x01\x02" * 100)
    (notices / "empty.md").write_text(" \n")
    called = call("ask", "--json", "--notices", notices, "沙龙每次不超过多少人？")
    assert called.code == 0
    assert "30人" in json.loads(called.out)["answer"]
    assert "binary.txt：不是文本文件" in called.err
    assert "empty.md：是空的" in called.err


def test_nothing_that_can_be_read(call: Call, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\x01\x02" * 100)
    called = call("ask", "--notices", tmp_path / "a.txt", QUESTION)
    assert (called.code, called.out) == (1, "")
    assert "没有一份通知能读" in called.err
