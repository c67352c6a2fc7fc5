"""The row of headings: which column stands where, whatever their order."""

from collections.abc import Sequence
from dataclasses import dataclass

from forms.refusals import MissingColumns
from forms.sheets.specification import Column, SheetSpec, fold
from forms.values import normalise, text_of

REMARKS = "请修改"
FEWEST_MATCHES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Where the known columns stand, counted from 0, and the headings nobody asked for."""

    places: tuple[tuple[int, Column], ...]
    ignored: tuple[str, ...]


def find_header(spec: SheetSpec, cells: Sequence[object]) -> Header | None:
    """The row as a header, or None when too little of it is known."""
    known = dict(reversed(list(spec.headings())))  # titles win
    places: dict[str, tuple[int, Column]] = {}
    ignored = []
    for place, cell in enumerate(cells):
        title = normalise(text_of(cell))
        column = known.get(fold(title)) if title else None
        if column and column.name not in places:
            places[column.name] = (place, column)
        elif title and title != REMARKS:
            ignored.append(title)
    if len(places) < min(FEWEST_MATCHES, len(spec.columns)):
        return None
    return Header(places=tuple(places.values()), ignored=tuple(ignored))


def refuse_missing(spec: SheetSpec, header: Header) -> None:
    """Raise MissingColumns naming every column the table cannot do without."""
    present = {column.name for _, column in header.places}
    missing = [c.title for c in spec.columns if c.required and c.name not in present]
    missing += [
        "或".join(spec.titles(names)) for names in spec.one_of if present.isdisjoint(names)
    ]
    if missing:
        raise MissingColumns(missing)
