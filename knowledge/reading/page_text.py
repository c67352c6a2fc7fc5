"""Sheets made into the text of an extract: margins off, paragraphs, headings, page by page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.reading.front_matter import NUMBER
from knowledge.reading.margins import without_margins
from knowledge.reading.paragraphs import Flow, Paragraph, flow_of, is_large, marked_headings
from knowledge.reading.sheets import Sheet

LETTERHEAD = re.compile(r"(?:文件|公报|简报|纪要|专报|函)$")
UPPER_PART = 0.75
LONGEST_TITLE = 120
# A line of a title against its first one; of a single sign a scan shows little but its frame.
ALIKE, ALIKE_IF_SHORT = (0.95, 1.06), (0.75, 1.5)
# How far the sizes of one paragraph's lines may be apart.
MEASURED, ESTIMATED = 0.12, 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A text, where each page begins in it, its marked headings, and its largest print."""

    text: str
    pages: tuple[int, ...]
    headings: tuple[tuple[int, int], ...]
    title: str | None


def composed(sheets: Sequence[Sheet], *, estimated: bool = False) -> Composed:
    """One paragraph a line; `pages` has one entry for each sheet, in their order.

    Sizes that are only estimated tell a title, but no headings.
    """
    flow = flow_of(without_margins(sheets), ESTIMATED if estimated else MEASURED)
    title = title_of(flow, sheets)
    marked = {
        index: level
        for index, level in marked_headings(flow)
        if not estimated and (title is None or flow.paragraphs[index].text not in title)
    }
    lines: list[str] = []
    starts: list[int] = []
    position = 0
    for index, paragraph in enumerate(flow.paragraphs):
        if index and (index in marked or paragraph.is_row != flow.paragraphs[index - 1].is_row):
            lines.append("")
            position += 1
        starts.append(position)
        lines.append(paragraph.text)
        position += len(lines[-1]) + 1
    text = "\n".join(lines)
    return Composed(
        text=text,
        pages=tuple(page_starts(flow, starts, len(text), sheets)),
        headings=tuple((starts[index], level) for index, level in marked.items()),
        title=title,
    )


def page_starts(flow: Flow, starts: Sequence[int], end: int, sheets: Sequence[Sheet]) -> list[int]:
    """Where the first paragraph that begins on each sheet stands, else where the next one does."""
    begun = [
        (paragraph.sheet, start) for paragraph, start in zip(flow.paragraphs, starts, strict=True)
    ]
    return [
        next((start for number, start in begun if number >= sheet.number), end) for sheet in sheets
    ]


def title_of(flow: Flow, sheets: Sequence[Sheet]) -> str | None:
    """The largest print in the upper part of the first page that is no letterhead."""
    if not sheets:
        return None
    first = [each for each in flow.paragraphs if each.sheet == sheets[0].number]
    upper = [each for each in first if each.lines[0].top < UPPER_PART * sheets[0].height]
    large = [each for each in upper if is_large(each, each.frame) and _could_be(each.text)]
    number = next((each for each in upper if NUMBER.search(each.text)), None)
    below = [each for each in large if number and each.lines[0].top > number.lines[0].top]
    candidates = below or [each for each in large if not LETTERHEAD.search(each.text)] or large
    if not candidates:
        return None
    largest = max(each.size for each in candidates)
    top = next(each for each in candidates if each.size > 0.95 * largest)
    return _together([top, *_under(top, upper)])


def _under(top: Paragraph, upper: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """As large as the first line of a title, however short: 「的通知」 may stand alone."""
    for each in upper[upper.index(top) + 1 :]:
        least, most = ALIKE if _could_be(each.text) else ALIKE_IF_SHORT
        if not least < each.size / top.size < most or NUMBER.search(each.text):
            return
        yield each


def _could_be(text: str) -> bool:
    return 4 <= len(text) <= LONGEST_TITLE and not NUMBER.search(text)


def _together(paragraphs: Sequence[Paragraph]) -> str | None:
    """Lines of the title that stand under each other."""
    title = paragraphs[0].text
    for before, after in pairwise(paragraphs):
        if after.lines[0].top - before.lines[-1].bottom > 1.5 * before.size:
            break
        title += after.text
    return title if len(title) <= LONGEST_TITLE else None
