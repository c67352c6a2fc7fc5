"""The rows that have to be mended, sent back in the template's layout with what to do."""

from collections.abc import Iterable, Iterator
from typing import Any

from forms.sheets.header import REMARKS
from forms.sheets.rows import Row
from forms.sheets.specification import SheetSpec
from forms.sheets.writing import Page, width_of


def marked(spec: SheetSpec, bad_rows: Iterable[Row]) -> bytes:
    """A workbook of these rows only: wrong cells coloured, sentences in the last column."""
    page = Page.open(spec.title, [*(width_of(column) for column in spec.columns), 60])
    page.heading([*(column.heading for column in spec.columns), REMARKS])
    for row in bad_rows:
        page.sheet.append([*_cells(page, spec, row), page.cell(remarks(row))])
    return page.save()


def _cells(page: Page, spec: SheetSpec, row: Row) -> Iterator[Any]:
    wrong = {fault.column for fault in row.faults}
    for column in spec.columns:
        yield page.cell(
            row.typed.get(column.name, ""),
            wrong=column.name in wrong,
            digits=column.kind.keep_digits,
        )


def remarks(row: Row) -> str:
    """「身份证号：…；手机号：…」."""
    return "\n".join(f"{fault.title}：{fault.sentence}" for fault in row.faults)
