"""The paragraphs, headings and tables of a tree of HTML, or of what trafilatura makes of one."""

import re
from collections.abc import Iterator
from typing import Any

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BREAKS = ("br", "lb")
BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "blockquote",
        "pre",
        "center",
        "figure",
        "body",
        "head",
        "list",
        "item",
        "quote",
        "row",
        "hr",
        "fieldset",
        "details",
        "summary",
        "title",
    ]
) | frozenset(HEADINGS)
SOURCE_BREAK = re.compile(r"[ \t]*[\r\n][\s\r\n]*")
UNWRITTEN = re.compile("(?<=[⺀-鿿　-〿＀-￯])\r(?=[⺀-鿿　-〿＀-￯])|\r(?=\n)|(?<=\n)\r")
CELLS = ("td", "th", "cell")
Block = tuple[int, str, list[list[str]]]


def blocks(node: Any) -> Iterator[Block]:
    """(level, text, no rows) of paragraphs and headings, (-1, "", rows) of tables."""
    words = raw(node.text)
    for each in node:
        if not isinstance(each.tag, str):
            words += raw(each.tail)
            continue
        if each.tag in BLOCKS or _holds_blocks(each):
            yield from _paragraph(words)
            yield from _block(each)
            words = raw(each.tail)
        else:
            words += said(each) + raw(each.tail)
    yield from _paragraph(words)


def said(node: Any) -> str:
    """All the text in it; broken where a line or a block in it ends."""
    if node.tag in BREAKS:
        return "\n"
    words = raw(node.text)
    for each in node:
        if isinstance(each.tag, str):
            words += said(each)
            words += "\n" if each.tag in BLOCKS else ""
        words += raw(each.tail)
    return words


def _block(node: Any) -> Iterator[Block]:
    level = HEADINGS.get(node.get("rend") if node.tag == "head" else node.tag, 0)
    if level:
        yield level, " ".join(plain(said(node)).split()), []
    elif node.tag == "table" and not _lays_out(node):
        yield (
            -1,
            "",
            [[" ".join(plain(said(cell)).split()) for cell in _cells(row)] for row in _rows(node)],
        )
    else:
        yield from blocks(node)


def _paragraph(words: str) -> Iterator[Block]:
    if words.strip():
        yield 0, plain(words), []


def raw(text: str | None) -> str:
    """Line ends in the source are no line ends: kept apart until what is around them is known."""
    return SOURCE_BREAK.sub("\r", text or "")


def plain(words: str, *, keep_ends: bool = False) -> str:
    """Where a source line ended: nothing between Chinese characters, else a blank."""
    joined = UNWRITTEN.sub("", words).replace("\r", " ")
    return joined if keep_ends else joined.strip()


def _holds_blocks(node: Any) -> bool:
    return any(isinstance(each.tag, str) and each.tag in BLOCKS for each in node.iter())


def _lays_out(table: Any) -> bool:
    """Tables with tables or headings in them only lay out the page, as do those of one column."""
    if any(each is not table for each in table.iter("table", "h1", "h2")):
        return True
    return max((len(_cells(row)) for row in _rows(table)), default=0) < 2


def _rows(table: Any) -> list[Any]:
    return list(table.iter("tr", "row"))


def _cells(row: Any) -> list[Any]:
    return [each for each in row if each.tag in CELLS]
