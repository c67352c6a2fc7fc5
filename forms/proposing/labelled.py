"""「标签：值；标签：值」: what stands behind a label belongs to it, rows of groups too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from forms.drafts import Draft, Place
from forms.kinds import kind_of
from forms.proposing.identity import Same
from forms.proposing.lexicon import Lexicon, any_of
from forms.proposing.days import spans_in
from forms.proposing.people import is_person, person_at
from forms.proposing.proposals import Candidate, Strength
from forms.proposing.words import OPEN_YET
from forms.specification import WORDS, FieldSpec, FieldType
from forms.values import Complaint
from forms.values.numerals import number_of

BEFORE = r"(?:^|(?<=[;\n,。\s]))[ \t]*(?:[-*·•]\s*|\(?\d{1,2}[.、)]\s*)?"
NUMBER = r"(?:第?(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})(?:位|项|行|个|条|段)?)?[·的.\- ]{0,2}"
AFTER = r"(?:单位|方)?[ \t*]*:"
OPEN = WORDS | {FieldType.TAGS}
STOPS = ";,\n\t \u3000，；"


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


def labelled(
    lexicon: Lexicon, draft: Draft, said: str, text: str
) -> tuple[list[Candidate], list[tuple[int, int]]]:
    """What labels say, and the spans nobody need read again."""
    heads = heads_of(lexicon, draft, text)
    listed = _is_list(heads, text)
    found: list[Candidate] = []
    spans: list[tuple[int, int]] = []
    ends = [each.start for each in heads[1:]] + [len(text)] * bool(heads)
    for head, end in zip(heads, ends, strict=True):
        if not head.spec.proposable or not head.spec.asked:
            spans.append((head.start, _closed(head, text, end, listed=listed)))
        elif value := _value(head, said, text, end, listed=listed):
            start, stop = value
            spans.append((head.start, stop))
            found.append(
                Candidate(
                    place=head.place,
                    spec=head.spec,
                    said=said[start:stop],
                    start=start,
                    end=stop,
                    strength=Strength.LABELLED,
                )
            )
    return found, spans


def _value(
    head: Head, said: str, text: str, end: int, *, listed: bool
) -> tuple[int, int] | None:
    """The longest piece behind the colon that the field can read."""
    for stop in _stops(head, text, end, listed=listed):
        start, stop = _stripped(text, head.end, stop, whole=head.spec.type in OPEN)
        piece = said[start:stop]
        if not piece or (head.spec.type in {FieldType.TEXT, FieldType.TAGS} and OPEN_YET.search(piece)):
            continue
        if is_person(head.spec) and head.spec.type is FieldType.TEXT:
            name = person_at(text, start, stop)
            if name is None:
                continue
            return start, start + len(name)
        if _readable(head.spec, piece):
            return start, stop
    return None


def _stops(head: Head, text: str, end: int, *, listed: bool) -> Iterator[int]:
    """Where the value may end: at the next label, or sooner."""
    if head.spec.type is FieldType.LONGTEXT:
        yield end
        return
    ends = ";\n" if listed else ";\n,。"
    if head.spec.type not in OPEN:
        yield _cut(text, head.end, end, ";\n")
        ends = ";\n,。 "
    yield _cut(text, head.end, end, ends)


def _cut(text: str, start: int, end: int, signs: str) -> int:
    found = re.compile(f"[{signs}]").search(text, _first_sign(text, start, end), end)
    return found.start() if found else end


def _first_sign(text: str, start: int, end: int) -> int:
    while start < end and text[start] in " \t":
        start += 1
    return start


def _closed(head: Head, text: str, end: int, *, listed: bool) -> int:
    return end if listed else _cut(text, head.end, end, ";\n,。")


def _stripped(text: str, start: int, end: int, *, whole: bool) -> tuple[int, int]:
    while start < end and text[start] in STOPS:
        start += 1
    while start < end and text[end - 1] in STOPS:
        end -= 1
    # A full stop ends a single sentence; where there are several it belongs to the text.
    if end > start and text[end - 1] == "。" and not (whole and "。" in text[start : end - 1]):
        end -= 1
    return start, end


def _readable(spec: FieldSpec, piece: str) -> bool:
    if spec.type is FieldType.DATETIME or spec.type is FieldType.DATE:
        # Which day is meant is known only to the draft; a span is for two fields.
        return not any(each.until for each in spans_in(piece))
    try:
        kind_of(spec).read(piece)
    except Complaint:
        return spec.type is FieldType.YEAR
    return True


def _is_list(heads: list[Head], text: str) -> bool:
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
    label = (
        f"(?P<plain>{plain})|(?P<group>{groups}){NUMBER}(?P<inner>{inner})|(?P<alone>{inner})"
    )
    return re.compile(f"{BEFORE}(?:{label}){AFTER}")
