"""How well the right text is found: four ways over the same questions, and an index of 20,000.

Run as a process of its own; prints JSON at its end. Nothing is drawn at random.
MRR@10 is over articles, hit@1 over articles (or items); a chunk counts as an article when it
holds half of it, or half a chunk of it. Recall in 1,500 is how much of the right articles stands
in the first 1,500 characters that would be shown: whole articles with their titles for ours, BM25
and dense, the chunks one after the other for the baseline.
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

import numpy as np

from bench import large
from bench.chunks import Chunk, cut
from bench.remembering import Remembering
from knowledge.embedding import BundledEmbedder, Embedder, Vectors
from knowledge.evaluation import Figures, evaluate, load_corpus, load_questions
from knowledge.gold import Gold
from knowledge.lexical import LexicalIndex
from knowledge.library import Library, shelve
from knowledge.notice import Notice
from knowledge.reading import read
from knowledge.shelf import key_for
from knowledge.vectors import ChromaVectors
from knowledge.words import tokenise
from storage.clock import SystemClock

FIRST, SHOWN = 10, 1500
LOOKED_AT = 60
KEY_POINTS = "henan-kexie-2025-key-points.txt"


@dataclass(slots=True, kw_only=True)
class Tally:
    """Figures of one way over all questions."""

    reciprocal: list[float]
    recalled: list[float]

    def as_dict(self, way: str) -> dict[str, float]:
        count = len(self.reciprocal)
        return {
            f"laws, {way}: hit@1": round(sum(r == 1 for r in self.reciprocal) / count, 4),
            f"laws, {way}: MRR@10": round(sum(self.reciprocal) / count, 4),
            f"laws, {way}: recall in {SHOWN}": round(sum(self.recalled) / count, 4),
        }


async def measure(shared: Path, embedder: Remembering) -> dict[str, Any]:
    """All figures."""
    questions = shared / "eval" / "laws" / "questions.jsonl"
    golds = load_questions(questions)
    laws = load_corpus(questions.with_name("corpus.jsonl"))
    figures: dict[str, Any] = {"laws: articles": len(laws), "laws: questions": len(golds)}
    with TemporaryDirectory(prefix="xuehui-bench-") as folder:
        place = Path(folder)
        rows = await embedder.embed_queries([gold.text for gold in golds])
        fixed = await by_chunks(laws, golds, rows, embedder, place / "fixed")
        figures |= fixed.as_dict("fixed 500/50 chunks")
        figures |= (await by_words(laws, golds)).as_dict("BM25 of bigrams alone")
        made = ChromaVectors(place / "laws")
        ours = await large.opened(laws, embedder, made)
        figures |= (await by_meaning(laws, golds, rows, ours, made)).as_dict("dense alone")
        found = await of_library(ours, golds, corpus=True)
        for said, key in (("hit@1", "hit@1"), ("MRR@10", "mrr@10")):
            figures[f"laws, ours: {said}"] = found[key]
        figures[f"laws, ours: recall in {SHOWN}"] = found[f"recall_in_{SHOWN}"]
        figures["laws, ours ÷ fixed: MRR@10"] = round(
            found["mrr@10"] / figures["laws, fixed 500/50 chunks: MRR@10"], 3
        )
        figures[f"laws, ours ÷ fixed: recall in {SHOWN}"] = round(
            found[f"recall_in_{SHOWN}"] / figures[f"laws, fixed 500/50 chunks: recall in {SHOWN}"],
            3,
        )
        await ours.close()
        figures |= await key_points(shared, embedder, place)
        figures |= await versions(shared, embedder, place)
        texts = [gold.text for gold in golds]
        more = load_corpus(shared / "eval" / "law-versions" / "corpus.jsonl")
        figures |= await large.measure([*laws, *more], texts, embedder, place / "large")
    return figures


async def by_chunks(
    laws: Sequence[Notice], golds: Sequence[Gold], rows: Vectors, embedder: Embedder, place: Path
) -> Tally:
    """What people build first: fixed chunks, the same model, Chroma."""
    chunks = cut(laws)
    vectors = ChromaVectors(place)
    await vectors.open(embedder.name)
    made = await embedder.embed_passages([chunk.text for chunk in chunks])
    await vectors.add([str(number) for number in range(len(chunks))], made)
    lengths = {law.id: len(law.text) for law in laws}
    tally = Tally(reciprocal=[], recalled=[])
    for gold, row in zip(golds, rows, strict=True):
        found = [chunks[int(key)] for key, _ in await vectors.query(row, LOOKED_AT)]
        right = [any(each in gold.passages for each in chunk.mostly(lengths)) for chunk in found]
        tally.reciprocal.append(reciprocal(right))
        tally.recalled.append(recall(gold, shown_of(found), lengths))
    await vectors.close()
    return tally


async def by_words(laws: Sequence[Notice], golds: Sequence[Gold]) -> Tally:
    index = LexicalIndex()
    await index.change({law.id: f"{law.title}\n{law.text}" for law in laws})
    ids = index.search(())[0]
    return tallied(laws, golds, ids, [index.search(tokenise(gold.text))[1] for gold in golds])


async def by_meaning(
    laws: Sequence[Notice],
    golds: Sequence[Gold],
    rows: Vectors,
    ours: Library,
    made: ChromaVectors,
) -> Tally:
    """The same vectors of the same passages: an article is as near as its nearest passage."""
    key_of = {p.id: key_for(p) for law in laws for p in ours.passages_of(law.id)}
    stored = await made.get(sorted(set(key_of.values())))
    scores = np.zeros((len(golds), len(laws)), dtype=np.float32)
    for place, law in enumerate(laws):
        own = [stored[key_of[p.id]] for p in ours.passages_of(law.id)]
        scores[:, place] = (rows @ np.stack(own).T).max(axis=1) if own else -1
    return tallied(laws, golds, [law.id for law in laws], list(scores))


def tallied(
    laws: Sequence[Notice], golds: Sequence[Gold], ids: Sequence[str], scores: Sequence[Vectors]
) -> Tally:
    """Whole articles in the order of their scores."""
    known = {law.id: law for law in laws}
    lengths = {law.id: len(law.text) for law in laws}
    tally = Tally(reciprocal=[], recalled=[])
    for gold, score in zip(golds, scores, strict=True):
        ranked = [ids[row] for row in np.argsort(-score, kind="stable")[:LOOKED_AT]]
        tally.reciprocal.append(reciprocal([each in gold.passages for each in ranked]))
        shown: dict[str, float] = {}
        left = SHOWN
        for each in ranked:
            shown[each] = max(min(lengths[each], left), 0)
            left -= lengths[each] + len(known[each].title)
        tally.recalled.append(recall(gold, shown, lengths))
    return tally


def shown_of(found: Sequence[Chunk]) -> dict[str, float]:
    """How many characters of each article the chunks show before the room is full."""
    shown: dict[str, float] = {}
    left = SHOWN
    for chunk in found:
        part = min(len(chunk.text), max(left, 0)) / len(chunk.text)
        left -= len(chunk.text)
        for each, length in chunk.holds.items():
            shown[each] = shown.get(each, 0.0) + part * length
    return shown


def reciprocal(right: Sequence[bool]) -> float:
    return next((1 / rank for rank, yes in enumerate(right[:FIRST], start=1) if yes), 0.0)


def recall(gold: Gold, shown: dict[str, float], lengths: dict[str, int]) -> float:
    parts = [min(shown.get(each, 0.0) / max(lengths[each], 1), 1.0) for each in gold.passages]
    return sum(parts) / max(len(parts), 1)


async def of_library(library: Library, golds: Sequence[Gold], *, corpus: bool) -> dict[str, Any]:
    today = SystemClock().now().date()
    rows = [row async for row in evaluate(library, golds, today, corpus=corpus)]
    assert isinstance(rows[-1], Figures)
    return rows[-1].as_dict()


async def key_points(shared: Path, embedder: Embedder, place: Path) -> dict[str, Any]:
    notice = shelve(read(shared / "notices" / KEY_POINTS, KEY_POINTS))
    library = await large.opened([notice], embedder, ChromaVectors(place / "points"))
    golds = load_questions(shared / "eval" / "key-points-dev.jsonl")
    found = await of_library(library, golds, corpus=False)
    await library.close()
    asked = sum(gold.answerable for gold in golds)
    return {"key points: questions": asked, "key points, ours: hit@1": found["hit@1"]}


async def versions(shared: Path, embedder: Embedder, place: Path) -> dict[str, Any]:
    folder = shared / "eval" / "law-versions"
    library = await large.opened(
        load_corpus(folder / "corpus.jsonl"), embedder, ChromaVectors(place / "versions")
    )
    golds = load_questions(folder / "questions.jsonl")
    found = await of_library(library, golds, corpus=True)
    await library.close()
    return {
        "law versions: questions": len(golds),
        "law versions, ours: current first": found["current_first"],
        "law versions, ours: stale cited without a label": found["stale_unlabelled"],
    }


if __name__ == "__main__":
    result = asyncio.run(measure(Path(sys.argv[1]), Remembering(BundledEmbedder())))
    print(json.dumps(result, ensure_ascii=False))
