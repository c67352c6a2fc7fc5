"""A person with a word processor: opens a form's document, writes into it, saves it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document

from forms.documents.blank import form_document
from forms.drafts import Place
from forms.kinds import kind_of
from forms.specification import FieldSpec, FieldType, FormSpec

TICKS = ("☑", "√", "■", "☒")


@dataclass
class Desk:
    """An open document."""

    document: Any

    @classmethod
    def open(cls, content: bytes) -> "Desk":
        return cls(Document(BytesIO(content)))

    def save(self) -> BytesIO:
        stream = BytesIO()
        self.document.save(stream)
        stream.seek(0)
        return stream

    def row(self, label: str) -> Any:
        for table in self.document.tables:
            for row in table.rows:
                if any(cell.paragraphs[0].text == label for cell in row.cells[:2]):
                    return row
        raise LookupError(label)

    def answer(self, label: str) -> Any:
        return self.row(label).cells[-1]

    def write(self, label: str, text: str) -> None:
        self.answer(label).text = text

    def tick(self, label: str, choice: str, mark: str = "☑") -> None:
        cell = self.answer(label)
        assert f"☐ {choice}" in cell.text
        cell.text = cell.text.replace(f"☐ {choice}", f"{mark} {choice}", 1)

    def table(self, first: str) -> Any:
        """The table whose first heading this is."""
        return next(
            each
            for each in self.document.tables
            if each.rows[0].cells[0].paragraphs[0].text == first
        )


def filled_by_hand(form: FormSpec, said: Mapping[Place, object]) -> BytesIO:
    """An empty document with these answers written into it, as they would be said in a chat."""
    desk = Desk.open(form_document(form))
    for n, (place, words) in enumerate(said.items()):
        spec = form.field(place.field)
        assert spec is not None
        if spec.type is FieldType.FILE:
            continue
        if place.row is None:
            _answer(desk, spec, str(words), TICKS[n % len(TICKS)])
        else:
            _in_table(desk, spec, place, str(words))
    return desk.save()


def _answer(desk: Desk, spec: FieldSpec, words: str, mark: str) -> None:
    kind: Any = kind_of(spec)
    if "☐" not in desk.answer(spec.label).text:
        desk.write(spec.label, f" {words}\n")
        return
    several = spec.type is FieldType.SELECT_MULTIPLE
    shown = kind.show(kind.read(words))
    for choice in shown.split("、") if several else [shown]:
        desk.tick(spec.label, choice, mark)


def _in_table(desk: Desk, group: FieldSpec, place: Place, words: str) -> None:
    headings = [spec.label for spec in group.fields]
    table = next(
        each
        for each in desk.document.tables
        if [cell.paragraphs[0].text for cell in each.rows[0].cells] == headings
    )
    assert place.row is not None
    while len(table.rows) < place.row + 2:
        table.add_row()
    column = [spec.name for spec in group.fields].index(str(place.inner))
    table.rows[place.row + 1].cells[column].text = words


def edited(content: bytes, edit: Callable[[Desk], None]) -> BytesIO:
    desk = Desk.open(content)
    edit(desk)
    return desk.save()
