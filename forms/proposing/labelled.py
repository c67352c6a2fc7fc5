"""「标签：值；标签：值」: what stands behind a label belongs to it, rows of groups too."""

import re
from collections.abc import Iterator

from forms.drafts import Draft
from forms.kinds import kind_of
from forms.proposing.days import spans_in
from forms.proposing.heads import Head, heads_of, is_list
from forms.proposing.lexicon import DAYS, Lexicon
from forms.proposing.people import is_person, person_at
from forms.proposing.proposals import Candidate, Strength
from forms.proposing.words import OPEN_YET
from forms.specification import WORDS, FieldSpec, FieldType
from forms.values import Complaint

OPEN = WORDS | {FieldType.TAGS}
STOPS = ";,\n\t \u3000，；"


def labelled(
    lexicon: Lexicon, draft: Draft, said: str, text: str
) -> tuple[list[Candidate], list[tuple[int, int]]]:
    """What labels say, and the spans nobody need read again."""
    heads = heads_of(lexicon, draft, text)
    listed = is_list(heads, text)
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


def _value(head: Head, said: str, text: str, end: int, *, listed: bool) -> tuple[int, int] | None:
    """The longest piece behind the colon that the field can read."""
    for most in _stops(head, text, end, listed=listed):
        start, stop = _stripped(text, head.end, most, whole=head.spec.type in OPEN)
        piece = said[start:stop]
        if not piece or _is_open_yet(head.spec, piece):
            continue
        if is_person(head.spec) and head.spec.type is FieldType.TEXT:
            name = person_at(text, start, stop)
            if name is None:
                continue
            return start, start + len(name)
        if _readable(head.spec, piece):
            return start, stop
    return None


def _is_open_yet(spec: FieldSpec, piece: str) -> bool:
    """「主题：还没定」; a long answer may well speak of what is open."""
    short = spec.type in OPEN and spec.type is not FieldType.LONGTEXT
    return short and bool(OPEN_YET.search(piece))


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
    if spec.type in DAYS:
        # Which day is meant is known only to the draft; a span is for two fields.
        return not any(each.until for each in spans_in(piece))
    try:
        kind_of(spec).read(piece)
    except Complaint:
        return spec.type is FieldType.YEAR
    return True
