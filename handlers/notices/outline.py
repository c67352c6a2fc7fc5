"""The headings of a notice as a tree of lines, as they were found in its text."""

from collections.abc import Iterable, Sequence
from html import escape

from knowledge.notice import Passage

LONGEST = 50
INDENT = "　"
SHORT, PAGE = 10, 40

Headings = list[tuple[int, str]]


def headings_of(passages: Iterable[Passage]) -> Headings:
    """Level (from 0) and heading, each once and in order."""
    found: dict[tuple[str, ...], None] = {}
    for passage in passages:
        for depth in range(1, len(passage.heading_path) + 1):
            found.setdefault(passage.heading_path[:depth])
    return [(len(path) - 1, path[-1]) for path in found]


def short(headings: Sequence[tuple[int, str]]) -> Headings:
    """As many levels as fit into a few lines; of one level that is too long its beginning."""
    for depth in (3, 2, 1):
        fitting = [each for each in headings if each[0] < depth]
        if len(fitting) <= SHORT:
            return fitting
    return fitting[:SHORT]


def drawn(headings: Iterable[tuple[int, str]]) -> list[str]:
    """Escaped lines, further in for every level."""
    return [
        f"{INDENT * level}{escape(text if len(text) <= LONGEST else text[: LONGEST - 1] + '…')}"
        for level, text in headings
    ]
