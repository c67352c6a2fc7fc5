"""The library as the house holds it: notices go in, cited answers come out."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from knowledge.answering import answer as extract
from knowledge.answering import cite
from knowledge.calibration import UNKNOWN, Calibration, calibration_for
from knowledge.embedding import Embedder, EmbeddingError
from knowledge.followup import needs_context, readings
from knowledge.glossary import Glossary, bundled
from knowledge.inquiry import Found, Inquiry
from knowledge.judging import Judge
from knowledge.language import Language
from knowledge.lexical import LexicalIndex
from knowledge.measuring import measure
from knowledge.notice import Answer, Citation, Notice, Passage, Tier
from knowledge.passages import carried, split
from knowledge.questions import Question, clean, understand
from knowledge.reader import Reader
from knowledge.reranking import Reranker
from knowledge.reviewed import reviewed
from knowledge.rewriting import rewritten
from knowledge.search import Search
from knowledge.shelf import Shelf, shelve
from knowledge.vectors import ChromaVectors
from knowledge.words import simplify
from knowledge.years import dated

__all__ = ["Library", "shelve"]

EMBEDDED_AT_ONCE = 32
RELATED_SHOWN = 3

log = logging.getLogger(__name__)


class Library:
    """Reads, remembers, answers; without embedder or vectors it answers by words alone."""

    def __init__(
        self,
        *,
        vectors: ChromaVectors | None,
        embedder: Embedder | None,
        language: Language | None = None,
        reranker: Reranker | None = None,
        glossary: Glossary | None = None,
        calibration: Calibration | None = None,
    ) -> None:
        self._vectors = vectors if embedder else None
        self._embedder = embedder if vectors else None
        self.language = language
        self._reranker = reranker
        self._glossary = glossary or bundled()
        self._shelf = Shelf()
        self._lexical = LexicalIndex()
        self._stored: set[str] = set()
        self.calibration = calibration or calibration_for(embedder.name if embedder else None)
        self._complete = False
        self._opened = False
        self._embedding = asyncio.Lock()

    @property
    def ready(self) -> bool:
        """Whether questions can be asked."""
        return self._opened

    @property
    def size(self) -> tuple[int, int]:
        """Notices and passages."""
        return len(self._shelf.notices), len(self._shelf.passages)

    @property
    def words(self) -> bool:
        """Whether a language model words the answers."""
        return self.language is not None

    @property
    def mode(self) -> str:
        """ "lexical" until every passage has its vector: who follows catches up; then "hybrid"."""
        return "hybrid" if self._complete else "lexical"

    @property
    def _by_meaning(self) -> bool:
        # The few vectors of a beginning would outrank better passages that have none yet.
        enough = 2 * len(self._stored) >= len(self._shelf.by_key) > 0
        return self._complete or (enough and self.calibration is not None)

    async def open(self, notices: Sequence[Notice]) -> None:
        """Put all notices on the shelf and compare them with the vectors at hand."""
        await self._put(notices)
        if self._vectors is not None and self._embedder is not None:
            await self._vectors.open(self._embedder.name)
            self._stored = await self._vectors.ids()
            await self._compare()
        self._opened = True

    async def catch_up(self, on_progress: Callable[[int, int], None] | None = None) -> None:
        """Embed what has no vector yet and drop what nobody needs; may be cancelled."""
        if self._vectors is None:
            return
        async with self._embedding:
            await self._forget(self._stored - self._shelf.by_key.keys())
            missing = self._missing()
        for first in range(0, len(missing), EMBEDDED_AT_ONCE):
            async with self._embedding:  # for each anew: what is deleted waits for no long list
                await self._embed(missing[first : first + EMBEDDED_AT_ONCE])
            if on_progress:
                on_progress(min(first + EMBEDDED_AT_ONCE, len(missing)), len(missing))
        async with self._embedding:
            await self._compare()

    async def add(self, notice: Notice, *, embed: bool = True) -> int:
        """Take in one notice (or its new text); how many passages it has."""
        await self._put([notice])
        if embed:
            await self.catch_up()
        return len(self._shelf.of_notice[notice.id])

    async def remove(self, notice_id: str) -> None:
        gone, orphans = self._shelf.drop(notice_id)
        await self._lexical.change({}, gone)
        if self._vectors is not None:
            async with self._embedding:
                await self._forget(set(orphans) - self._shelf.by_key.keys())

    async def ask(self, question: str, reader: Reader) -> Answer:
        """The extractive answer, from notices this reader may see."""
        return (await self.consult(question, reader))[0]

    async def consult(self, question: str, reader: Reader) -> tuple[Answer, Found]:
        """The answer and everything it was chosen from."""
        turns = await self._readings(question, reader)
        inquiry = Inquiry(search=self._search(), judge=self._judge(), reranker=self._reranker)
        found = await inquiry.look(turns, reader)
        known = reviewed(turns[-1], self._shelf, reader)
        curve = self.calibration or UNKNOWN
        answer = known or extract(turns[-1], found.judged, self._shelf, reader, curve)
        return replace(answer, question=simplify(clean(question))), found

    async def _readings(self, question: str, reader: Reader) -> tuple[Question, ...]:
        asked, earlier = dated(question, reader.today), reader.earlier
        if self.language and earlier and needs_context(asked):
            full = await rewritten(self.language, asked, earlier)
            if full is not None:
                return (understand(full, self._glossary),)
        return readings(asked, earlier, self._glossary)

    async def word(self, answer: Answer, on_partial: Callable[[str], Awaitable[None]]) -> Answer:
        """The answer in a language model's words, or the same answer where there is none."""
        if self.language is None or answer.tier is Tier.NOT_FOUND:
            return answer
        return await self.language.word(answer, on_partial)

    def passage(self, passage_id: str) -> Passage | None:
        return self._shelf.passages.get(passage_id)

    def notice(self, notice_id: str) -> Notice | None:
        return self._shelf.notices.get(notice_id)

    def notices(self) -> tuple[Notice, ...]:
        return tuple(self._shelf.notices.values())

    def passages_of(self, notice_id: str) -> tuple[Passage, ...]:
        return self._shelf.of_notice.get(notice_id, ())

    def context(self, passage_id: str, reader: Reader) -> Citation | None:
        """The whole item around a passage; None where it may not be read."""
        passage = self.passage(passage_id)
        if passage is None or not reader.visible(passage.notice_id):
            return None
        return cite(self._shelf, passage, reader, passage.item_start, passage.item_end)

    async def related(
        self, question: str, reader: Reader, *, besides: str | None = None
    ) -> tuple[Citation, ...]:
        """Further provisions on the same matter, one for each item."""
        _, others = await self.consult(question, reader)
        known = self.passage(besides) if besides else None
        seen = {known.item} if known else set()
        found: list[Citation] = []
        for hit in others.hits:
            if hit.passage.item not in seen and len(found) < RELATED_SHOWN:
                seen.add(hit.passage.item)
                found.append(cite(self._shelf, hit.passage, reader))
        return tuple(found)

    async def close(self) -> None:
        for part in (self._vectors, self._embedder, self.language, self._reranker):
            if close := getattr(part, "close", None):  # who has connections lets go of them
                await close()

    async def _put(self, notices: Sequence[Notice]) -> None:
        cut = await asyncio.to_thread(lambda: [split(notice) for notice in notices])
        gone: list[str] = []
        for notice, passages in zip(notices, cut, strict=True):
            gone += self._shelf.drop(notice.id)[0]
            self._shelf.put(notice, passages)
        self._complete = self._complete and not self._missing()
        words = {p.id: self._shelf.words_of(p) for passages in cut for p in passages}
        await self._lexical.change(words, gone)

    async def _compare(self) -> None:
        """Once all vectors are there, learn how to read them if nobody has measured the model."""
        assert self._vectors is not None and self._embedder is not None  # noqa: S101, PT018
        self._complete = not self._missing()
        if self._complete and self.calibration is None and self._stored:
            try:
                self.calibration = await measure(
                    self._embedder, self._vectors, self._shelf.headings()
                )
            except EmbeddingError:
                # The endpoint is away just now; words decide until it is back.
                log.warning("the embedding model could not be measured")

    def _missing(self) -> list[str]:
        return [key for key in self._shelf.by_key if key not in self._stored]

    async def _embed(self, keys: Sequence[str]) -> None:
        assert self._vectors is not None and self._embedder is not None  # noqa: S101, PT018
        wanted = [k for k in keys if k in self._shelf.by_key and k not in self._stored]
        if not wanted:
            return
        texts = [carried(self._shelf.passages[self._shelf.by_key[key][0]]) for key in wanted]
        await self._vectors.add(wanted, await self._embedder.embed_passages(texts))
        self._stored.update(wanted)

    async def _forget(self, keys: set[str]) -> None:
        assert self._vectors is not None  # noqa: S101
        await self._vectors.remove(keys)
        self._stored -= keys

    def _search(self) -> Search:
        hybrid = self._by_meaning
        return Search(
            shelf=self._shelf,
            lexical=self._lexical,
            vectors=self._vectors if hybrid else None,
            embedder=self._embedder if hybrid else None,
        )

    def _judge(self) -> Judge:
        return Judge(
            shelf=self._shelf,
            rarity=self._lexical.rarity,
            calibration=self.calibration or UNKNOWN,
        )
