"""The same thing twice in one file."""

from dataclasses import dataclass, field, replace

from forms.sheets.rows import Fault, Row
from forms.sheets.specification import SheetSpec


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Remembers what was seen, as numbers only: a large table must not fill the memory."""

    spec: SheetSpec
    _seen: dict[int, int] = field(default_factory=dict)

    def check(self, row: Row) -> Row:
        """The row, with a fault for everything an earlier row already has."""
        faults = tuple(
            self._fault(names, first)
            for names in self.spec.unique
            if (first := self._first(names, row)) != row.number
        )
        return replace(row, faults=row.faults + faults) if faults else row

    def _first(self, names: tuple[str, ...], row: Row) -> int:
        """The row that had these values first; a key without its last part is none."""
        if names[-1] not in row.values:
            return row.number
        key = hash((names, *(row.values.get(name) for name in names)))
        return self._seen.setdefault(key, row.number)

    def _fault(self, names: tuple[str, ...], first: int) -> Fault:
        titles = self.spec.titles(names)
        sentence = f"与第{first}行重复（{'、'.join(titles)}相同）。请只留一行。"
        return Fault(names[-1], titles[-1], sentence)
