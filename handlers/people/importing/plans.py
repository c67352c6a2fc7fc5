"""What is to become of a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Protocol

from forms.sheets import Fault, Row, SheetSpec
from storage.archive import Archive
from storage.clock import Clock


class Fate(StrEnum):
    """One of these for every row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Change:
    """One field of something on record, from → to."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A row with its fate; `target` is what it is about, `society_id` where it belongs."""

    row: Row
    fate: Fate
    name: str = ""
    target: str | None = None
    society_id: str | None = None
    person_id: str | None = None
    changes: tuple[Change, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, Any]:
        return {change.field: change.after for change in self.changes}


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who imports, through which door."""

    person_id: str | None
    door: str
    clock: Clock


class Book(Protocol):
    """One kind of table; it remembers the rows of one pass, so that nothing is taken twice."""

    spec: SheetSpec

    async def plan(self, archive: Archive, rows: Sequence[Row]) -> list[Plan]: ...

    async def write(self, archive: Archive, plans: Sequence[Plan], by: By) -> None: ...


class Unclear(Exception):
    """A row that cannot be taken: the column to mend, and a Chinese sentence."""

    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(column)
        self.column, self.sentence = column, sentence


def refused(spec: SheetSpec, row: Row, unclear: Unclear) -> Plan:
    """The row with its fault, and its cells as they would be typed again."""
    title = spec.column(unclear.column).title
    fault = Fault(unclear.column, title, unclear.sentence)
    return bad(replace(row, faults=(*row.faults, fault), typed=typed(spec, row)))


def bad(row: Row) -> Plan:
    return Plan(row=row, fate=Fate.BAD)


def typed(spec: SheetSpec, row: Row) -> dict[str, str]:
    kinds = {column.name: column.kind for column in spec.columns}
    return {name: kinds[name].show(value) for name, value in row.values.items()}


@dataclass(frozen=True, slots=True)
class Taken:
    """What earlier rows of this pass have taken, as numbers: a large table must stay small."""

    rows: dict[int, int] = field(default_factory=dict)

    def claim(self, row: Row, *key: object) -> int | None:
        """The number of the earlier row that has it already."""
        first = self.rows.setdefault(hash(key), row.number)
        return None if first == row.number else first
