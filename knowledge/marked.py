"""How deep the headings stand that their author marked, beside those that are numbered."""

from collections.abc import Mapping, Sequence

from knowledge.lines import Line
from knowledge.numbering import ATTACHMENT, PART, mark_of

LONGEST = 80


def ranks_of(lines: Sequence[Line], headings: Sequence[tuple[int, int]]) -> Mapping[int, int]:
    """The rank of each unnumbered marked heading, by the start of its line.

    A level whose headings are numbered elsewhere is as deep as their numbers; the others stand
    above or below the nearest such level, or above all numbers.
    """
    levels = {
        line.start: level for line in lines for start, level in headings if _is_at(line, start)
    }
    numbered: dict[int, int] = {}
    for line in lines:
        mark = mark_of(line.text) if line.start in levels else None
        if mark:
            numbered.setdefault(levels[line.start], mark.rank)
    return {
        line.start: _rank(levels[line.start], numbered)
        for line in lines
        if line.start in levels and mark_of(line.text) is None and _is_heading(line)
    }


def _is_at(line: Line, start: int) -> bool:
    return line.start <= start < line.end


def _is_heading(line: Line) -> bool:
    stripped = line.text.strip()
    return len(stripped) <= LONGEST and not stripped.endswith(("。", "；", "，"))


def _rank(level: int, numbered: Mapping[int, int]) -> int:
    if level in numbered:
        return numbered[level]
    above = max((known for known in numbered if known < level), default=None)
    if above is not None:
        return numbered[above] + level - above
    return min(ATTACHMENT + level, PART - 1)
