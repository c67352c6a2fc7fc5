"""Which repeat group a table in a document is, and which of its columns answers what."""

from collections.abc import Sequence
from dataclasses import dataclass

from forms.documents.marks import by_mark, group_mark
from forms.documents.wordfile import Row, Rows
from forms.exports.gathering import fold
from forms.specification import FieldSpec

AMONG = 3  # the headings are one of the first rows: somebody may have put a title above
COUNTING = frozenset({"序号", "编号", "no.", "no"})
Columns = tuple[FieldSpec | None, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A table's headings: whose they are, in which row, which columns; the others are strange."""

    group: FieldSpec
    row: int
    columns: Columns
    strange: tuple[tuple[int, str], ...]


def heading_of(groups: Sequence[FieldSpec], rows: Rows) -> Heading | None:
    for n, row in enumerate(rows[:AMONG]):
        marks = [mark for cell in row for mark in cell.marks]
        marked = by_mark(marks, {group_mark(group): group for group in groups})
        if marked:
            return _heading(marked, n, row)
        likely = [group for group in groups if _is_likely(group, row)]
        if likely:
            return _heading(max(likely, key=lambda group: _known(group, row)), n, row)
    return None


def is_heading(heading: Heading, row: Row) -> bool:
    """Whether this row says the headings once more, as after a page somebody made by hand."""
    labels = [(spec, cell.title) for spec, cell in zip(heading.columns, row, strict=False) if spec]
    return bool(labels) and all(fold(spec.label) == fold(title) for spec, title in labels)


def _heading(group: FieldSpec, n: int, row: Row) -> Heading:
    columns = _columns(group, row)
    strange = tuple(
        (place, cell.title)
        for place, (spec, cell) in enumerate(zip(columns, row, strict=True))
        if spec is None and cell.title and fold(cell.title) not in COUNTING
    )
    return Heading(group, n, columns, strange)


def _columns(group: FieldSpec, row: Row) -> Columns:
    by_label = {fold(spec.label): spec for spec in group.fields}
    return tuple(by_label.get(fold(cell.title)) for cell in row)


def _known(group: FieldSpec, row: Row) -> int:
    return sum(spec is not None for spec in _columns(group, row))


def _is_likely(group: FieldSpec, row: Row) -> bool:
    """Half of its columns are there, and they are half of what is there."""
    known, said = _known(group, row), sum(bool(cell.title) for cell in row)
    return known > 0 and 2 * known >= len(group.fields) and 2 * known >= said
