"""Everyday questions on the notices that come with the project, in a secretary's own words.

A third of them (`held`) is never looked at while the library is changed.
"""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.library import Library, shelve
from knowledge.notice import Answer, Citation, Tier
from knowledge.reading import read
from knowledge.vectors import ChromaVectors
from tests.readers import READER
from tests.stagehands import EMBEDDER

SAMPLES = Path(__file__).parents[2] / "knowledge" / "samples"
QUESTIONS = Path(__file__).with_name("samples.jsonl")
ROWS: list[dict[str, Any]] = [json.loads(line) for line in QUESTIONS.read_text().splitlines()]

Answered = list[tuple[dict[str, Any], Answer]]


@pytest.fixture(params=["hybrid", "lexical"])
async def library(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Library]:
    embedder = EMBEDDER if request.param == "hybrid" else None
    if request.param == "hybrid" and embedder is None:
        pytest.skip("the bundled model has no wheel for this machine")
    vectors = ChromaVectors(tmp_path / "index") if embedder else None
    library = Library(vectors=vectors, embedder=embedder)
    await library.open([shelve(read(path, path.name)) for path in sorted(SAMPLES.iterdir())])
    await library.catch_up()
    yield library
    await library.close()


def stands_in(row: dict[str, Any], citation: Citation, source: str) -> bool:
    """Whether a citation is the right one: its file, and all of the answer in its quote."""
    return source == row["file"] and all(part in citation.quote for part in row["answer_contains"])


def rightly(library: Library, answered: Answered) -> list[bool]:
    """For each question with an answer: does the first quote hold it?"""
    found = []
    for row, answer in answered:
        first = answer.citations[0] if answer.citations else None
        notice = library.notice(first.notice_id) if first else None
        found.append(bool(first and notice and stands_in(row, first, notice.source)))
    return found


def share(truths: list[bool]) -> float:
    return sum(truths) / len(truths)


@pytest.mark.parametrize("held", [False, True])
async def test_everyday_questions(library: Library, held: bool) -> None:
    rows = [row for row in ROWS if row.get("held", False) is held]
    answered = [(row, await library.ask(row["question"], READER)) for row in rows]
    can: Answered = [pair for pair in answered if "file" in pair[0]]
    cannot = [answer for row, answer in answered if row.get("unanswerable")]
    right = rightly(library, can)
    wrong = [
        answer.tier is Tier.DIRECT and not ok for (_, answer), ok in zip(can, right, strict=True)
    ]
    assert share(right) >= 0.75
    assert share([answer.tier is Tier.DIRECT for _, answer in can]) >= 0.7
    assert share(wrong) <= 0.15
    assert share([answer.tier is Tier.NOT_FOUND for _, answer in can]) <= 0.1
    assert share([answer.tier is Tier.DIRECT for answer in cannot]) <= 0.2


def test_gold_stands_in_the_samples() -> None:
    texts = {path.name: path.read_text().replace("\n", "") for path in SAMPLES.iterdir()}
    for row in ROWS:
        assert row.get("unanswerable") or all(
            part in texts[row["file"]] for part in row["answer_contains"]
        ), row["question"]
    assert sum(row.get("held", False) for row in ROWS) * 3 >= len(ROWS) - 3


async def test_the_question_everybody_is_shown_first(library: Library) -> None:
    answer = await library.ask("今年青年人才托举工程选多少人？", READER)
    assert answer.tier is Tier.DIRECT
    assert "60名" in answer.citations[0].quote
