"""Which questions ask the same thing, in whatever words."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.kinds import Kind
from knowledge.questions import SCAFFOLD, SPECIFIC, clean, kind_of
from knowledge.words import fold, tokenise

MARKS = re.compile(r"[\W_]+")
SAME_KIND = {Kind.CLOCK: Kind.DATE, Kind.WHAT: Kind.LIST}
ENOUGH = 0.75  # of the words of both


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What is compared of a question: its bare characters, what it wants, its words."""

    bare: str
    kind: Kind
    specifics: frozenset[str]
    words: frozenset[str]


@lru_cache(maxsize=8192)
def gist(text: str) -> Gist:
    folded = fold(clean(text))
    kind = kind_of(folded)
    words = frozenset(tokenise(SCAFFOLD.sub(" | ", folded)) or tokenise(folded))
    return Gist(
        bare=MARKS.sub("", folded),
        kind=SAME_KIND.get(kind, kind),
        specifics=frozenset(SPECIFIC.findall(folded)),
        words=frozenset(word for word in words if len(word) > 1) or words,
    )


def alike(one: Gist, other: Gist) -> bool:
    """The same characters; or most of the same words, the same names, the same thing wanted."""
    if one.bare == other.bare:
        return True
    if one.kind is not other.kind or one.specifics != other.specifics:
        return False
    both = len(one.words & other.words)
    return both > 0 and both >= ENOUGH * len(one.words | other.words)


def groups(texts: Sequence[str]) -> list[list[int]]:
    """Places of texts that ask the same, in the order of the first of each group."""
    heads: list[Gist] = []
    found: list[list[int]] = []
    by_bare: dict[str, int] = {}
    by_word: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        each = gist(text)
        number = by_bare.get(each.bare)
        if number is None:
            near = sorted({n for word in each.words for n in by_word[word]})
            number = next((n for n in near if alike(heads[n], each)), None)
        if number is None:
            number = len(heads)
            heads.append(each)
            found.append([])
            for word in each.words:
                by_word[word].append(number)
        by_bare.setdefault(each.bare, number)
        found[number].append(place)
    return found
