"""A filing as an expert sees it: what is to be judged, and nothing that says whose it is.

Marked fields and files are left out; what they hold is struck out of every free text as well.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.completing import lines
from forms.drafts import Draft
from forms.filling import Filling
from forms.masking import mask
from forms.places import Place
from forms.specification import PERSONAL, WORDS, FieldSpec, FieldType, FormSpec

STRUCK = "〔隐去〕"
TELLING = PERSONAL | {FieldType.EMAIL, FieldType.PHONE, FieldType.WEBSITE, FieldType.USCC}
NAMING = WORDS | TELLING | {FieldType.REFERENCE, FieldType.TAGS}
PIECES = re.compile(r"[\s,，、；;。：:（）()]+")
# 云岭大学材料学院 is also found as 云岭大学.
HOUSE = re.compile(r".{2,}?(?:大学|学院|研究院|研究所|科学院|医院|学会|协会|公司|集团|中心)")
LETTER = re.compile(r"[^\W\d_]")
SHORTEST_PIECE, LONGEST_NAME = 4, 60
SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindLine:
    """A label and what was answered, plain text."""

    label: str
    shown: str


def is_hidden(form: FormSpec, place: Place) -> bool:
    """Whether experts must not see what stands there."""
    outer = form.field(place.field)
    if outer is None:
        return True
    inner = outer.field(place.inner) if place.inner else None
    return any(each.blind or each.type is FieldType.FILE for each in (outer, inner) if each)


def blind_lines(filling: Filling, draft: Draft) -> tuple[BlindLine, ...]:
    struck = telling_words(filling, draft)
    return tuple(
        BlindLine(label=line.label, shown=_shown(filling.form, line.place, line.shown, struck))
        for line in lines(filling, draft)
        if line.shown and not is_hidden(filling.form, line.place)
    )


def telling_words(filling: Filling, draft: Draft) -> tuple[str, ...]:
    """Names, numbers and houses from hidden fields, the longest first."""
    look = filling.look(draft)
    found: set[str] = set()
    for spec, plain in _hidden(filling.form, draft.answers):
        if spec.type in NAMING:
            found |= set(_words(look.shown(spec, plain), whole=spec.type in TELLING))
    return tuple(sorted(found, key=lambda each: (-len(each), each)))


def _hidden(form: FormSpec, answers: Mapping[str, Any]) -> Iterator[tuple[FieldSpec, Any]]:
    for spec in form.fields:
        if spec.fields:
            for row in answers.get(spec.name) or ():
                yield from (
                    (each, row.get(each.name))
                    for each in spec.fields
                    if is_hidden(form, Place(spec.name, 0, each.name))
                )
        elif is_hidden(form, Place(spec.name)):
            yield spec, answers.get(spec.name)


def _words(shown: str, *, whole: bool) -> Iterator[str]:
    """A number is telling as a whole; of words their parts, too: 云岭大学 in 云岭大学，教授."""
    said = shown.strip()
    if SHORTEST_NAME <= len(said) <= LONGEST_NAME and (whole or LETTER.search(said)):
        yield said
    for piece in () if whole else filter(LETTER.search, PIECES.split(said)):
        if SHORTEST_PIECE <= len(piece) <= LONGEST_NAME:
            yield piece
        if house := HOUSE.match(piece):
            yield house[0]


def _shown(form: FormSpec, place: Place, shown: str, struck: tuple[str, ...]) -> str:
    """Answers that were chosen say nothing about anybody; what was written may."""
    outer = form.field(place.field)
    spec = outer.field(place.inner) if outer and place.inner else outer
    if spec is None or spec.type not in WORDS | {FieldType.TAGS}:
        return shown
    for word in struck:
        shown = shown.replace(word, STRUCK)
    return mask(shown)
