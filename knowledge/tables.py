"""Rows of tables, as the readers of formats write them: 「| 序号 | 名称 |」, a line each."""

import re

ROW = re.compile(r"[ \t　]*\|.*\|[ \t　]*")
RULE = re.compile(r"[ \t　]*\|(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t　]*")


def is_row(line: str) -> bool:
    """Whether a line is a row of a table."""
    return ROW.fullmatch(line) is not None


def is_rule(line: str) -> bool:
    """「|---|---|」 under the header of a table in Markdown."""
    return RULE.fullmatch(line) is not None


def header_before(text: str, start: int) -> tuple[int, int] | None:
    """The first row of the table a row starting at `start` stands in; None for that row itself."""
    first: tuple[int, int] | None = None
    end = text.rfind("\n", 0, start)
    while end >= 0:
        begin = text.rfind("\n", 0, end) + 1
        if not is_row(text[begin:end]):
            break
        first = begin, end
        end = begin - 1
    return first


def is_header(text: str, start: int, end: int) -> bool:
    """The first of several rows."""
    if not is_row(text[start:end]) or header_before(text, start):
        return False
    following = text[end + 1 :].split("\n", 1)[0]
    return is_row(following)


def words_of(row: str) -> str:
    """The cells of a row without its lines."""
    return " ".join(cell.strip() for cell in row.strip(" \t　|").split("|") if cell.strip())
