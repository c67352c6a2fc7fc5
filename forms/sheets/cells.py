"""From a row of cells to a Row: every value read, every fault named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from forms.sheets.header import Header
from forms.sheets.rows import Fault, Row
from forms.sheets.specification import Column, SheetSpec
from forms.values import Complaint, normalise, text_of

NOTHING = frozenset(["-", "--", "—", "——", "/", "\\"])
NONE = frozenset(["无", "没有", "暂无", "空"])
BROKEN = frozenset(["#VALUE!", "#N/A", "#REF!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"])


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReader:
    """Reads rows under one header."""

    spec: SheetSpec
    header: Header

    def read(self, number: int, cells: Sequence[object]) -> Row | None:
        """None when nothing is filled in."""
        width = len(cells)
        found = [(c, cells[i] if i < width else None) for i, c in self.header.places]
        if all(is_blank(cell) for _, cell in found):
            return None
        values: dict[str, Any] = {}
        faults: list[Fault] = []
        for column, cell in found:
            try:
                value = read_cell(column, cell)
            except Complaint as complaint:
                faults.append(Fault(column.name, column.title, complaint.sentence))
            else:
                if value is not None:
                    values[column.name] = value
        wrong = {fault.column for fault in faults}
        faults.extend(self._all_missing(wrong.union(values)))
        typed = {column.name: text_of(cell) for column, cell in found}
        return Row(number=number, values=values, faults=tuple(faults), typed=typed)

    def _all_missing(self, filled: set[str]) -> Iterator[Fault]:
        for names in self.spec.one_of:
            if filled.isdisjoint(names):
                titles = self.spec.titles(names)
                yield Fault(names[0], titles[0], f"{'和'.join(titles)}至少填一个。")


def is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and (not cell or cell.isspace()))


def read_cell(column: Column, cell: object) -> Any:
    """The value, the default, or None; raises Complaint."""
    if is_blank(cell) or (isinstance(cell, str) and cell.strip() in NOTHING):
        if column.required:
            raise Complaint("这一格必须填写。")
        return column.default
    if isinstance(cell, str) and cell in BROKEN:
        raise Complaint("这一格是出错的公式。请直接填写内容。")
    try:
        return column.kind.read_cell(cell)
    except Complaint:
        if column.required or normalise(text_of(cell)) not in NONE:
            raise
        return column.default
