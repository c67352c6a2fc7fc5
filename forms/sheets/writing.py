"""Tables for people to open: whatever is text stays text, and no cell is ever a live formula."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
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
AS_TEXT, AS_DAY, AS_MOMENT = "@", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"


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

    def cell(
        self, value: Any, *, bold: bool = False, wrong: bool = False, digits: bool = False
    ) -> Any:
        """A cell that shows exactly `value`; with `digits` what is typed over it is text too."""
        if isinstance(value, date):
            cell = self._day(value)
        elif _is_quantity(value):
            cell = WriteOnlyCell(self.sheet, value)
        else:
            cell = self._text(text_of(value))
        if bold:
            cell.font = BOLD
        if wrong:
            cell.fill = WRONG
        if digits:
            cell.number_format = AS_TEXT
        return cell

    def _day(self, value: date) -> Any:
        timed = isinstance(value, datetime)
        # A workbook knows no time zones.
        bare: Any = value.replace(tzinfo=None) if isinstance(value, datetime) else value
        cell = WriteOnlyCell(self.sheet, bare)
        cell.number_format = AS_MOMENT if timed else AS_DAY
        return cell

    def _text(self, text: str) -> Any:
        text = FORBIDDEN.sub("", text.replace("\r\n", "\n"))[:LONGEST]
        cell: Any = WriteOnlyCell(self.sheet, text)
        cell.data_type = "s"  # not "f", whatever it begins with
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


def _is_quantity(value: object) -> bool:
    """A number a spreadsheet keeps exactly; no truth value, not infinite."""
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return number and abs(value) < EXACT  # type: ignore[arg-type]


def _shown(columns: Sequence[Column], row: Mapping[str, Any] | Sequence[Any]) -> Iterable[object]:
    for place, column in enumerate(columns):
        value = row.get(column.name) if isinstance(row, Mapping) else row[place]
        if isinstance(value, str) and column.kind.labels:
            yield column.kind.show(value)
        else:
            yield value
