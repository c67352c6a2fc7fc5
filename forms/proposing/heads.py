"""Labels with their colons: where they stand, which place each of them means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from forms.drafts import Draft, Place
from forms.proposing.identity import Same
from forms.proposing.lexicon import Lexicon, any_of
from forms.specification import FieldSpec
from forms.values.numerals import number_of

BEFORE = r"(?:^|(?<=[;\n,。\s]))[ \t]*(?:[-*·•]\s*|\(?\d{1,2}[.、)]\s*)?"
NUMBER = r"(?:第?(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})(?:位|项|行|个|条|段)?)?[·的.\- ]{0,2}"
AFTER = r"(?:单位|方)?[ \t*]*:"


@dataclass(frozen=True, slots=True)
class Head:
    """A label with its colon; the value stands from `end` on."""

    start: int
    end: int
    place: Place
    spec: FieldSpec


@dataclass(slots=True)
class _Rows:
    """Which row of a group is being filled in, when nobody numbers them."""

    draft: Draft
    group: FieldSpec | None = None
    row: int = 0
    said: set[tuple[str, int, str]] = field(default_factory=set)

    def place(self, group: FieldSpec, spec: FieldSpec, number: str | None) -> Place:
        if number:
            self.row = max(int(number_of(number) or 1) - 1, 0)
        elif group is not self.group:
            self.row = len(self.draft.rows(group.name))
        elif (group.name, self.row, spec.name) in self.said:
            self.row += 1
        self.group = group
        self.said.add((group.name, self.row, spec.name))
        return Place(group.name, self.row, spec.name)


def heads_of(lexicon: Lexicon, draft: Draft, text: str) -> list[Head]:
    rows, pattern = _Rows(draft), _pattern(Same(lexicon))
    found = (_head(lexicon, rows, hit) for hit in pattern.finditer(text)) if pattern else ()
    return [each for each in found if each]


def is_list(heads: Sequence[Head], text: str) -> bool:
    """Whether labels are parted by 「；」 or lines, so that a comma belongs to the value."""
    parted = [text[: head.start].rstrip(" \t")[-1:] in {";", "\n"} for head in heads[1:]]
    return bool(parted) and sum(parted) * 2 >= len(parted)


def _head(lexicon: Lexicon, rows: _Rows, hit: re.Match[str]) -> Head | None:
    start, end = hit.span()
    if word := hit["plain"]:
        spec = lexicon.heads[word]
        return Head(start, end, Place(spec.name), spec)
    choices = lexicon.inner.get(hit["inner"] or hit["alone"], [])
    group = lexicon.groups.get(hit["group"] or "") or (rows.group if hit["alone"] else None)
    if hit["alone"] and group is None and len(choices) == 1:
        group = choices[0][0]
    spec_of = next((spec for owner, spec in choices if owner is group), None)
    if group is None or spec_of is None:
        return None
    return Head(start, end, rows.place(group, spec_of, hit["n"]), spec_of)


@lru_cache(maxsize=64)
def _pattern(key: Same[Lexicon]) -> re.Pattern[str] | None:
    lexicon = key.thing
    plain, inner, groups = (
        each.pattern if (each := any_of(words)) else r"(?!)"
        for words in (lexicon.heads, lexicon.inner, lexicon.groups)
    )
    label = f"(?P<plain>{plain})|(?P<group>{groups}){NUMBER}(?P<inner>{inner})|(?P<alone>{inner})"
    return re.compile(f"{BEFORE}(?:{label}){AFTER}")
