"""The headings of a notice as a tree of lines, as they were found in its text."""

from collections.abc import Iterable
from html import escape

from handlers.notices.naming import cut

LONGEST = 50
INDENT = "　"
PAGE = 40


def drawn(headings: Iterable[tuple[int, str]]) -> list[str]:
    """Escaped lines, further in for every level from 1 on."""
    return [f"{INDENT * (level - 1)}{escape(cut(text, LONGEST))}" for level, text in headings]
