"""What speaks for a passage: meaning, words, the kind of thing asked for, names and numbers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.calibration import Calibration
from knowledge.evidence import holds
from knowledge.kinds import OPEN_KINDS, Kind
from knowledge.notice import Notice, Passage
from knowledge.questions import Question, meets
from knowledge.search import Hit
from knowledge.shelf import Shelf
from knowledge.words import tokenise

CONSIDERED = 30
LONGEST_LIST, LONGEST_ASIDE = 700, 350
# Fitted on ../shared/eval and on questions of our own; see docs/decisions on tiers.
FOR_NEWS, FOR_FIRST, FOR_EVIDENCE, FOR_NAMES = 0.2, 0.03, 0.1, 0.2
FOR_NAMED = 0.2
MEANING, WORDS, LEAD = 0.38, 0.6, 0.15
MOST_MEANING, MOST_LEAD = 1.3, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A hit with what speaks for it; `start` and `end` are what would be quoted."""

    hit: Hit
    start: int
    end: int
    relevance: float
    coverage: float
    news: float
    evidence: bool | None
    met: bool
    opening: float

    @property
    def rank(self) -> float:
        """Where it stands among the others: what its heading does not say counts extra."""
        return (
            self.hit.score
            + FOR_NEWS * self.news
            + self.opening
            + FOR_EVIDENCE * (self.evidence is True)
            + FOR_NAMES * self.met
        )

    def certainty(self, lead: float = 0.0) -> float:
        """How sure we are that it is about the question; `lead` is its distance to the next."""
        relevance = min(self.relevance, MOST_MEANING)
        return MEANING * relevance + WORDS * self.coverage + LEAD * min(lead, MOST_LEAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Looks at one question's hits; `rarity` says how telling a word is."""

    shelf: Shelf
    rarity: Callable[[str], float]
    calibration: Calibration

    def rank(self, question: Question, hits: Sequence[Hit]) -> list[Judged]:
        """The best hits, best first."""
        weights = {token: self.rarity(token) for token in question.content}
        judged = [self.judge(question, hit, weights) for hit in hits[:CONSIDERED]]
        return sorted(judged, key=lambda each: -each.rank)

    def judge(self, question: Question, hit: Hit, weights: Mapping[str, float]) -> Judged:
        """Look at one passage with its item and its notice."""
        passage = hit.passage
        notice = self.shelf.notices[passage.notice_id]
        start, end = self.span(question, passage)
        quote = notice.text[start:end]
        heading = "\n".join((notice.title, *passage.heading_path, passage.lead))
        head = words_in(heading)
        body = words_in(quote)
        coverage = share(weights, head | body)
        new = {token: weight for token, weight in weights.items() if token not in head}
        typed = question.kind not in OPEN_KINDS
        return Judged(
            hit=hit,
            start=start,
            end=end,
            relevance=coverage if hit.cosine is None else self.calibration.relevance(hit.cosine),
            coverage=coverage,
            news=share(new, body) if new else 1.0,
            evidence=holds(question, passage.text if typed else quote, heading),
            met=meets(question.specifics, lambda: context(notice, passage)),
            opening=self._opening(question, passage, named=not new or share(weights, head) > 0.7),
        )

    def _opening(self, question: Question, passage: Passage, *, named: bool) -> float:
        """What an item is about stands at its beginning, above all when only its name is asked."""
        if self.shelf.neighbours(passage)[0] is not passage:
            return 0.0
        return FOR_NAMED if named and question.kind in (Kind.WHAT, Kind.TOPIC) else FOR_FIRST

    def span(self, question: Question, passage: Passage) -> tuple[int, int]:
        """What to quote: the passage, or the whole list it introduces or is an entry of."""
        introduces = passage.text.rstrip().endswith(("：", ":"))
        if not (passage.listed or introduces):
            return passage.start, passage.end
        siblings = self.shelf.neighbours(passage)
        first = last = siblings.index(passage)
        # A list reaches up to the sentence that introduces it and no further.
        while first > 0 and siblings[first].listed and not introduces:
            first -= 1
        while last + 1 < len(siblings) and siblings[last + 1].listed:
            last += 1
        start, end = siblings[first].start, siblings[last].end
        longest = LONGEST_LIST if question.kind in OPEN_KINDS else LONGEST_ASIDE
        return (start, end) if end - start <= longest else (passage.start, passage.end)


@lru_cache(maxsize=1024)
def words_in(text: str) -> frozenset[str]:
    """The different tokens of a text; headings come up again and again."""
    return frozenset(tokenise(text))


def share(weights: Mapping[str, float], present: frozenset[str]) -> float:
    """Which part of the weight is present."""
    total = sum(weights.values())
    found = sum(weight for token, weight in weights.items() if token in present)
    return found / total if total else 0.0


def context(notice: Notice, passage: Passage) -> str:
    """Everything a name or a number of the question may stand in."""
    return "\n".join(
        (
            notice.title,
            notice.document_number or "",
            notice.issuer or "",
            notice.issued.isoformat() if notice.issued else "",
            *passage.heading_path,
            notice.text[passage.item_start : passage.item_end],
        )
    )
