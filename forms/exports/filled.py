"""A form's workbook that came back: what stands in it, field by field, and what is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from forms.drafts import Draft, Place
from forms.exports.workbook import FIRST, groups_of, questions_of, title_of
from forms.filling import Filling
from forms.kinds import kind_of
from forms.package import Source, inspect
from forms.refusals import MissingColumns
from forms.sheets.cells import is_blank
from forms.sheets.reading import Numbered, named_pages
from forms.specification import FieldSpec, FieldType, FormSpec
from forms.values import Complaint, normalise, text_of

KEY = 3  # the hidden column with the field's name
MOST_ROWS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What is wrong with one answer, in a Chinese sentence."""

    place: Place
    label: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """Answers as they are said in a chat, by place; plain text, so that JSON takes it."""

    said: Mapping[Place, str] = field(repr=False)
    mistakes: tuple[Mistake, ...] = ()


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


def fill_in(filling: Filling, draft: Draft, filled: Filled) -> tuple[Draft, tuple[Mistake, ...]]:
    """The draft with every answer that is taken; a table given replaces the one before.

    What is not asked, given the other answers, is left out and is no mistake.
    """
    mistakes = list(filled.mistakes)
    given = {place.field for place in filled.said}
    for group in groups_of(filling.form):
        if group.name in given:
            draft = draft.with_rows(group.name, [], _reasons_without(draft, group.name))
    for place, said in _in_order(filling.form, filled.said):
        try:
            draft = filling.accept(draft, place, said).draft
        except Complaint as complaint:
            if _is_asked(filling, draft, place):
                label = _label(filling.form, place)
                mistakes.append(Mistake(place=place, label=label, sentence=complaint.sentence))
    return _closed(filling, draft, given, mistakes), tuple(mistakes)


def _closed(filling: Filling, draft: Draft, given: set[str], mistakes: list[Mistake]) -> Draft:
    """No more rows are asked for where a table was given, unless it is too short."""
    for group in groups_of(filling.form):
        if group.name not in given or not filling.look(draft).relevant(group):
            continue
        try:
            draft = filling.finish(draft, group.name)
        except Complaint as complaint:
            place = Place(group.name)
            mistakes.append(Mistake(place=place, label=group.label, sentence=complaint.sentence))
    return draft


def _is_asked(filling: Filling, draft: Draft, place: Place) -> bool:
    look, spec = filling.look(draft), filling.form.field(place.field)
    if spec is None or not look.relevant(spec):
        return False
    if place.inner is None or place.row is None:
        return True
    rows, inner = look.rows(spec), spec.field(place.inner)
    return inner is not None and (place.row >= len(rows) or look.relevant(inner, rows[place.row]))


def _in_order(form: FormSpec, said: Mapping[Place, str]) -> Iterator[tuple[Place, str]]:
    """In the order of the questions: a later answer may rest on an earlier one."""
    order = {spec.name: n for n, spec in enumerate(form.fields)}
    inner = {
        (group.name, spec.name): n for group in form.fields for n, spec in enumerate(group.fields)
    }

    def key(item: tuple[Place, str]) -> tuple[int, int, int]:
        place = item[0]
        at = inner.get((place.field, place.inner or ""), 0)
        return order[place.field], place.row or 0, at

    yield from sorted(said.items(), key=key)


def _label(form: FormSpec, place: Place) -> str:
    group = form.field(place.field)
    if group is None or place.inner is None or place.row is None:
        return group.label if group else place.field
    inner = group.field(place.inner)
    return f"{group.label}第{place.row + 1}项{inner.label if inner else ''}"


def _reasons_without(draft: Draft, name: str) -> dict[str, str]:
    return {key: said for key, said in draft.reasons.items() if Place.parse(key).field != name}


def fold(text: str) -> str:
    """A label as it is compared: without blanks and marks."""
    return normalise(text).replace(" ", "").rstrip("*:：").casefold()


def packed(filled: Filled) -> dict[str, Any]:
    """As JSON takes it across a sandbox's wall."""
    return {
        "said": {str(place): said for place, said in filled.said.items()},
        "mistakes": [(str(each.place), each.label, each.sentence) for each in filled.mistakes],
    }


def unpacked(plain: Mapping[str, Any]) -> Filled:
    return Filled(
        said={Place.parse(place): said for place, said in plain["said"].items()},
        mistakes=tuple(
            Mistake(place=Place.parse(place), label=label, sentence=sentence)
            for place, label, sentence in plain["mistakes"]
        ),
    )
