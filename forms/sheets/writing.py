"""Tables for people to open: whatever is text stays text, and no cell is ever a live formula."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from forms.sheets.specification import Column, SheetSpec
from forms.values import text_of

# What a spreadsheet takes for the beginning of a formula, also in full width.
RISKY = tuple("=+-@\t\r＝＋－＠")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST = 32_767
EXACT = 10**15
BOLD = Font(bold=True)
WRONG = PatternFill("solid", fgColor="FFFFC7CE")
AS_TEXT, AS_DAY = "@", "yyyy-mm-dd"


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet that is written row by row and never held as a whole."""

    book: Workbook
    sheet: Any

    @classmethod
    def open(cls, title: str, widths: Sequence[int]) -> "Page":
        book = Workbook(write_only=True)
        sheet: Any = book.create_sheet(re.sub(r"[\\/*?:\[\]]", "", title)[:31] or "Sheet")
        sheet.freeze_panes = "A2"
        for place, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        return cls(book, sheet)

    def heading(self, titles: Iterable[str]) -> None:
        self.sheet.append([self.cell(title, bold=True) for title in titles])

    def append(self, values: Iterable[Any]) -> None:
        self.sheet.append([self.cell(value) for value in values])

    def cell(self, value: Any, *, bold: bool = False, wrong: bool = False) -> Any:
        """A cell that shows exactly `value`; long numbers are kept as text."""
        plain = isinstance(value, (int, float, date)) and not isinstance(value, bool)
        if plain and (isinstance(value, date) or abs(value) < EXACT):
            cell = WriteOnlyCell(self.sheet, value)
            if isinstance(value, date):
                cell.number_format = AS_DAY
        else:
            cell = self._text("" if value is None else text_of(value))
        if bold:
            cell.font = BOLD
        if wrong:
            cell.fill = WRONG
        return cell

    def _text(self, text: str) -> Any:
        text = FORBIDDEN.sub("", text.replace("\r\n", "\n"))[:LONGEST]
        cell: Any = WriteOnlyCell(self.sheet)
        cell.value = text.lstrip("=")  # openpyxl would make a formula of it here
        cell._value, cell.data_type = text, "s"
        if text.startswith(RISKY):
            # Edited later, it would turn live without the mark Excel itself writes for 「'=」.
            cell.quotePrefix = True
        if text.startswith(RISKY) or (text.isdecimal() and len(text) > 9):
            cell.number_format = AS_TEXT
        return cell

    def save(self) -> bytes:
        stream = BytesIO()
        self.book.save(stream)
        return stream.getvalue()


def write_rows(
    table: SheetSpec | Sequence[str],
    rows: Iterable[Mapping[str, Any] | Sequence[Any]],
    title: str = "名单",
) -> bytes:
    """A workbook from values by column name (with a spec) or in the order of the headings."""
    if not isinstance(table, SheetSpec):
        page = Page.open(title, [max(12, 2 * len(heading) + 4) for heading in table])
        page.heading(table)
        for row in rows:
            page.append(row.values() if isinstance(row, Mapping) else row)
        return page.save()
    page = Page.open(table.title, [width_of(column) for column in table.columns])
    page.heading(column.title for column in table.columns)
    for row in rows:
        page.append(_shown(table.columns, row))
    return page.save()


def width_of(column: Column) -> int:
    return max(12, 2 * len(column.heading) + 4, 22 if column.kind.keep_digits else 0)


def _shown(columns: Sequence[Column], row: Mapping[str, Any] | Sequence[Any]) -> Iterable[object]:
    for place, column in enumerate(columns):
        value = row.get(column.name) if isinstance(row, Mapping) else row[place]
        if isinstance(value, str) and column.kind.labels:
            yield column.kind.show(value)
        else:
            yield value
