"""Fits the weights of knowledge.certainty anew: two ridge regressions, cross-validated.

`AT_HAND`: questions with an answer in an index against strangers' questions, over three indexes
that weigh alike. `BY_MEANING`: questions with an answer against near misses. Prints the weights,
then figures from folds that a fit had not seen; whoever likes them puts them in place.
"""

import asyncio
import json
import math
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import numpy as np
from numpy.typing import NDArray

from bench.remembering import Remembering
from knowledge.calibration import off_topic_questions
from knowledge.certainty import Signs, auroc
from knowledge.embedding import Embedder, bundled_embedder
from knowledge.evaluation import load_corpus, load_questions
from knowledge.library import Library, shelve
from knowledge.notice import Notice
from knowledge.reader import all_readable
from knowledge.reading import read
from knowledge.vectors import ChromaVectors
from storage.clock import SystemClock

HOUSE = Path(__file__).parents[1]
KEY_POINTS = "henan-kexie-2025-key-points.txt"
AT_HAND = ("nearest", "rare", "together")
BY_MEANING = ("nearest", "relevance", "negative", "opposed", "met", "length")
RIDGE, FOLDS, SEED = 30.0, 10, 7
REFUSED_OWN = 0.095  # the share of own questions that may be refused there
ALIKE = 300.0  # what all the questions of one side of one index weigh

Numbers = NDArray[np.float64]


class Kind(Enum):
    """What the index has for a question."""

    ANSWERED = "answered"
    NEAR_MISS = "near miss"
    STRANGE = "strange"


HARDEST = ("passages", Kind.ANSWERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A question put to one index, and what was seen of the best quote."""

    index: str
    question: str
    kind: Kind
    signs: Signs


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Weights by name, and the logits of each sample from a fit that had not seen it."""

    weights: dict[str, float]
    unseen: Numbers


async def asked(
    index: str, notices: Sequence[Notice], questions: Mapping[str, Kind], embedder: Embedder
) -> list[Sample]:
    """These questions, then strangers'."""
    reader = all_readable(SystemClock().now().date())
    samples = []
    with TemporaryDirectory(prefix="xuehui-bench-") as folder:
        library = Library(vectors=ChromaVectors(Path(folder)), embedder=embedder)
        await library.open(notices)
        await library.catch_up()
        strangers = dict.fromkeys(off_topic_questions(), Kind.STRANGE)
        for question, kind in {**strangers, **questions}.items():
            _, found = await library.consult(question, reader)
            if found.judged:
                signs = found.judged[0].signs
                samples.append(Sample(index=index, question=question, kind=kind, signs=signs))
        await library.close()
    return samples


def fit(samples: Sequence[Sample], names: Sequence[str], y: Numbers, w: Numbers) -> Fit:
    """Ridge over standardised signs; a question keeps to its fold in whatever index it is put."""
    signs = [asdict(each.signs) for each in samples]
    x = np.array([[each[name] for name in names] for each in signs])
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.column_stack([np.ones(len(x)), (x - mean) / spread])
    places = {question: n for n, question in enumerate(dict.fromkeys(s.question for s in samples))}
    drawn = np.random.default_rng(SEED).integers(0, FOLDS, len(places))
    folds = np.array([drawn[places[each.question]] for each in samples])
    unseen = np.zeros(len(x))
    for fold in range(FOLDS):
        rest, held = folds != fold, folds == fold
        unseen[held] = z[held] @ ridge(z[rest], y[rest], w[rest])
    b = ridge(z, y, w)
    plain = b[1:] / spread
    weights = {"bias": b[0] - plain @ mean, **dict(zip(names, plain, strict=True))}
    return Fit(weights={n: round(float(each), 3) for n, each in weights.items()}, unseen=unseen)


def ridge(z: Numbers, y: Numbers, w: Numbers) -> Numbers:
    """Newton's steps; the bias is not held down."""
    b, hold = np.zeros(z.shape[1]), np.eye(z.shape[1]) * RIDGE
    hold[0, 0] = 1e-3
    for _ in range(30):
        p = 1 / (1 + np.exp(-z @ b))
        slope = z.T @ (w * (p - y)) + hold @ b
        b -= np.linalg.solve((z * (w * p * (1 - p))[:, None]).T @ z + hold, slope)
    return b


def at_hand(samples: Sequence[Sample]) -> None:
    some = [each for each in samples if each.kind is not Kind.NEAR_MISS]
    sides = [(each.index, each.kind) for each in some]
    w = np.array([min(ALIKE / sides.count(side), 2.0) for side in sides])
    found = fit(some, AT_HAND, wanted(some), w)
    hard = [u for u, side in zip(found.unseen, sides, strict=True) if side == HARDEST]
    least = sorted(hard)[int(REFUSED_OWN * len(hard))]
    print("AT_HAND =", json.dumps(found.weights))
    print(f"least: {1 / (1 + math.exp(-least)):.3f}")
    for index, kind in dict.fromkeys(sides):
        own = [u for u, side in zip(found.unseen, sides, strict=True) if side == (index, kind)]
        print(
            f"  {index}, {kind.value}: {np.mean(np.array(own) < least):.1%} of {len(own)} refused"
        )


def answers(samples: Sequence[Sample]) -> None:
    some = [s for s in samples if s.index == HARDEST[0] and s.kind is not Kind.STRANGE]
    y = wanted(some)
    found = fit(some, BY_MEANING, y, np.ones(len(some)))
    print("BY_MEANING =", json.dumps(found.weights))
    print(f"  AUROC {auroc(list(found.unseen[y == 1]), list(found.unseen[y == 0])):.3f}")


def wanted(samples: Sequence[Sample]) -> Numbers:
    return np.array([float(each.kind is Kind.ANSWERED) for each in samples])


async def measure(shared: Path, embedder: Embedder) -> None:
    folder = shared / "eval" / "passages"
    corpus = load_corpus(folder / "corpus.jsonl")
    samples = await asked("passages", corpus, kinds(folder / "questions.jsonl"), embedder)
    points = shelve(read(shared / "notices" / KEY_POINTS, KEY_POINTS))
    on_points = kinds(shared / "eval" / "key-points-dev.jsonl")
    samples += await asked("key points", [points], on_points, embedder)
    files = sorted((HOUSE / "knowledge" / "samples").iterdir())
    lines = (HOUSE / "tests" / "knowledge" / "samples.jsonl").read_text("utf-8").splitlines()
    everyday = {
        row["question"]: Kind.NEAR_MISS if row.get("unanswerable") else Kind.ANSWERED
        for row in map(json.loads, lines)
    }
    notices = [shelve(read(file, file.name)) for file in files]
    samples += await asked("samples", notices, everyday, embedder)
    at_hand(samples)
    answers(samples)


def kinds(file: Path) -> dict[str, Kind]:
    return {
        gold.text: Kind.ANSWERED if gold.answerable else Kind.NEAR_MISS
        for gold in load_questions(file)
    }


if __name__ == "__main__":
    model = bundled_embedder()
    assert model is not None
    asyncio.run(measure(Path(sys.argv[1]), Remembering(model)))
