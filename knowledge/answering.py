"""Question → answer in three tiers; every word of it stands in a notice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.calibration import Calibration
from knowledge.evidence import holds
from knowledge.notice import Answer, Citation, Passage, Tier
from knowledge.questions import Kind, Question, meets
from knowledge.search import Hit
from knowledge.shelf import Shelf
from knowledge.words import tokenise

CONSIDERED = 8
CLOSE = 0.2
MOST_CITATIONS = 3
LONGEST_LIST = 700
LONGEST_ASIDE = 350
ENOUGH = 0.5
ENOUGH_WITH_EVIDENCE = 0.4
LEAST = 0.2
NOT_FOUND = "在已有的文件里没有找到与这个问题有关的内容。您可以换一种说法再问，或者转给工作人员。"
RELATED = "以下条款与您的问题有关，但没有直接写明答案："
OPEN_KINDS = frozenset({Kind.HOW, Kind.WHAT, Kind.LIST, Kind.TOPIC, Kind.WHY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A hit with what speaks for it."""

    hit: Hit
    start: int
    end: int
    relevance: float
    coverage: float
    evidence: bool | None
    met: bool

    @property
    def certainty(self) -> float:
        """How sure we are that this passage is about the question."""
        return (self.relevance + self.coverage) / 2

    @property
    def is_direct(self) -> bool:
        """Whether the quote answers, not only touches, the question."""
        if self.evidence is False or not self.met:
            return False
        return self.certainty >= (ENOUGH_WITH_EVIDENCE if self.evidence else ENOUGH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Judges hits by meaning, by words, and by what stands in the quote."""

    shelf: Shelf
    rarity: Callable[[str], float]
    calibration: Calibration

    def answer(self, question: Question, hits: Sequence[Hit]) -> Answer:
        """The extractive answer; `hits` come best first."""
        judged = [self.judge(question, hit) for hit in hits[:CONSIDERED]]
        if not judged or max(each.certainty for each in judged) < LEAST:
            return Answer(question=question.text, tier=Tier.NOT_FOUND, text=NOT_FOUND)
        best = self._best(judged)
        rest = [each for each in judged if each is not best]
        if best.is_direct:
            cited = [best, *(each for each in rest if each.is_direct)][:MOST_CITATIONS]
            citations = self._cite(cited)
            return Answer(
                question=question.text,
                tier=Tier.DIRECT,
                text=citations[0].quote,
                citations=citations,
            )
        citations = self._cite([best, *rest][:MOST_CITATIONS])
        lines = [f"{number}. {c.quote}" for number, c in enumerate(citations, start=1)]
        return Answer(
            question=question.text,
            tier=Tier.RELATED,
            text="\n".join((RELATED, *lines)),
            citations=citations,
        )

    def judge(self, question: Question, hit: Hit) -> Judged:
        """Look at one passage with its item and its notice."""
        passage = hit.passage
        notice = self.shelf.notices[passage.notice_id]
        start, end = self.span(question, passage)
        quote = notice.text[start:end]
        around = "\n".join((notice.title, *passage.heading_path, passage.lead, quote))
        context = "\n".join(
            (
                around,
                notice.document_number or "",
                notice.issuer or "",
                notice.issued.isoformat() if notice.issued else "",
                notice.text[passage.item_start : passage.item_end],
            )
        )
        cosine = hit.cosine
        coverage = self.coverage(question, around)
        return Judged(
            hit=hit,
            start=start,
            end=end,
            relevance=coverage if cosine is None else self.calibration.relevance(cosine),
            coverage=coverage,
            evidence=holds(question, quote if question.kind in OPEN_KINDS else passage.text),
            met=meets(question.specifics, context),
        )

    def coverage(self, question: Question, text: str) -> float:
        """The share of the question's words that stand there, telling words counting more."""
        present = set(tokenise(text))
        weights = {token: self.rarity(token) for token in question.content}
        total = sum(weights.values())
        return sum(w for token, w in weights.items() if token in present) / total if total else 0.0

    def span(self, question: Question, passage: Passage) -> tuple[int, int]:
        """What to quote: the passage, or the whole list it is an entry of."""
        introduces = passage.text.rstrip().endswith(("：", ":"))
        if not (passage.listed or introduces):
            return passage.start, passage.end
        siblings = self.shelf.neighbours(passage)
        here = siblings.index(passage)
        first = last = here
        while first > 0 and (siblings[first].listed or introduces) and _near(siblings, first):
            first -= 1
        while last + 1 < len(siblings) and siblings[last + 1].listed:
            last += 1
        start, end = siblings[first].start, siblings[last].end
        longest = LONGEST_LIST if question.kind in OPEN_KINDS else LONGEST_ASIDE
        return (start, end) if end - start <= longest else (passage.start, passage.end)

    def _best(self, judged: Sequence[Judged]) -> Judged:
        top = judged[0]
        close = [each for each in judged if each.hit.score >= top.hit.score - CLOSE]
        return next((each for each in close if each.is_direct), top)

    def _cite(self, judged: Sequence[Judged]) -> tuple[Citation, ...]:
        return tuple(cite(self.shelf, each.hit.passage, each.start, each.end) for each in judged)


def _near(siblings: Sequence[Passage], index: int) -> bool:
    # A list reaches up to the sentence that introduces it and no further.
    return siblings[index].listed and not siblings[index].text.lstrip().endswith("：")


def cite(
    shelf: Shelf, passage: Passage, start: int | None = None, end: int | None = None
) -> Citation:
    """A citation whose quote is cut from the notice itself."""
    notice = shelf.notices[passage.notice_id]
    start = passage.start if start is None else start
    end = passage.end if end is None else end
    return Citation(
        passage_id=passage.id,
        notice_id=notice.id,
        notice=notice.title,
        document_number=notice.document_number,
        heading_path=passage.heading_path,
        quote=notice.text[start:end],
        start=start,
        end=end,
    )
