"""Rows that cannot be taken, and why."""

from dataclasses import dataclass, field, replace

from forms.sheets import Fault, Row, SheetSpec
from handlers.people.importing.plans import Fate, Plan


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
