"""Choices as boxes to tick – 「☑ 是　☐ 否」 – written, and read as people tick them."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from forms.specification import FieldSpec, FieldType
from forms.values import Complaint

EMPTY, TICKED = "☐", "☑"
EMPTIES = "☐□◻▢❏❑○◯〇"
TICKS = "☑☒■◼▣●◉√✓✔🗹🗸"
CROSSED = "×✗✘"  # 「× 否」 says that it is not
BOX = f"[{EMPTIES}{TICKS.strip('√✓✔')}]"
MARK = re.compile(f"[{EMPTIES}{TICKS}{CROSSED}]")
ONE_LINE = 24
ONLY_ONE = "只能选一个，现在勾了{count}个：{labels}。请只留一个。"
LEFT_OVER = "只能从列出的选项里勾选，另外写的「{words}」没有记下。请勾选最接近的一项。"


def boxes(labels: Sequence[str], chosen: Collection[str]) -> str:
    """On one line where they fit."""
    marked = [f"{TICKED if label in chosen else EMPTY} {label}" for label in labels]
    together = "　".join(marked)
    return together if len(together) <= ONE_LINE else "\n".join(marked)


def ticked(spec: FieldSpec, labels: Sequence[str], text: str) -> str:
    """What was chosen, as it is typed; text without boxes stays as it is. Raises Complaint."""
    if not labels or not MARK.search(text):
        return text
    found = _found(labels, text)
    if not found:
        return re.sub(f"[{EMPTIES}]", "", text)
    rest = _rest(found, text)
    chosen = [each.label for each in found if each.ticked]
    if not chosen:  # typed below the boxes, or the boxes of the others taken away
        return "、".join(each.label for each in found if each.bare) or rest
    if rest:
        raise Complaint(LEFT_OVER.format(words=rest[:30]))
    chosen = list(dict.fromkeys(chosen))
    if len(chosen) > 1 and spec.type is not FieldType.SELECT_MULTIPLE:
        raise Complaint(ONLY_ONE.format(count=len(chosen), labels="、".join(chosen)))
    return "、".join(chosen)


@dataclass(slots=True)
class _Found:
    """A choice's label in the text, with the marks that belong to it."""

    label: str
    start: int
    end: int
    marks: str = ""

    @property
    def ticked(self) -> bool:
        return any(mark in TICKS for mark in self.marks)

    @property
    def bare(self) -> bool:
        return not self.marks


def _found(labels: Sequence[str], text: str) -> list[_Found]:
    """Every label with its marks; a longer label goes before one it holds."""
    longest = sorted(labels, key=len, reverse=True)
    spelt = "|".join(r"\s*".join(map(re.escape, re.sub(r"\s", "", each))) for each in longest)
    known = {re.sub(r"\s", "", label): label for label in labels}
    found = [
        _Found(known[re.sub(r"\s", "", hit[0])], *hit.span()) for hit in re.finditer(spelt, text)
    ]
    if not found:
        return []
    led = MARK.match(text.lstrip(" （([")) is not None
    found[0].marks = _marks(text[: found[0].start])
    for before, after in pairwise(found):
        left, right = _shared(text[before.end : after.start], led=led)
        before.marks += left
        after.marks += right
    found[-1].marks += _marks(text[found[-1].end :].partition("\n")[0])
    return found


def _shared(gap: str, *, led: bool) -> tuple[str, str]:
    """The marks between two labels: those of the one before, those of the one after."""
    if "\n" in gap:
        head, _, tail = gap.partition("\n")
        return _marks(head), _marks(tail)
    if opening := [hit.start() for hit in re.finditer(BOX, gap)]:
        cut = opening[-1] if led or gap[0].isspace() else len(gap)
        return _marks(gap[:cut]), _marks(gap[cut:])
    tight = MARK.match(gap.lstrip("（(")) is not None and gap[-1:].isspace()
    return (_marks(gap), "") if tight or not led else ("", _marks(gap))


def _marks(text: str) -> str:
    return "".join(MARK.findall(text))


def _rest(found: Sequence[_Found], text: str) -> str:
    """What is written besides labels and marks."""
    ends = [0, *(each.end for each in found)]
    starts = [*(each.start for each in found), len(text)]
    between = " ".join(text[end:start] for end, start in zip(ends, starts, strict=True))
    words = re.findall(r"\w+", MARK.sub(" ", between))
    return " ".join(words)
