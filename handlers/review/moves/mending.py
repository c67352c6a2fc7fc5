"""Choosing what is to be mended: by number or label, several at once, with remarks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forms.completing import lines
from forms.drafts import Draft
from forms.values import Complaint
from handlers.casework.case import Case

PIECES = re.compile(r"[\n;；]+")
NUMBERS = re.compile(r"\s*(\d+(?:\s*[、,，.\s]\s*\d+)*)\s*[.：:]?\s*([^\d、,，].*)?")
APART = re.compile(r"[、,，\s.]+")
REMARK = re.compile(r"(.+?)[：:]\s*(.*)")
TRAILING = re.compile(r"(.*[^\d、，])((?:[、，]\s*[1-9]\d?)+)")  # 「3：请写到会场、25」
OWN = "本表内容"
UNKNOWN = "没有「{said}」这一项。请发项目前面的编号，例如：3、5、17。"
SEVERAL = "「{said}」对得上几项：{labels}。请发编号。"
NO_SUCH = "没有第 {number} 项，一共 {count} 项。请核对编号。"
NOTHING = "请选出要修改的项目，发编号就行，例如：3、5、17。"
LONGEST_REMARK = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that may be mended; `section` is the heading it stands under."""

    name: str
    label: str
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """A chosen one, with what is to be said about it."""

    name: str
    label: str
    remark: str = ""


def fields_of(case: Case, handed: Draft) -> tuple[Field, ...]:
    """What was asked, in the order of the form; a table as a whole."""
    asked = dict.fromkeys(line.place.field for line in lines(case.filling, handed))
    specs = (case.form.field(name) for name in asked)
    return tuple(
        Field(name=each.name, label=each.label, section=case.form.block_of(each.name) or OWN)
        for each in specs
        if each and each.asked
    )


def chosen(said: str, fields: Sequence[Field]) -> tuple[Mend, ...]:
    """「3、5、17」, 「3：请写到会场；开始时间」: raises Complaint with what to do."""
    found: dict[str, Mend] = {}
    for piece in filter(None, map(str.strip, PIECES.split(said))):
        for each in _pieces(piece, fields):
            if each.name not in found or each.remark:
                found[each.name] = each
    if not found:
        raise Complaint(NOTHING)
    return tuple(found.values())


def _pieces(piece: str, fields: Sequence[Field]) -> Iterator[Mend]:
    """Numbers behind a remark are further fields, where there are so many."""
    more = TRAILING.fullmatch(piece)
    if more and REMARK.fullmatch(more[1]):
        numbers = [int(each) for each in APART.split(more[2]) if each]
        if max(numbers) <= len(fields):
            yield from _piece(more[1], fields)
            yield from (_mend(_numbered(each, fields), "") for each in numbers)
            return
    yield from _piece(piece, fields)


def _piece(piece: str, fields: Sequence[Field]) -> Iterator[Mend]:
    if numbers := NUMBERS.fullmatch(piece):
        remark = (numbers[2] or "").strip()[:LONGEST_REMARK]
        for number in APART.split(numbers[1]):
            yield _mend(_numbered(int(number), fields), remark)
        return
    words, remark = piece, ""
    if remarked := REMARK.fullmatch(piece):
        words, remark = remarked[1], remarked[2].strip()[:LONGEST_REMARK]
    if whole := next((each for each in fields if each.label == words), None):
        yield _mend(whole, remark)
        return
    for word in filter(None, APART.split(words)):
        if word.isdecimal():
            yield _mend(_numbered(int(word), fields), remark)
        else:
            yield _mend(_named(word, fields), remark)


def _numbered(number: int, fields: Sequence[Field]) -> Field:
    if not 1 <= number <= len(fields):
        raise Complaint(NO_SUCH.format(number=number, count=len(fields)))
    return fields[number - 1]


def _named(word: str, fields: Sequence[Field]) -> Field:
    found = [each for each in fields if each.label == word] or [
        each for each in fields if word in each.label
    ]
    if not found:
        raise Complaint(UNKNOWN.format(said=word[:20]))
    if len(found) > 1:
        labels = "、".join(each.label for each in found[:5])
        raise Complaint(SEVERAL.format(said=word, labels=labels))
    return found[0]


def _mend(field: Field, remark: str) -> Mend:
    return Mend(name=field.name, label=field.label, remark=remark)
