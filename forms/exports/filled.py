"""A form's workbook that came back: what stands in it, field by field, and what is wrong."""

from dataclasses import dataclass
from datetime import date

from forms.drafts import Place
from forms.exports.explaining import groups_of, questions_of, title_of
from forms.exports.gathering import Answers, fold
from forms.exports.returned import Filled
from forms.exports.workbook import FIRST
from forms.package import Source, inspect
from forms.refusals import MissingColumns
from forms.sheets.cells import is_blank
from forms.sheets.reading import Numbered, named_pages
from forms.specification import FieldSpec, FormSpec
from forms.values import text_of

KEY = 3  # the hidden column with the field's name
MOST_ROWS = 1000


@dataclass(slots=True, kw_only=True)
class _Reader:
    form: FormSpec
    answers: Answers

    def questions(self, rows: Numbered) -> bool:
        """Whether this was the sheet of questions."""
        by_name = {spec.name: spec for spec in questions_of(self.form)}
        by_label = {fold(spec.label): spec for spec in by_name.values()}
        known = False
        for number, cells in rows:
            if number > MOST_ROWS:
                break
            label, answer, _, key = (*cells, None, None, None, None)[:4]
            spec = by_name.get(text_of(key)) or by_label.get(fold(text_of(label)))
            known = known or spec is not None
            if spec:
                self.answers.take(spec, Place(spec.name), answer, spec.label)
        return known

    def table(self, group: FieldSpec, rows: Numbered) -> None:
        by_label = {fold(spec.label): spec for spec in group.fields}
        columns: list[FieldSpec | None] = []
        row = 0
        for number, cells in rows:
            if not columns:
                columns = [by_label.get(fold(text_of(cell))) for cell in cells]
                columns = columns if any(columns) else []
            elif not all(is_blank(cell) for cell in cells):
                self.answers.take_row(group, row, number, columns, cells)
                row += 1
            if row > (group.most or MOST_ROWS):
                break


def read_filled(form: FormSpec, source: Source, name: str, today: date) -> Filled:
    """Raises FileRefused when it is no workbook of this form."""
    inspect(source, name)
    reader = _Reader(form=form, answers=Answers(today=today))
    groups = {title_of(group): group for group in groups_of(form)}
    known = False
    for title, rows in named_pages(source):
        if group := groups.get(title):
            reader.table(group, rows)
        else:
            known = reader.questions(rows) or known
    if not known:
        raise MissingColumns([FIRST])
    return reader.answers.filled()
