"""A second look by a model that reads question and passage together, where one is set up."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from knowledge.search import Hit
from knowledge.shelf import Shelf

LOOKED_AT = 30


class Reranker(Protocol):
    """Scores texts for a question; None whenever there is nothing to be had in time."""

    async def scores(self, question: str, texts: Sequence[str]) -> list[float] | None:
        """One for each text, the more the better, on whatever scale."""

    async def answers(self) -> bool:
        """Whether the server says anything at all."""


async def rerank(
    reranker: Reranker, question: str, hits: Sequence[Hit], shelf: Shelf
) -> list[Hit]:
    """The best hits in the order of the reranker; as they were where it says nothing.

    `hits` are what the reader may see, and nothing else leaves the house.
    """
    first, rest = list(hits[:LOOKED_AT]), list(hits[LOOKED_AT:])
    texts = [shelf.words_of(hit.passage) for hit in first]
    scores = await reranker.scores(question, texts) if texts else None
    if scores is None or len(scores) != len(first):
        return list(hits)
    low, high = min(scores), max(scores)
    moved = [
        replace(hit, score=(score - low) / ((high - low) or 1.0))
        for hit, score in zip(first, scores, strict=True)
    ]
    last = min(hit.score for hit in moved)
    below = [replace(hit, score=min(hit.score, last)) for hit in rest]
    return [*sorted(moved, key=lambda hit: -hit.score), *below]
