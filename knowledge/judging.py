"""What speaks for a passage: meaning, words, the kind of thing asked for, names and numbers."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.calibration import Calibration
from knowledge.certainty import Signs, signs_of
from knowledge.evidence import holds
from knowledge.headings import is_named
from knowledge.kinds import OPEN_KINDS, Kind
from knowledge.notice import Notice, Passage
from knowledge.questions import Question, meets
from knowledge.search import Hit
from knowledge.shelf import Shelf
from knowledge.terms import Bits, Sought

# The best hits, and those whose words fit best wherever meaning puts them.
CONSIDERED, BY_WORDS = 30, 5
WHOLE_LISTS = frozenset({Kind.LIST, Kind.TOPIC})
LONGEST_LIST, LONGEST_ASIDE = 700, 350
# Fitted on ../shared/eval and on questions of our own; see docs/decisions on tiers.
FOR_NEWS, FOR_FIRST, FOR_EVIDENCE, FOR_NAMES = 0.2, 0.03, 0.25, 0.3
FOR_NAMED = 0.2
FOR_COVERAGE, FOR_ASKED, FOR_HEADING = 0.5, 0.2, 0.25
LEAST_DEED = 0.2
BESIDE_THE_POINT, UNDER_ITS_NAME = 0.15, 0.08
# A plain word may be said in many ways: whether it is found tells less than a name.
PLAIN_WORD = 0.4
MEANING, WORDS, LEAD = 0.38, 0.6, 0.15
MOST_MEANING, MOST_LEAD = 1.3, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A question before all that was found for it; `nearest` is the best cosine.

    `together` is how well the words of the question stand together in one passage, whatever
    the size of the index: log(1 + best BM25 / log of the number of passages).
    """

    question: Question
    sought: Sought
    nearest: float | None
    together: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A hit with what speaks for it; `start` and `end` are what would be quoted.

    `behind` is how far a text stands back that does not count any more; see knowledge.currency.
    """

    matter: Matter
    hit: Hit
    quote: str
    start: int
    end: int
    nearest: float
    relevance: float
    coverage: float
    news: float
    evidence: bool | None
    met: bool
    opening: float
    near: float
    asked: float
    named: bool
    behind: float = 0.0

    @property
    def signs(self) -> Signs:
        """What tells whether the quote answers."""
        return signs_of(
            (self.matter.question.text, self.quote),
            nearest=self.nearest,
            rare=self.matter.sought.rare,
            together=self.matter.together,
            relevance=self.relevance,
            coverage=self.coverage,
            met=self.met,
        )

    @property
    def rank(self) -> float:
        """Where it stands among the others: what its heading does not say counts extra."""
        return (
            self.hit.score
            + FOR_NEWS * self.news
            + self.opening
            + FOR_EVIDENCE * (self.evidence is True)
            + FOR_NAMES * self.met
            + FOR_COVERAGE * self.coverage**2
            + FOR_ASKED * self.asked
            + FOR_HEADING * self.named * min(2 * self.coverage, 1.0)
            - self.behind
        )

    @property
    def beside_the_point(self) -> float:
        """How far a passage about the matter misses what is asked about it."""
        if self.named:
            return -UNDER_ITS_NAME if self.evidence else 0.0
        return BESIDE_THE_POINT * (1 - self.asked)

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
        matter = self._matter(question, hits)
        worded = sorted(hits[CONSIDERED:], key=lambda hit: -hit.lexical)
        near = [*hits[:CONSIDERED], *worded[:BY_WORDS]]
        judged = [self._judge(matter, hit) for hit in near]
        return sorted(judged, key=lambda each: -each.rank)

    def _matter(self, question: Question, hits: Sequence[Hit]) -> Matter:
        weights = {
            term: PLAIN_WORD if term.printed else self.rarity(term.token)
            for term in question.terms
        }
        words = max((hit.lexical for hit in hits), default=0.0)
        return Matter(
            question=question,
            sought=Sought(weights),
            nearest=max((hit.cosine for hit in hits if hit.cosine is not None), default=None),
            together=math.log1p(words / math.log(len(self.shelf.passages) + 2)),
        )

    def _judge(self, matter: Matter, hit: Hit) -> Judged:
        """Look at one passage with its item and its notice."""
        question, sought, passage = matter.question, matter.sought, hit.passage
        notice = self.shelf.notices[passage.notice_id]
        start, end = self.span(question, passage)
        quote = notice.text[start:end]
        headings = self._headings(passage)
        there, body = sought.within(*headings), sought.within(quote)
        near = sought.within(*passage.heading_path[-1:], quote if passage.listed else passage.text)
        new = sought.all & ~there
        coverage = sought.share(there | body)
        point = asked_in(sought, near, question)
        evidence = evident(question, passage, quote, "\n".join(headings), point)
        return Judged(
            matter=matter,
            hit=hit,
            quote=quote,
            start=start,
            end=end,
            nearest=self._relevance(matter.nearest, coverage),
            relevance=self._relevance(hit.cosine, coverage),
            coverage=coverage,
            news=sought.share(body, among=new) if new else 1.0,
            evidence=evidence,
            met=meets(question.specifics, lambda: context(notice, passage)),
            opening=self._opening(question, passage, named=not new or sought.share(there) > 0.7),
            near=sought.share(near),
            asked=point,
            named=evidence is not False and is_named(question, passage),
        )

    def _headings(self, passage: Passage) -> tuple[str, ...]:
        return (self.shelf.names[passage.notice_id], *passage.heading_path, passage.lead)

    def _relevance(self, cosine: float | None, coverage: float) -> float:
        return coverage if cosine is None else self.calibration.relevance(cosine)

    def _opening(self, question: Question, passage: Passage, *, named: bool) -> float:
        """What an item is about stands at its beginning, above all when only its name is asked."""
        if self.shelf.neighbours(passage)[0] is not passage:
            return 0.0
        return FOR_NAMED if named and question.kind in (Kind.WHAT, Kind.TOPIC) else FOR_FIRST

    def span(self, question: Question, passage: Passage) -> tuple[int, int]:
        """What to quote: the passage, or the whole list it introduces or is an entry of."""
        introduces = passage.text.rstrip().endswith(("：", ":"))
        alone = passage.complete and question.kind not in WHOLE_LISTS
        if not (passage.listed or introduces) or (alone and not introduces):
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


def asked_in(sought: Sought, near: Bits, question: Question) -> float:
    """Which part of what is asked stands near; all of it where nothing in particular is."""
    asked = sought.asked(typed=question.kind not in OPEN_KINDS)
    return sought.share(near, among=asked) if asked else 1.0


def evident(
    question: Question, passage: Passage, quote: str, heading: str, point: float
) -> bool | None:
    """Whether the kind of thing asked for stands there."""
    if question.kind is Kind.WHO and point < LEAST_DEED:
        # Offices stand in every sentence: only the one that does what is asked counts.
        return False
    return holds(question, quote if question.kind in OPEN_KINDS else passage.text, heading)


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
