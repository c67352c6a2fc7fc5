"""Words and meaning fused; who may read what is decided where passages are chosen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from knowledge.embedding import Embedder, EmbeddingError, Vectors
from knowledge.glossary import Named
from knowledge.lexical import LexicalIndex, Scores
from knowledge.notice import Passage
from knowledge.questions import Question
from knowledge.reader import Visible
from knowledge.shelf import Shelf
from knowledge.vectors import ChromaVectors
from knowledge.words import tokenise

DEPTH = 100
MEANING, WORDS = 0.7, 0.3
PARENT, SIBLINGS = 0.3, 2
# Official words nobody typed: they may lift a passage, never carry it.
OFFICIAL = 0.15
# A name counts as so many words, however long it is.
NAME = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage and why it was found; `cosine` is None where there is no vector."""

    passage: Passage
    score: float
    cosine: float | None
    lexical: float


@dataclass(slots=True, kw_only=True)
class Search:
    """Both ways of looking at one shelf; without an embedder only the words count."""

    shelf: Shelf
    lexical: LexicalIndex
    vectors: ChromaVectors | None = None
    embedder: Embedder | None = None

    async def find(self, question: Question, visible: Visible, depth: int = DEPTH) -> list[Hit]:
        """The best passages for a question, best first."""
        lexical = self._by_words(question, visible, depth)
        cosines = await self._by_meaning(self._said(question), visible, depth, lexical)
        return [
            hit
            for hit in self._fuse(lexical, cosines)
            if question.about_imprint or not hit.passage.imprint
        ]

    def _by_words(self, question: Question, visible: Visible, depth: int) -> dict[str, float]:
        ids, scores = self.lexical.search(question.tokens)
        if question.official:
            scores = scores + OFFICIAL * self.lexical.search(question.official)[1]
        for name in question.names:
            scores = scores + self._otherwise(name)
        found: dict[str, float] = {}
        for row in ranked(scores, 2 * depth):
            if len(found) == depth:
                break
            passage = self.shelf.passages.get(ids[row])
            if passage is not None and visible(passage.notice_id):
                found[passage.id] = float(scores[row])
        return found

    def _said(self, question: Question) -> str:
        """A short name that no notice prints tells a model little: the formal one instead."""
        text = question.text
        for name in question.names:
            if not self.lexical.prints(name.said):
                text = text.replace(name.said, name.formal)
        return text

    def _otherwise(self, name: Named) -> Scores:
        """What the other names of a thing add where it is not called as in the question."""
        own = self.lexical.search(tokenise(name.said))[1]
        best = own
        for other in name.others:
            tokens = tokenise(other)
            scores = self.lexical.search(tokens)[1] * min(NAME / max(len(tokens), 1), 1.0)
            best = np.maximum(best, scores)
        return best - own

    async def _by_meaning(
        self, text: str, visible: Visible, depth: int, lexical: Iterable[str]
    ) -> dict[str, float]:
        if self.vectors is None or self.embedder is None:
            return {}
        try:
            question = (await self.embedder.embed_queries([text]))[0]
        except EmbeddingError:
            # The endpoint is down: words alone still answer.
            return {}
        return await self._nearest(question, visible, depth, lexical)

    async def _nearest(
        self, question: Vectors, visible: Visible, depth: int, lexical: Iterable[str]
    ) -> dict[str, float]:
        assert self.vectors is not None  # noqa: S101 - for the type checker
        wanted = depth
        while True:
            near = await self.vectors.query(question, wanted)
            found = {
                id_: cosine
                for key, cosine in near
                for id_ in self.shelf.by_key.get(key, ())
                if visible(self.shelf.passages[id_].notice_id)
            }
            # Most of what is near may be hidden from this reader: look further.
            if len(found) >= depth // 4 or len(near) < wanted:
                break
            wanted *= 4
        keys = self.shelf.key_of
        missing = {id_: keys[id_] for id_ in lexical if id_ not in found and id_ in keys}
        stored = await self.vectors.get(sorted(set(missing.values())))
        for id_, key in missing.items():
            if key in stored:
                found[id_] = float(stored[key] @ question)
        return found

    def _fuse(self, lexical: dict[str, float], cosines: dict[str, float]) -> list[Hit]:
        passages = self.shelf.passages
        # What was taken away while vectors were looked for is not there any more.
        ids = [id_ for id_ in dict.fromkeys((*cosines, *lexical)) if id_ in passages]
        best_word = max(lexical.values(), default=1.0)
        # As near as the last of the nearest: what only its words brought up may lie further off.
        nearest = sorted(cosines.values(), reverse=True)[:DEPTH]
        low, high = (nearest[-1], nearest[0]) if nearest else (0.0, 1.0)
        scores = {}
        for id_ in ids:
            words = lexical.get(id_, 0.0) / best_word
            # A passage whose vector is not made yet stands by its words alone.
            near = (cosines[id_] - low) / ((high - low) or 1.0) if id_ in cosines else words
            near = max(near, 0.0)
            scores[id_] = MEANING * near + WORDS * words
        support = self._support(scores)
        hits = [
            Hit(
                passage=passages[id_],
                score=scores[id_] + PARENT * support[id_],
                cosine=cosines.get(id_),
                lexical=lexical.get(id_, 0.0),
            )
            for id_ in ids
        ]
        return sorted(hits, key=lambda hit: -hit.score)

    def _support(self, scores: dict[str, float]) -> dict[str, float]:
        """What speaks for the parent: the two best items of its text, its own score at least.

        The texts of one title stand together, in however many files they were taken in.
        """
        items: dict[tuple[str, int], float] = {}
        for id_, score in scores.items():
            item = self.shelf.passages[id_].item
            items[item] = max(items.get(item, 0.0), score)
        parents: dict[str, list[float]] = {}
        for (notice_id, _), score in items.items():
            parents.setdefault(self._title(notice_id), []).append(score)
        for best in parents.values():
            best.sort(reverse=True)
        support = {}
        for id_, score in scores.items():
            best = parents[self._title(self.shelf.passages[id_].notice_id)][:SIBLINGS]
            support[id_] = (sum(best) + score * (SIBLINGS - len(best))) / SIBLINGS
        return support

    def _title(self, notice_id: str) -> str:
        return self.shelf.notices[notice_id].title or notice_id


def ranked(scores: Scores, few: int) -> Iterator[int]:
    """The rows that have a score, best first; only whoever wants more than a few pays for all."""
    floor = np.partition(scores, -few)[-few] if few < len(scores) else 0.0
    best = (scores >= floor) & (scores > 0)
    for wanted in (best, (scores > 0) & ~best):
        rows = np.flatnonzero(wanted)
        yield from map(int, rows[np.argsort(-scores[rows], kind="stable")])
