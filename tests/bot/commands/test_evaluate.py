"""`xuehui evaluate`: both forms, rows then figures, and what stops it."""

import json
from pathlib import Path

import pytest

from tests.bot.commands.conftest import Call

GOLD = [
    {"question": "沙龙每次不超过多少人？", "items": [2], "answer_contains": ["30人"]},
    {"question": "食堂几点开门？", "items": [], "unanswerable": True},
]
CORPUS = [
    {"id": f"p{n}", "title": "办法", "text": f"第{n}条 {n}号楼{n}点开门。"} for n in range(30)
]
ASKED = [
    {"id": "q1", "text": "7号楼几点开门？", "gold": ["p7"], "answers": ["7点"]},
    {"id": "q2", "text": "zzzz", "gold": [], "answerable": False},
]


def lines(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    return path


def test_rows_then_figures_for_notices(call: Call, notices: Path, tmp_path: Path) -> None:
    gold = lines(tmp_path / "gold.jsonl", GOLD)
    called = call("evaluate", "--questions", gold, "--notices", notices, "--json")
    *rows, figures = map(json.loads, called.out.splitlines())
    assert [list(row) for row in rows] == [["id", "tier", "ranked", "ms"]] * 2
    assert figures["questions"] == 2
    assert figures["hit@1"] == figures["answer_contained"] == 1
    assert figures["unanswerable_direct"] == 0


def test_rows_then_figures_for_a_corpus(call: Call, tmp_path: Path) -> None:
    asked = lines(tmp_path / "asked.jsonl", ASKED)
    corpus = lines(tmp_path / "corpus.jsonl", CORPUS)
    called = call("evaluate", "--questions", asked, "--corpus", corpus, "--json")
    first, second, figures = map(json.loads, called.out.splitlines())
    assert list(first) == ["id", "tier", "ranked", "ms"]
    assert (first["id"], first["ranked"][0]) == ("q1", "p7")
    assert len(first["ranked"]) <= 20
    assert set(first["ranked"]) <= {row["id"] for row in CORPUS}
    assert second["id"] == "q2"
    assert {"recall@20", "mrr@10", "hit@1", "ms_p50", "ms_p95"} <= figures.keys()


def test_people_read_a_table(call: Call, notices: Path, tmp_path: Path) -> None:
    gold = lines(tmp_path / "gold.jsonl", GOLD)
    called = call("evaluate", "--questions", gold, "--notices", notices)
    assert "2 个问题" in called.out
    assert "首位命中" in called.out


@pytest.mark.parametrize("wrong", ["{not json", "[1]", '{"items": [1]}'])
def test_the_line_that_is_wrong_is_named(
    wrong: str, call: Call, notices: Path, tmp_path: Path
) -> None:
    gold = lines(tmp_path / "gold.jsonl", GOLD)
    gold.write_text(gold.read_text() + f"\n{wrong}\n")
    called = call("evaluate", "--questions", gold, "--notices", notices)
    assert (called.code, called.out) == (1, "")
    assert called.err == "gold.jsonl 第 4 行看不懂，应为一个 JSON 对象。\n"


def test_a_wrong_line_of_the_corpus_is_named(call: Call, tmp_path: Path) -> None:
    asked = lines(tmp_path / "asked.jsonl", ASKED)
    corpus = lines(tmp_path / "corpus.jsonl", [*CORPUS[:2], {"id": "p9"}])
    called = call("evaluate", "--questions", asked, "--corpus", corpus)
    assert called.code == 1
    assert "corpus.jsonl 第 5 行看不懂" in called.err


@pytest.mark.parametrize("both", [True, False])
def test_either_notices_or_a_corpus(both: bool, call: Call, tmp_path: Path) -> None:
    gold = lines(tmp_path / "gold.jsonl", GOLD)
    chosen = ["--notices", tmp_path, "--corpus", gold] if both else []
    called = call("evaluate", "--questions", gold, *chosen)
    assert called.code == 1
    assert called.err.startswith("请用 --notices 指定通知，或用 --corpus 指定段落文件")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(None, "找不到"), (b"", "里没有问题"), ("问".encode("gb18030"), "不是 UTF-8")],
)
def test_questions_that_cannot_be_read(
    content: bytes | None, sentence: str, call: Call, notices: Path, tmp_path: Path
) -> None:
    gold = tmp_path / "gold.jsonl"
    if content is not None:
        gold.write_bytes(content)
    called = call("evaluate", "--questions", gold, "--notices", notices)
    assert (called.code, called.out) == (1, "")
    assert sentence in called.err
