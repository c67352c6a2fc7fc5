"""A workbook of several sheets, each with its headings."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from forms.sheets.writing import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One sheet: values in the order of the headings."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Iterable[Any]]


def write_book(leaves: Iterable[Leaf]) -> bytes:
    """As safe as every other table: text stays text, and nothing is a live formula."""
    book = Workbook(write_only=True)
    page: Page | None = None
    for leaf in leaves:
        page = _sheet(book, leaf)
        page.heading(leaf.headings)
        for row in leaf.rows:
            page.append(row)
    if page is None:
        raise ValueError("a workbook has at least one sheet")
    return page.save()


def _sheet(book: Workbook, leaf: Leaf) -> Page:
    sheet: Any = book.create_sheet(re.sub(r"[\\/*?:\[\]]", "", leaf.title)[:31] or "Sheet")
    sheet.freeze_panes = "A2"
    for place, heading in enumerate(leaf.headings, 1):
        width = max(14, 2 * len(heading) + 4)
        sheet.column_dimensions[get_column_letter(place)].width = width
    return Page(book, sheet)
