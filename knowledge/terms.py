"""Where the terms of a question stand, and how much of their weight that is."""

import re
from collections.abc import Iterable, Mapping

from knowledge.questions import Term
from knowledge.words import packed, shorten

Bits = int  # one for each term, the first term lowest


class Sought:
    """The terms of one question with their weights; each text is looked through once."""

    def __init__(self, weights: Mapping[Term, float]) -> None:
        self._terms = tuple(weights)
        self._weights = tuple(weights.values())
        self._seen: dict[str, Bits] = {}
        self.all: Bits = (1 << len(self._terms)) - 1

    @property
    def rare(self) -> float:
        """How much a term weighs in the mean."""
        return sum(self._weights) / max(len(self._weights), 1)

    def asked(self, *, typed: bool) -> Bits:
        """What is asked about; of an open question only what has its official words."""
        return self._bits(term.asked and (typed or bool(term.printed)) for term in self._terms)

    def within(self, *texts: str) -> Bits:
        """The terms that stand in one of the texts."""
        found = 0
        for text in texts:
            if text not in self._seen:
                words = shorten(packed(text))
                self._seen[text] = self._bits(stands(term, words) for term in self._terms)
            found |= self._seen[text]
        return found

    def share(self, present: Bits, among: Bits | None = None) -> float:
        """Which part of the weight (of some of the terms) is present."""
        among = self.all if among is None else among
        found = total = 0.0
        for place, weight in enumerate(self._weights):
            if among >> place & 1:
                total += weight
                found += weight * (present >> place & 1)
        return found / total if total else 0.0

    def _bits(self, truths: Iterable[bool]) -> Bits:
        return sum(1 << place for place, true in enumerate(truths) if true)


def stands(term: Term, words: str) -> bool:
    """Whether a term stands in a text that is folded, without blanks and with short forms."""
    if any(name in words for name in term.alike):
        return True
    if term.printed:
        return any(word in words for word in term.printed)
    if term.token.isascii():
        # 「15」 does not stand in 「2015」.
        return (
            term.token in words
            and re.search(rf"(?<![a-z\d.]){re.escape(term.token)}(?![a-z\d])", words) is not None
        )
    # One character alone stands in too many words to tell anything.
    return len(term.token) > 1 and term.token in words
