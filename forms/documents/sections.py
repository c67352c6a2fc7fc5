"""A filing's summary under headings: shared blocks, the form's own answers, tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from forms.completing import lines
from forms.completing import reasons as reasons_in_force
from forms.drafts import Draft, Place
from forms.filling import Filling
from forms.specification import FieldSpec, FieldType, FormSpec
from forms.steps import Line

OWN, MORE = "填报内容", "填报内容（续）"


@dataclass(frozen=True, slots=True)
class Pair:
    """One answer: its question's label, and how it is shown."""

    label: str
    shown: str


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a repeat group; a cell is empty where its question was not asked."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with answers beneath it, or with one table."""

    heading: str
    pairs: tuple[Pair, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something that is warned about is as it is."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file: which question it answers, its name, its size in bytes."""

    label: str
    name: str
    size: int


def sections(
    filling: Filling, draft: Draft, names: Mapping[str, str] | None = None
) -> tuple[Section, ...]:
    """Numbers that belong to a person are shown by their last four.

    `names` says what is referred to is called, where the filling's world does not know it.
    """
    summary = [_named(filling, line, names or {}) for line in lines(filling, draft)]
    return tuple(_sections(filling.form, summary))


def reasons(filling: Filling, draft: Draft) -> tuple[Reason, ...]:
    found = reasons_in_force(filling, draft)
    return tuple(Reason(_label(filling.form, Place.parse(at)), said) for at, said in found.items())


def attachments(filling: Filling, draft: Draft) -> tuple[Attachment, ...]:
    look = filling.look(draft)
    return tuple(
        Attachment(spec.label, str(file["name"]), int(file["size"]))
        for spec in filling.form.fields
        if spec.type is FieldType.FILE and look.relevant(spec)
        for file in _files(draft.answers.get(spec.name))
    )


def _named(filling: Filling, line: Line, names: Mapping[str, str]) -> Line:
    """A reference by its name instead of its id."""
    place = line.place
    spec = filling.form.field(f"{place.field}.{place.inner}" if place.inner else place.field)
    if spec is None or spec.of is None or not line.shown:
        return line
    offered = filling.world.references(spec.of) or {}
    record = filling.world.society(line.shown) if spec.of == "society" else None
    name = {**offered, **names}.get(line.shown) or (record or {}).get("name")
    return replace(line, shown=str(name)) if name else line


def _sections(form: FormSpec, summary: Sequence[Line]) -> Iterator[Section]:
    begun = False

    def belongs(line: Line) -> tuple[str, str]:
        table = line.place.field if line.place.row is not None else ""
        return table, form.block_of(line.place.field)

    for (name, block), group in groupby(summary, belongs):
        spec = form.field(name) if name else None
        if spec:
            yield Section(spec.label, table=_table(spec, list(group)))
        else:
            heading = block or (MORE if begun else OWN)
            begun = begun or not block
            yield Section(heading, tuple(Pair(line.label, line.shown) for line in group))


def _table(group: FieldSpec, found: Sequence[Line]) -> Table:
    """Only the columns some row was asked for."""
    asked = {line.place.inner for line in found}
    columns = [spec for spec in group.fields if spec.name in asked]
    cells = {(line.place.row, line.place.inner): line.shown for line in found}
    rows = sorted({line.place.row or 0 for line in found})
    return Table(
        tuple(spec.label for spec in columns),
        tuple(tuple(cells.get((row, spec.name), "") for spec in columns) for row in rows),
    )


def _label(form: FormSpec, place: Place) -> str:
    spec = form.field(place.field)
    if spec is None or place.row is None:
        return spec.label if spec else place.field
    inner = spec.field(place.inner or "")
    return f"{spec.label}第{place.row + 1}项{inner.label if inner else ''}"


def _files(plain: Any) -> Sequence[dict[str, Any]]:
    return plain if isinstance(plain, list) else ()
