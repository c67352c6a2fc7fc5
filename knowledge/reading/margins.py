"""What is printed on every page beside the text: page numbers, running headers and footers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from knowledge.reading.sheets import Line, Sheet

# Shares of the page's height in which such lines stand; GB/T 9704 leaves 37 mm above, 35 below,
# and what comes again on most pages may even stand within those.
HEAD, FOOT = 0.10, 0.88
WIDE_HEAD, WIDE_FOOT = 0.17, 0.82
AT_MOST = 2
SAME_PLACE = 0.02
OFTEN = 0.4  # on even pages only, or on all but the first
FOLIO = re.compile(
    r"[-—–－―_~·•\s　]*"
    r"(?:第?\s*\d{1,4}\s*页?(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?)?|[ivxIVX]{1,5})"
    r"[-—–－―_~·•\s　]*"
)


def without_margins(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets without them; a line is dropped only for where it stands and what it says."""
    repeated = running(sheets)
    return [
        Sheet(
            number=sheet.number,
            width=sheet.width,
            height=sheet.height,
            lines=_body(sheet, repeated),
        )
        for sheet in sheets
    ]


def running(sheets: Sequence[Sheet]) -> set[tuple[str, int]]:
    """What stands at one place of most pages, as (text with its figures hidden, place)."""
    seen: Counter[tuple[str, int]] = Counter()
    for sheet in sheets:
        seen.update({
            key for line in edge_lines(sheet) for key in _keys(line, sheet.height)
        })  # fmt: skip
    least = max(2, OFTEN * len(sheets))
    return {key for key, count in seen.items() if count >= least}


def edge_lines(sheet: Sheet) -> Iterator[Line]:
    """The few lines that stand where headers and footers do."""
    for line in sheet.lines[:AT_MOST]:
        if not line.whole and line.bottom < WIDE_HEAD * sheet.height:
            yield line
    for line in sheet.lines[-AT_MOST:]:
        if not line.whole and line.top > WIDE_FOOT * sheet.height:
            yield line


def is_folio_of(line: Line, height: float) -> bool:
    """「— 3 —」, 「第3页 共5页」, 「3」, and that at the edge of the page."""
    at_edge = line.bottom < HEAD * height or line.top > FOOT * height
    return at_edge and FOLIO.fullmatch(line.text.strip()) is not None


def hidden(text: str) -> str:
    """The text with its figures hidden: page numbers change."""
    return re.sub(r"\d+", "#", re.sub(r"\s", "", text))


def _keys(line: Line, height: float) -> Iterator[tuple[str, int]]:
    place = line.middle / height / SAME_PLACE
    yield hidden(line.text), int(place)
    yield hidden(line.text), int(place + 0.5) + 1000  # the same place on two sides of an edge


def _body(sheet: Sheet, repeated: set[tuple[str, int]]) -> list[Line]:
    dropped = {
        id(line)
        for line in edge_lines(sheet)
        if is_folio_of(line, sheet.height)
        or any(key in repeated for key in _keys(line, sheet.height))
    }
    return [line for line in sheet.lines if id(line) not in dropped]
