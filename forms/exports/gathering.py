"""Answers gathered from a file that came back, each read by its field's kind."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from forms.drafts import Place
from forms.exports.returned import Filled, Mistake
from forms.exports.ticks import ticked
from forms.kinds import kind_of
from forms.sheets.cells import is_blank
from forms.specification import FieldSpec, FieldType
from forms.values import Complaint, normalise


@dataclass(slots=True, kw_only=True)
class Answers:
    """What has been read so far, and what is wrong with the rest."""

    today: date
    said: dict[Place, str] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def take(self, spec: FieldSpec, place: Place, cell: object, label: str) -> None:
        """What is left empty says nothing; files are not told in a file."""
        if spec.type is FieldType.FILE:
            return
        kind = kind_of(spec, self.today)
        try:
            cell = ticked(spec, kind.labels, cell) if isinstance(cell, str) else cell
            if not is_blank(cell):
                self.said[place] = kind.show(kind.read_cell(cell))
        except Complaint as complaint:
            self.mistakes.append(Mistake(place=place, label=label, sentence=complaint.sentence))

    def take_row(
        self,
        group: FieldSpec,
        row: int,
        number: int,
        columns: Sequence[FieldSpec | None],
        cells: Sequence[object],
    ) -> None:
        """One row of a table; `number` is how people count it."""
        for spec, cell in zip(columns, cells, strict=False):
            if spec:
                label = f"{group.label}第{number}行{spec.label}"
                self.take(spec, Place(group.name, row, spec.name), cell, label)

    def filled(self) -> Filled:
        return Filled(said=self.said, mistakes=tuple(self.mistakes))


def fold(text: str) -> str:
    """A label as it is compared: without blanks and marks."""
    return normalise(text).replace(" ", "").rstrip("*:：").casefold()
