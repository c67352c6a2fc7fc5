"""An empty table to fill in, with drop-downs and a page that explains every column."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from forms.sheets.specification import Column, SheetSpec
from forms.sheets.writing import AS_DAY, AS_TEXT, width_of
from forms.values import Date

LAST_FILLED = 10_000
LONGEST_LIST = 255  # what Excel allows inside one drop-down
HINTS = ("列名", "必填", "怎么填")
HINT_WIDTHS = (18, 8, 80)
INTRODUCTION = "请在第一页从第2行起填写，一行一条；列的顺序可以变，表头文字不要改。"


def template(spec: SheetSpec) -> bytes:
    """The workbook as bytes: headings on the first page, 「填写说明」 on the second."""
    book = Workbook()
    page: Any = book.active
    page.title = spec.title
    page.freeze_panes = "A2"
    for place, column in enumerate(spec.columns, 1):
        _lay_out(page, get_column_letter(place), column)
    _explain(book.create_sheet("填写说明"), spec)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def hint_of(column: Column) -> str:
    """What the column says of itself, and its choices."""
    choices = "、".join(column.kind.labels)
    return column.hint or (f"从下拉框里选：{choices}。" if choices else "")


def _lay_out(page: Any, letter: str, column: Column) -> None:
    heading = page[f"{letter}1"]
    heading.value = column.heading
    heading.font = Font(bold=True)
    dimension = page.column_dimensions[letter]
    dimension.width = width_of(column)
    if column.kind.keep_digits:
        # Otherwise eighteen digits become 1.23E+17 and the last three are lost.
        dimension.number_format = AS_TEXT
    elif isinstance(column.kind, Date):
        dimension.number_format = AS_DAY
    choices = ",".join(column.kind.labels)
    if choices and len(choices) <= LONGEST_LIST:
        _offer(page, letter, choices)


def _offer(page: Any, letter: str, choices: str) -> None:
    validation = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
    validation.errorTitle, validation.error = "请从下拉框里选", choices.replace(",", "、")[:200]
    validation.showErrorMessage = True
    page.add_data_validation(validation)
    validation.add(f"{letter}2:{letter}{LAST_FILLED}")


def _explain(page: Any, spec: SheetSpec) -> None:
    page.append([INTRODUCTION])
    page.append(list(HINTS))
    for cell in page[2]:
        cell.font = Font(bold=True)
    for column in spec.columns:
        page.append([column.title, "是" if column.required else "", hint_of(column)])
    for names in spec.one_of:
        page.append(["", "", f"{'、'.join(spec.titles(names))}：至少填一个。"])
    for letter, width in zip("ABC", HINT_WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    for row in page.iter_rows(min_row=3, min_col=3, max_col=3):
        row[0].alignment = Alignment(wrap_text=True)
