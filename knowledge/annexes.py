"""Where an annex begins in a text, and what it is called: its numbering starts anew."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from knowledge.lines import Line
from knowledge.numbering import mark_of
from knowledge.reading.addressing import attachments_in
from knowledge.reading.front_matter import KIND_END
from knowledge.reading.spacing import bare, squeeze
from knowledge.tables import is_row

LABEL = r"附[ 　]?(?:件|表|录)[ 　]*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?"
ALONE = re.compile(rf"({LABEL})[ 　]*[.．:：]?")
NAMED = re.compile(rf"({LABEL})[ 　]*[.．:： 　][ 　]*([^。；，：]{{2,40}})")
LONGEST_TITLE_LINE, MOST_TITLE_LINES = 40, 3
TITLE_END = re.compile("[表书图]$|模板$|样式$|式样$|目录$|材料$|[（(][^）)]*[）)]$")
NO_TITLE = re.compile("[。；，：？！|]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """An annex that begins with a line: label, title, and how many lines those are."""

    label: str
    title: str
    lines: int


def annexes_of(lines: Sequence[Line], signature: Collection[int]) -> dict[int, Annex]:
    """By the line each begins with; the list of them before the signature begins none."""
    names = [bare(name) for name in attachments_in([line.text.strip() for line in lines])]
    signed = max(signature, default=-1)
    found: dict[int, Annex] = {}
    for i, line in enumerate(lines):
        stripped = line.text.strip()
        if alone := ALONE.fullmatch(stripped):
            if i + 1 < len(lines) and mark_of(lines[i + 1].text) and i < signed:
                continue
            said = list(_title(lines[i + 1 : i + 1 + MOST_TITLE_LINES], names))
            title, label = squeeze("".join(said)), squeeze(alone[1])
            found[i] = Annex(label=label, title=title, lines=1 + len(said))
        elif (named := NAMED.fullmatch(stripped)) and -1 < signed < i and not _in_list(lines, i):
            title, label = squeeze(named[2]), squeeze(named[1])
            found[i] = Annex(label=label, title=title, lines=1)
    return found


def _title(following: Sequence[Line], names: Sequence[str]) -> Iterator[str]:
    said = ""
    for line in following:
        text = line.text.strip()
        known = any(name.startswith(bare(said + text)) for name in names)
        if not known and (said and (bare(said) in names or _ends(said))):
            return
        if len(text) > LONGEST_TITLE_LINE or NO_TITLE.search(text) or mark_of(text):
            return
        if is_row(text) or (said and not known and not _ends(text)):
            return
        said += text
        yield text


def _ends(words: str) -> bool:
    return bool(KIND_END.search(words) or TITLE_END.search(words))


def _in_list(lines: Sequence[Line], i: int) -> bool:
    beside = [lines[j].text.strip() for j in (i - 1, i + 1) if 0 <= j < len(lines)]
    return any(NAMED.fullmatch(text) for text in beside)
