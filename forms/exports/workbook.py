"""A form as a workbook to fill in: one row a question, one sheet a table, and choices to pick."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from forms.documents.marks import form_mark
from forms.drafts import Draft, Place
from forms.exports.explaining import explained, groups_of, questions_of, title_of
from forms.exports.prefilled import known
from forms.kinds import kind_of
from forms.sheets.writing import AS_TEXT, Page
from forms.specification import FieldSpec, FieldType, FormSpec

FIRST = "填写"
HEADINGS = ("项目", "填写", "说明")
WIDTHS = (28, 46, 60)
LONGEST_LIST = 250  # a drop-down's choices together, as Excel counts them
EMPTY_ROWS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class FormBook:
    """One form to be filled in outside; `draft` fills in what is known already.

    Numbers that belong to a person stay empty unless `whole`: a table is passed on easily.
    `names` are those of what is referred to: people should not read ids.
    """

    form: FormSpec
    draft: Draft | None = None
    whole: bool = False
    names: Mapping[str, str] = field(default_factory=dict)

    def write(self) -> bytes:
        book = Workbook(write_only=True)
        page = self._questions(book)
        for group in groups_of(self.form):
            page = self._table(book, group)
        return self._finished(page.save())

    def _questions(self, book: Workbook) -> Page:
        sheet: Any = book.create_sheet(FIRST)
        sheet.freeze_panes = "A2"
        for letter, width in zip("ABC", WIDTHS, strict=True):
            sheet.column_dimensions[letter].width = width
        page = Page(book, sheet)
        page.heading(HEADINGS)
        for spec in questions_of(self.form):
            answer = page.cell(self._answer(spec, Place(spec.name)), digits=True)
            sheet.append([page.cell(spec.label), answer, page.cell(explained(spec)), spec.name])
        return page

    def _table(self, book: Workbook, group: FieldSpec) -> Page:
        sheet: Any = book.create_sheet(title_of(group))
        sheet.freeze_panes = "A2"
        for place, spec in enumerate(group.fields, 1):
            letter = get_column_letter(place)
            sheet.column_dimensions[letter].width = max(16, 2 * len(spec.label) + 4)
            sheet.column_dimensions[letter].number_format = AS_TEXT
        page = Page(book, sheet)
        page.heading(spec.label for spec in group.fields)
        for row in range(len(self.draft.rows(group.name)) if self.draft else 0):
            sheet.append([self._in_row(page, group, spec, row) for spec in group.fields])
        return page

    def _in_row(self, page: Page, group: FieldSpec, spec: FieldSpec, row: int) -> Any:
        place = Place(group.name, row, spec.name)
        return page.cell(self._answer(spec, place), digits=True)

    def _answer(self, spec: FieldSpec, place: Place) -> str:
        return known(self.draft, spec, place, self.names, whole=self.whole)

    def _finished(self, content: bytes) -> bytes:
        """What a sheet written row by row cannot have yet: drop-downs, wrapping, a hidden key."""
        book: Any = load_workbook(BytesIO(content))
        book.properties.title = self.form.title
        book.properties.keywords = form_mark(self.form)
        first = book.worksheets[0]
        first.column_dimensions["D"].hidden = True
        for row, spec in enumerate(questions_of(self.form), 2):
            for column in "ABC":
                first[f"{column}{row}"].alignment = Alignment(wrap_text=True, vertical="top")
            _offer(first, spec, f"B{row}")
        for sheet, group in zip(book.worksheets[1:], groups_of(self.form), strict=True):
            for place, spec in enumerate(group.fields, 1):
                letter = get_column_letter(place)
                _offer(sheet, spec, f"{letter}2:{letter}{(group.most or EMPTY_ROWS) + 1}")
        stream = BytesIO()
        book.save(stream)
        return stream.getvalue()


def _offer(sheet: Any, spec: FieldSpec, where: str) -> None:
    """A drop-down; other words for a choice may still be typed."""
    labels = kind_of(spec).labels
    listed = ",".join(labels)
    if not labels or spec.type is FieldType.SELECT_MULTIPLE or len(listed) > LONGEST_LIST:
        return
    if any("," in label or '"' in label for label in labels):
        return
    offer = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
    offer.showErrorMessage = False
    offer.add(where)
    sheet.add_data_validation(offer)


def form_book(
    form: FormSpec,
    draft: Draft | None = None,
    *,
    whole: bool = False,
    names: Mapping[str, str] | None = None,
) -> bytes:
    return FormBook(form=form, draft=draft, whole=whole, names=names or {}).write()
