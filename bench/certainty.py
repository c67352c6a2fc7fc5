"""How well the house knows whether it knows: questions with and without an answer.

Half of the questions have no answer although a near passage is there; besides, a list of questions
nobody asks an association. Prints one JSON object.
"""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

os.environ.setdefault("OMP_WAIT_POLICY", "passive")

from bench.remembering import Remembering
from knowledge.calibration import off_topic_questions
from knowledge.certainty import auroc, risk_coverage
from knowledge.embedding import Embedder, bundled_embedder
from knowledge.evaluation import contains, load_corpus, load_questions
from knowledge.gold import Gold
from knowledge.library import Library
from knowledge.notice import Answer, Tier
from knowledge.reader import all_readable
from knowledge.search import Hit
from knowledge.vectors import ChromaVectors
from storage.clock import SystemClock

COVERED = (0.1, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question with its answer and the two scores it is compared with."""

    gold: Gold
    answer: Answer
    cosine: float
    score: float


async def measure(shared: Path, embedder: Embedder) -> dict[str, Any]:
    folder = shared / "eval" / "passages"
    golds = load_questions(folder / "questions.jsonl")
    with TemporaryDirectory(prefix="xuehui-bench-") as index:
        library = Library(vectors=ChromaVectors(Path(index)), embedder=embedder)
        await library.open(load_corpus(folder / "corpus.jsonl"))
        await library.catch_up()
        reader = all_readable(SystemClock().now().date())
        asked = []
        for gold in golds:
            answer, found = await library.consult(gold.text, reader)
            cosine, score = nearest(found.hits), best(found.hits)
            asked.append(Asked(gold=gold, answer=answer, cosine=cosine, score=score))
        strangers = [(await library.ask(each, reader)).tier for each in off_topic_questions()]
        size = library.size[1]
        await library.close()
    refused = sum(tier is Tier.NOT_FOUND for tier in strangers)
    return {
        "passages": size,
        "questions": len(golds),
        **near_misses(asked),
        **tiers(asked),
        "off-topic questions": len(strangers),
        "off-topic refused": refused / len(strangers),
        "off-topic called direct": sum(tier is Tier.DIRECT for tier in strangers),
    }


def nearest(hits: Sequence[Hit]) -> float:
    return max((hit.cosine for hit in hits if hit.cosine is not None), default=0.0)


def best(hits: Sequence[Hit]) -> float:
    return max((hit.score for hit in hits), default=0.0)


def near_misses(asked: Sequence[Asked]) -> dict[str, float]:
    """AUROC of each score, and how wrong the surest answers are."""
    can = [each for each in asked if each.gold.answerable]
    cannot = [each for each in asked if not each.gold.answerable]
    figures = {
        "near-miss AUROC, certainty": auroc(
            [each.answer.certainty for each in can], [each.answer.certainty for each in cannot]
        ),
        "near-miss AUROC, nearest cosine": auroc(
            [each.cosine for each in can], [each.cosine for each in cannot]
        ),
        "near-miss AUROC, passage score": auroc(
            [each.score for each in can], [each.score for each in cannot]
        ),
    }
    right = [each.gold.answerable and contains(each.gold, each.answer) for each in asked]
    curve = risk_coverage([each.answer.certainty for each in asked], right)
    for share in COVERED:
        figures[f"wrong among the surest {share:.0%}"] = next(
            wrong for covered, wrong in curve if covered >= share
        )
    return figures


def tiers(asked: Sequence[Asked]) -> dict[str, float]:
    figures = {}
    for name, wanted in (("answerable", True), ("unanswerable", False)):
        some = [each.answer.tier for each in asked if each.gold.answerable is wanted]
        for tier in Tier:
            figures[f"{name}: {tier}"] = sum(each is tier for each in some) / len(some)
    return figures


if __name__ == "__main__":
    model = bundled_embedder()
    assert model is not None
    result = asyncio.run(measure(Path(sys.argv[1]), Remembering(model)))
    print(json.dumps(result, ensure_ascii=False))
