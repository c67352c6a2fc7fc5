"""Figures are counted right, and on the shared material they are as good as promised."""

import json
from pathlib import Path

import pytest

from knowledge.embedding import bundled_embedder
from knowledge.evaluation import (
    Figures,
    Gold,
    Row,
    UnreadableGold,
    evaluate,
    load_corpus,
    load_questions,
)
from knowledge.library import Library
from knowledge.notice import Notice, Tier
from knowledge.vectors import ChromaVectors
from tests.readers import READER

CORPUS = [
    {"id": "a", "title": "会费办法", "text": "第三条 学会会费标准为每年二百元。"},
    {"id": "b", "title": "换届办法", "text": "第一条 学会换届应当提前六十日报批。"},
    {"id": "c", "title": "论坛办法", "text": "第九条 青年论坛在科技馆举行。"},
]
QUESTIONS = [
    {"id": "1", "text": "学会会费标准为每年多少钱", "gold": ["a"], "answers": ["二百元", "200元"]},
    {"id": "2", "text": "换届要提前几天", "gold": ["b", "x"], "answers": ["九十日"]},
    {"id": "3", "text": "红烧肉怎么做", "gold": [], "answerable": False},
]


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


async def figures_of(
    library: Library, questions: list[Gold], *, corpus: bool
) -> tuple[list[Row], Figures]:
    rows: list[Row] = []
    async for result in evaluate(library, questions, READER.today, corpus=corpus):
        if isinstance(result, Figures):
            return rows, result
        rows.append(result)
    raise AssertionError("no figures came")


async def test_figures_over_a_corpus(tmp_path: Path) -> None:
    library = Library(vectors=None, embedder=None)
    await library.open(load_corpus(write(tmp_path / "c.jsonl", CORPUS)))
    questions = load_questions(write(tmp_path / "q.jsonl", QUESTIONS))
    rows, figures = await figures_of(library, questions, corpus=True)
    assert [row.ranked[:1] for row in rows[:2]] == [("a",), ("b",)]
    assert rows[0].as_dict()["tier"] == "direct"
    values = figures.as_dict()
    assert (values["questions"], values["hit@1"], values["mrr@10"]) == (3, 1.0, 1.0)
    assert values["recall@5"] == 0.75
    assert values["answer_contained"] == 0.5
    assert values["unanswerable_not_found"] == 1.0
    assert values["answerable_not_found"] == 0.0


async def test_items_of_a_notice_are_gold_by_their_number(
    lexical_library: Library, tmp_path: Path
) -> None:
    rows: list[dict[str, object]] = [
        {"question": "秘书长例会在哪里开", "items": [2], "answer_contains": ["三楼", "科技馆"]},
        {"question": "秘书长例会几点开", "items": [], "unanswerable": True},
    ]
    questions = load_questions(write(tmp_path / "q.jsonl", rows))
    [first, second], figures = await figures_of(lexical_library, questions, corpus=False)
    assert (first.found, first.contained) == (1, True)
    assert second.answer.tier is not Tier.DIRECT
    assert figures.values["hit@1"] == 1.0


@pytest.mark.parametrize("line", ["no json", "[]", '{"id": "1"}'])
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": "0", "text": "x"}\n\n' + line, "utf-8")
    with pytest.raises(UnreadableGold) as caught:
        load_questions(path)
    assert (caught.value.line, caught.value.path) == (3, path)


@pytest.mark.shared
async def test_the_real_notice_is_answered_as_promised(
    shared: Path, key_points: Notice, tmp_path: Path
) -> None:
    embedder = bundled_embedder()
    vectors = ChromaVectors(tmp_path / "index") if embedder else None
    library = Library(vectors=vectors, embedder=embedder)
    await library.open([key_points])
    await library.catch_up()
    questions = load_questions(shared / "eval" / "key-points-dev.jsonl")
    rows, _ = await figures_of(library, questions, corpus=False)
    await library.close()
    first = [
        any(row.answer.citations[0].heading_path[-1].startswith(f"{n}.") for n in row.gold.items)
        for row in rows
        if row.gold.answerable and row.answer.citations
    ]
    assert sum(first) >= 14
    assert sum(row.contained for row in rows if row.gold.answerable) >= 13
    refused = [row for row in rows if not row.gold.answerable and row.answer.tier != Tier.DIRECT]
    assert len(refused) >= 6
