"""The rows that have to be mended, sent back in the template's layout with what to do."""

from collections.abc import Iterable

from forms.sheets.header import REMARKS
from forms.sheets.rows import Row
from forms.sheets.specification import SheetSpec
from forms.sheets.writing import Page, width_of


def marked(spec: SheetSpec, bad_rows: Iterable[Row]) -> bytes:
    """A workbook of these rows only: wrong cells coloured, sentences in the last column."""
    page = Page.open(spec.title, [*(width_of(column) for column in spec.columns), 60])
    page.heading([*(column.heading for column in spec.columns), REMARKS])
    for row in bad_rows:
        wrong = {fault.column for fault in row.faults}
        cells = [
            page.cell(row.typed.get(column.name, ""), wrong=column.name in wrong)
            for column in spec.columns
        ]
        page.sheet.append([*cells, page.cell(remarks(row))])
    return page.save()


def remarks(row: Row) -> str:
    """「身份证号：…；手机号：…」."""
    return "\n".join(f"{fault.title}：{fault.sentence}" for fault in row.faults)
