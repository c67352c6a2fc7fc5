"""Which question a row of a document answers, and what it says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from forms.documents.marks import HEADINGS, by_mark, question_mark
from forms.documents.wordfile import Row, WordCell
from forms.exports.explaining import questions_of
from forms.exports.gathering import fold
from forms.specification import FieldSpec, FormSpec

NUMBERED = re.compile(r"^\s*[（(]?\d+\s*[.、．)）]?\s*")


@dataclass(frozen=True, slots=True)
class Told:
    """A row: its question, if it is known; its label and its answer as they stand there."""

    spec: FieldSpec | None
    label: str
    answer: str


@dataclass(frozen=True, slots=True)
class Questions:
    """A form's questions, found by what people read and by the bookmarks they do not see."""

    by_label: Mapping[str, FieldSpec]
    by_mark: Mapping[str, FieldSpec]

    @classmethod
    def of(cls, form: FormSpec) -> "Questions":
        asked = questions_of(form)
        return cls(
            by_label={fold(spec.label): spec for spec in asked},
            by_mark={question_mark(spec): spec for spec in asked},
        )

    def told(self, row: Row) -> Told:
        for place, cell in enumerate(row):
            if spec := self._spec(cell):
                return Told(spec, spec.label, _said(row[place + 1 :]))
        return _strange(row)

    def knows(self, row: Row) -> bool:
        return any(self._spec(cell) for cell in row)

    def _spec(self, cell: WordCell) -> FieldSpec | None:
        """The label goes first, for it is read; an old label is still known by its mark."""
        title = cell.title
        labelled = self.by_label.get(fold(title)) or self.by_label.get(
            fold(NUMBERED.sub("", title))
        )
        marked = by_mark(cell.marks, self.by_mark)
        if marked and fold(marked.label) == fold(title):
            return marked
        return labelled or marked


def _strange(row: Row) -> Told:
    """The first words are taken for the label; the heading and what stands alone say nothing."""
    titles = [cell.title for cell in row]
    if any(title in HEADINGS for title in titles):
        return Told(None, "", "")
    told = [place for place, title in enumerate(titles) if title and not title.isdecimal()]
    if not told:
        return Told(None, "", "")
    label = told[0]
    return Told(None, titles[label][:40], _said(row[label + 1 :]))


def _said(cells: Row) -> str:
    return "\n".join(cell.text for cell in cells if cell.text)
