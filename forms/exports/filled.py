"""A form's workbook that came back: what stands in it, field by field, and what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from forms.drafts import Place
from forms.exports.explaining import groups_of, questions_of, title_of
from forms.exports.returned import Filled, Mistake
from forms.exports.workbook import FIRST
from forms.kinds import kind_of
from forms.package import Source, inspect
from forms.refusals import MissingColumns
from forms.sheets.cells import is_blank
from forms.sheets.reading import Numbered, named_pages
from forms.specification import FieldSpec, FieldType, FormSpec
from forms.values import Complaint, normalise, text_of

KEY = 3  # the hidden column with the field's name
MOST_ROWS = 1000


@dataclass(slots=True, kw_only=True)
class _Reader:
    form: FormSpec
    today: date
    said: dict[Place, str] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

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
            if spec and spec.type is not FieldType.FILE:
                self.take(spec, Place(spec.name), answer, spec.label)
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
                self._row(group, row, number, columns, cells)
                row += 1
            if row > (group.most or MOST_ROWS):
                break

    def _row(
        self,
        group: FieldSpec,
        row: int,
        number: int,
        columns: Sequence[FieldSpec | None],
        cells: Sequence[object],
    ) -> None:
        for spec, cell in zip(columns, cells, strict=False):
            if spec:
                label = f"{group.label}第{number}行{spec.label}"
                self.take(spec, Place(group.name, row, spec.name), cell, label)

    def take(self, spec: FieldSpec, place: Place, cell: object, label: str) -> None:
        """What is left empty says nothing."""
        if is_blank(cell):
            return
        kind = kind_of(spec, self.today)
        try:
            self.said[place] = kind.show(kind.read_cell(cell))
        except Complaint as complaint:
            self.mistakes.append(Mistake(place=place, label=label, sentence=complaint.sentence))


def read_filled(form: FormSpec, source: Source, name: str, today: date) -> Filled:
    """Raises FileRefused when it is no workbook of this form."""
    inspect(source, name)
    reader = _Reader(form=form, today=today)
    groups = {title_of(group): group for group in groups_of(form)}
    known = False
    for title, rows in named_pages(source):
        if group := groups.get(title):
            reader.table(group, rows)
        else:
            known = reader.questions(rows) or known
    if not known:
        raise MissingColumns([FIRST])
    return Filled(said=reader.said, mistakes=tuple(reader.mistakes))


def fold(text: str) -> str:
    """A label as it is compared: without blanks and marks."""
    return normalise(text).replace(" ", "").rstrip("*:：").casefold()
