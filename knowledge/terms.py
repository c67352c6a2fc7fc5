"""Where the terms of a question stand, and how much of their weight that is."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from knowledge.questions import Term
from knowledge.words import fold, shorten


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text in which terms are looked for, folded and without blanks."""

    text: str

    def __contains__(self, term: Term) -> bool:
        if any(name in self.text for name in term.alike):
            return True
        if term.printed:
            return any(word in self.text for word in term.printed)
        if term.token.isascii():
            # 「15」 does not stand in 「2015」.
            return (
                re.search(rf"(?<![a-z\d.]){re.escape(term.token)}(?![a-z\d])", self.text)
                is not None
            )
        # One character alone stands in too many words to tell anything.
        return len(term.token) > 1 and term.token in self.text


@lru_cache(maxsize=4096)
def words_in(text: str) -> Words:
    """The same texts come up again and again."""
    return Words(text=shorten(re.sub(r"\s", "", fold(text))))


def share(weights: Mapping[Term, float], present: Collection[Term]) -> float:
    """Which part of the weight is present."""
    total = sum(weights.values())
    found = sum(weight for term, weight in weights.items() if term in present)
    return found / total if total else 0.0


def within(weights: Mapping[Term, float], text: str) -> set[Term]:
    """The terms that stand in a text."""
    words = words_in(text)
    return {term for term in weights if term in words}
