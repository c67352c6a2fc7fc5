"""A row as it was read: its values, or what has to be mended."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from forms.sheets.specification import SheetSpec


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one cell, in a Chinese sentence."""

    column: str
    title: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One filled-in row; `number` as the spreadsheet counts, `typed` is what stood there."""

    number: int
    # Neither is printed: they belong to a person.
    values: Mapping[str, Any] = field(repr=False)
    faults: tuple[Fault, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict, repr=False)

    def pack(self, spec: SheetSpec) -> dict[str, Any]:
        """As JSON takes it; what was typed only if there is something to mend."""
        kinds = {column.name: column.kind for column in spec.columns}
        packed: dict[str, Any] = {
            "number": self.number,
            "values": {name: kinds[name].plain(value) for name, value in self.values.items()},
        }
        if self.faults:
            packed["faults"] = [(each.column, each.title, each.sentence) for each in self.faults]
            packed["typed"] = dict(self.typed)
        return packed

    @classmethod
    def unpack(cls, packed: Mapping[str, Any], spec: SheetSpec) -> Self:
        kinds = {column.name: column.kind for column in spec.columns}
        return cls(
            number=packed["number"],
            values={name: kinds[name].restore(each) for name, each in packed["values"].items()},
            faults=tuple(Fault(*each) for each in packed.get("faults", ())),
            typed=packed.get("typed", {}),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """An opened table: headings nobody asked for, and its rows as they are read."""

    ignored: tuple[str, ...]
    rows: Iterator[Row]
