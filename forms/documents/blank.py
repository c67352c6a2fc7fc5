"""A form as a Word document to fill in: one row a question, a table for every group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from docx.document import Document as Opened
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from forms.documents.columns import column_widths
from forms.documents.marks import HEADINGS, form_mark, group_mark, question_mark
from forms.documents.sections import MORE, OWN
from forms.documents.word import (
    BODY,
    SMALL,
    STRONG,
    WIDTH,
    add_row,
    centred,
    foot,
    grid,
    new_document,
    repeat_on_every_page,
    saved,
    say,
    shade,
    write,
)
from forms.drafts import Draft, Place
from forms.exports.explaining import MOST_LISTED, explained
from forms.exports.prefilled import known
from forms.exports.ticks import boxes
from forms.kinds import kind_of
from forms.specification import FieldSpec, FieldType, FormSpec

WIDTHS = (14.0, 66.0, 94.0)
HOW = (
    "填好后保存，直接把文件发给我；手机上、电脑上填都可以，不用一次填完。"
    "带方框的项目，把要选的「☐」改成「☑」或「√」。不涉及的留空，不要改项目名称。"
)
TICK_SEVERAL = "可以勾选几项。"
ELSEWHERE = "（文件请直接发给我）"
SPARE, FEWEST = 2, 3


@dataclass(slots=True, kw_only=True)
class FormDocument:
    """One form to be filled in outside; `draft` fills in what is known already.

    Numbers that belong to a person stay empty unless `whole`: a file is passed on easily.
    `names` are those of what is referred to: people should not read ids.
    """

    form: FormSpec
    draft: Draft | None = None
    whole: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    _number: int = 0
    _marks: int = 0

    def write(self) -> bytes:
        document = new_document(self.form.title, "")
        document.core_properties.keywords = form_mark(self.form)
        centred(document, self.form.title, (18.0, True))
        say(document.add_paragraph(), self.form.purpose)
        say(document.add_paragraph(), HOW, SMALL, grey=True)
        asked = [spec for spec in self.form.fields if spec.asked]
        begun = False
        for (heading, _), fields in groupby(asked, self._heading):
            shown = MORE if begun and heading == OWN else heading
            begun = begun or heading == OWN
            document.add_heading(shown, 2)
            first, *others = fields
            if first.fields:
                self._table(document, first)
            else:
                self._questions(document, [first, *others])
        foot(document, self.form.title)
        return saved(document)

    def _heading(self, spec: FieldSpec) -> tuple[str, str]:
        if spec.fields:
            return spec.label, spec.name
        return self.form.block_of(spec.name) or OWN, ""

    def _questions(self, document: Opened, fields: Sequence[FieldSpec]) -> None:
        table = grid(document, WIDTHS)
        for cell, heading in zip(add_row(table, WIDTHS), HEADINGS, strict=True):
            shade(cell)
            write(cell, heading, STRONG)
        repeat_on_every_page(table)
        for spec in fields:
            self._question(add_row(table, WIDTHS), spec)

    def _question(self, cells: Sequence[_Cell], spec: FieldSpec) -> None:
        self._number += 1
        number, label, answer = cells
        shade(label)
        write(number, str(self._number))
        write(label, spec.label, STRONG)
        self._mark(label.paragraphs[0], question_mark(spec))
        say(label.add_paragraph(), _hint(spec), SMALL, grey=True)
        if spec.type is FieldType.FILE:
            say(answer.paragraphs[0], ELSEWHERE, SMALL, grey=True)
        else:
            write(answer, self._answer(spec))

    def _answer(self, spec: FieldSpec) -> str:
        said = self._known(spec, Place(spec.name))
        if not _is_boxed(spec):
            return said
        several = spec.type is FieldType.SELECT_MULTIPLE
        return boxes(kind_of(spec).labels, said.split("、") if several else [said])

    def _table(self, document: Opened, group: FieldSpec) -> None:
        say(document.add_paragraph(), explained(group, listed=False), SMALL, grey=True)
        rows = self._rows(group)
        widths = column_widths([spec.label for spec in group.fields], rows, WIDTH)
        table = grid(document, widths)
        for cell, spec in zip(add_row(table, widths), group.fields, strict=True):
            shade(cell)
            write(cell, spec.label, STRONG)
            say(cell.add_paragraph(), _short_hint(spec), SMALL, grey=True)
        self._mark(table.rows[0].cells[0].paragraphs[0], group_mark(group))
        repeat_on_every_page(table)
        for row in rows:
            for cell, text in zip(add_row(table, widths), row, strict=True):
                write(cell, text, BODY)

    def _rows(self, group: FieldSpec) -> list[list[str]]:
        """What is known, and some empty ones."""
        count = len(self.draft.rows(group.name)) if self.draft else 0
        spare = max(count + SPARE, FEWEST, group.least or 0)
        rows = max(count, min(spare, group.most or spare))
        places = [[Place(group.name, n, spec.name) for spec in group.fields] for n in range(rows)]
        return [
            [self._known(spec, place) for spec, place in zip(group.fields, row, strict=True)]
            for row in places
        ]

    def _known(self, spec: FieldSpec, place: Place) -> str:
        return known(self.draft, spec, place, self.names, whole=self.whole)

    def _mark(self, paragraph: Paragraph, name: str) -> None:
        """A bookmark around what the paragraph says."""
        self._marks += 1
        paragraph._p.insert(0, _tag("w:bookmarkStart", self._marks, name))
        paragraph._p.append(_tag("w:bookmarkEnd", self._marks))


def form_document(
    form: FormSpec,
    draft: Draft | None = None,
    *,
    whole: bool = False,
    names: Mapping[str, str] | None = None,
) -> bytes:
    return FormDocument(form=form, draft=draft, whole=whole, names=names or {}).write()


def _is_boxed(spec: FieldSpec) -> bool:
    return 0 < len(kind_of(spec).labels) <= MOST_LISTED


def _hint(spec: FieldSpec) -> str:
    if not _is_boxed(spec):
        return explained(spec)
    hint = explained(spec, listed=False)
    several = spec.type is FieldType.SELECT_MULTIPLE and "几项" not in hint
    return hint + TICK_SEVERAL if several else hint


def _short_hint(spec: FieldSpec) -> str:
    labels = kind_of(spec).labels
    return "、".join(labels) if 0 < len(labels) <= MOST_LISTED else spec.hint


def _tag(kind: str, number: int, name: str = "") -> Any:
    tag = OxmlElement(kind)
    tag.set(qn("w:id"), str(number))
    if name:
        tag.set(qn("w:name"), name)
    return tag
