"""Measures how the cosines of a model are read, on the notices at hand."""

import statistics
from collections.abc import Sequence

from knowledge.calibration import UNKNOWN, Calibration, off_topic_questions
from knowledge.embedding import Embedder
from knowledge.vectors import ChromaVectors

STRANGERS = 8  # enough for a median at start
# Headings asked word for word lie nearer than people's own words: measured, by a fifth.
OWN_WORDS = 0.8
MOST_HEADINGS = 12


async def measure(
    embedder: Embedder,
    vectors: ChromaVectors,
    headings: Sequence[str],
    strangers: int = STRANGERS,
) -> Calibration:
    """Ask strangers' questions and the notices' own headings, and see how near they come."""
    step = max(len(headings) // MOST_HEADINGS, 1)
    own = [f"{heading}有什么规定？" for heading in headings[::step][:MOST_HEADINGS]]
    off = await _nearest(embedder, vectors, off_topic_questions()[:strangers])
    on = off + OWN_WORDS * (await _nearest(embedder, vectors, own) - off)
    return Calibration(off_topic=off, on_topic=on) if on > off + 0.01 else UNKNOWN


async def _nearest(embedder: Embedder, vectors: ChromaVectors, questions: Sequence[str]) -> float:
    best = []
    for vector in await embedder.embed_queries(questions):
        near = await vectors.query(vector, 1)
        best += [cosine for _, cosine in near]
    return statistics.median(best) if best else 0.0
