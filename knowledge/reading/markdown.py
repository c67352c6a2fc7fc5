"""Markdown: marks are taken off, headings are remembered by their place in the text."""

import re
from dataclasses import dataclass

HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t　]+(.*?)[ \t]*#*")
RULE = re.compile(r"[ ]{0,3}([-*_])(?:[ ]*\1){2,}[ ]*")
EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
QUOTE_OR_BULLET = re.compile(r"[ ]{0,3}(?:>[ ]?)+|[ ]*[-*+][ ]+(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading the author marked: `start` counts in the text without marks."""

    level: int
    start: int
    text: str


def strip_marks(text: str) -> tuple[str, tuple[Heading, ...]]:
    """Plain text and the headings in it; `text` is already normalised."""
    lines: list[str] = []
    headings: list[Heading] = []
    position = 0
    for raw in text.split("\n"):
        line, level = _strip_line(raw)
        if level and line:
            headings.append(Heading(level=level, start=position, text=line))
        lines.append(line)
        position += len(line) + 1
    return "\n".join(lines), tuple(headings)


def _strip_line(raw: str) -> tuple[str, int]:
    heading = HEADING.fullmatch(raw)
    if heading:
        return _strip_inline(heading[2]), len(heading[1])
    if RULE.fullmatch(raw) or raw.lstrip().startswith("```"):
        return "", 0
    mark = QUOTE_OR_BULLET.match(raw)
    return _strip_inline(raw[mark.end() :] if mark else raw), 0


def _strip_inline(line: str) -> str:
    return LINK.sub(r"\1", EMPHASIS.sub(r"\2", line))
