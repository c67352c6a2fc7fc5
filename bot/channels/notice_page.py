"""The page of a notice as HTML, ready to be read without scripts; all of it is escaped here.

`?p=3-5` marks the third to fifth passage; `#p3` is where the browser scrolls to.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template
from urllib.parse import urlencode

from bot.channels.notice_links import PASS
from handlers.days import day
from handlers.notices.pages.service import Page
from handlers.notices.pages.texts import FILE, ONLY_FOR
from knowledge.layout import Block, Kind, Piece
from knowledge.notice import Notice

PAGE = Path(__file__).parent / "page" / "notice" / "notice.html"
WANTED = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?", re.ASCII)
RULE = re.compile(r":?-{2,}:?")
FEWEST_HEADINGS, DEEPEST = 3, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Which passages are quoted."""

    first: int = 0
    last: int = -1

    @classmethod
    def of(cls, said: str) -> "Marks":
        found = WANTED.fullmatch(said)
        return cls(first=int(found[1]), last=int(found[2] or found[1])) if found else cls()

    def has(self, passage: int | None) -> bool:
        return passage is not None and self.first <= passage <= self.last


def html_of(page: Page, marks: Marks, visit: str = "") -> str:
    """`visit` is the pass it was opened with; the file is fetched with the same."""
    return _template().substitute(
        title=escape(page.notice.title),
        facts=_facts(page.notice),
        warnings="".join(_warnings(page)),
        contents=_contents(page.blocks),
        body="\n".join(_body(page.blocks, marks)),
        file=_file(page, visit),
    )


@cache
def _template() -> Template:
    return Template(PAGE.read_text(encoding="utf-8"))


def _facts(notice: Notice) -> str:
    said = (
        ("文号", notice.document_number),
        ("发文机关", notice.issuer),
        ("成文日期", notice.issued and day(notice.issued)),
        ("主送", notice.addressees),
        ("施行日期", notice.effective and day(notice.effective)),
        ("有效期至", notice.expires and day(notice.expires)),
    )
    lines = (f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in said if value)
    return f'<dl class="facts">{"".join(lines)}</dl>'


def _warnings(page: Page) -> Iterator[str]:
    if page.label:
        other = page.successor
        link = f' <a href="../{escape(other.page)}">打开{escape(other.name)}</a>' if other else ""
        yield f'<p class="warning" role="note">{escape(page.label)}。{link}</p>'
    if only := ONLY_FOR.get(page.notice.audience):
        yield f'<p class="warning" role="note">{only}</p>'


def _contents(blocks: Sequence[Block]) -> str:
    found = [each for each in blocks if each.kind is Kind.HEADING and each.level <= DEEPEST]
    if len(found) < FEWEST_HEADINGS:
        return ""
    lines = (
        f"<li{' class=deeper' if each.level > 1 else ''}>"
        f'<a href="#h{each.start}">{escape(each.text.strip())}</a></li>'
        for each in found
    )
    return f"<details><summary>目录</summary><ul>{''.join(lines)}</ul></details>"


def _body(blocks: Sequence[Block], marks: Marks) -> Iterator[str]:
    for is_table, together in groupby(blocks, key=lambda each: each.kind is Kind.ROW):
        if is_table:
            rows = "".join(_row(each, marks) for each in together)
            yield f'<div class="table"><table>{rows}</table></div>'
        else:
            yield from (_line(each, marks) for each in together)


def _line(block: Block, marks: Marks) -> str:
    text = "".join(_piece(each, marks) for each in block.pieces).strip()
    if block.kind is Kind.HEADING:
        tag = f"h{min(block.level + 1, 4)}"
        return f'<{tag} id="h{block.start}">{text}</{tag}>'
    return f"<p>{text}</p>"


def _piece(piece: Piece, marks: Marks) -> str:
    if piece.passage is None:
        return escape(piece.text)
    tag = "mark" if marks.has(piece.passage) else "span"
    place = f' id="p{piece.passage}"' if piece.begins else ""
    return f"<{tag}{place}>{escape(piece.text)}</{tag}>"


def _row(block: Block, marks: Marks) -> str:
    cells = block.cells()
    if all(RULE.fullmatch(each) for each in cells):
        return ""
    marked = ' class="marked"' if any(marks.has(each.passage) for each in block.pieces) else ""
    places = "".join(f'<span id="p{e.passage}"></span>' for e in block.pieces if e.begins)
    inside = "</td><td>".join(map(escape, cells))
    return f"<tr{marked}><td>{places}{inside}</td></tr>"


def _file(page: Page, visit: str) -> str:
    if not page.has_file:
        return ""
    asked = f"?{urlencode({PASS: visit})}" if visit else ""
    return f'<a href="{escape(f"{page.notice.id}/file{asked}")}" download>{FILE}</a>'
