"""A form's Word document that came back: what stands in it, field by field, and what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from forms.documents.heading import Heading, heading_of, is_heading
from forms.documents.marks import FORM
from forms.documents.questions import Questions
from forms.documents.wordfile import Row, Rows, open_document
from forms.drafts import Place
from forms.exports.explaining import groups_of
from forms.exports.gathering import Answers
from forms.exports.returned import Filled, Mistake
from forms.package import Source
from forms.refusals import AnotherForm
from forms.specification import FormSpec

MOST_ROWS = 1000
NOWHERE = Place("")
STRANGE = "这张表里没有这一项，写的内容没有记下。请填到对应的项目里。"
STRANGE_COLUMN = "表里没有「{title}」这一列，写的内容没有记下。"
STRANGE_TABLE = "有一张表格不属于这份表，里面的内容没有记下。请填到对应的表里。"


@dataclass(slots=True, kw_only=True)
class _Reader:
    form: FormSpec
    questions: Questions
    answers: Answers
    read: dict[str, int] = field(default_factory=dict)  # rows, by group
    known: int = 0
    strange: int = 0
    _last: Heading | None = None  # of the table before, which this one may go on

    def tables(self, tables: Sequence[Rows]) -> None:
        groups = groups_of(self.form)
        for rows in tables:
            heading = heading_of(groups, rows)
            if heading:
                self.known += 1
                self._last = heading
                self._group(heading, rows[heading.row + 1 :])
            elif any(self.questions.knows(row) for row in rows):
                self._last = None
                self._questions(rows)
            elif self._last and {len(row) for row in rows} == {len(self._last.columns)}:
                self._group(self._last, rows)
            else:
                self._unknown(rows)

    def _questions(self, rows: Rows) -> None:
        for row in rows:
            told = self.questions.told(row)
            if told.spec:
                self.known += 1
                self.answers.take(told.spec, Place(told.spec.name), told.answer, told.spec.label)
            elif told.answer:
                self._is_strange(NOWHERE, told.label, STRANGE)

    def _group(self, heading: Heading, rows: Rows) -> None:
        group = heading.group
        most = min(group.most or MOST_ROWS, MOST_ROWS)
        for row in rows:
            count = self.read.get(group.name, 0)
            if count > most:  # one too many is kept: the form says how many there may be
                break
            if any(cell.text for cell in row) and not is_heading(heading, row):
                cells = [cell.text for cell in row]
                self.answers.take_row(group, count, count + 1, heading.columns, cells)
                self.read[group.name] = count + 1
        self._columns(heading, rows)

    def _columns(self, heading: Heading, rows: Rows) -> None:
        place = Place(heading.group.name)
        for column, title in heading.strange:
            if any(_text(row, column) for row in rows):
                sentence = STRANGE_COLUMN.format(title=title[:20])
                self._is_strange(place, heading.group.label, sentence)

    def _unknown(self, rows: Rows) -> None:
        titles = [cell.title for row in rows for cell in row if cell.title]
        if len(titles) > 1:
            self._is_strange(NOWHERE, titles[0][:40], STRANGE_TABLE)

    def _is_strange(self, place: Place, label: str, sentence: str) -> None:
        self.strange += 1
        self.answers.mistakes.append(Mistake(place=place, label=label, sentence=sentence))


def read_document(form: FormSpec, source: Source, name: str, today: date) -> Filled:
    """Raises FileRefused when it is no document of this form."""
    document = open_document(source, name)
    marked = FORM.search(document.keywords)
    if marked and marked[1] != form.id:
        raise AnotherForm(form.title)
    answers = Answers(today=today)
    reader = _Reader(form=form, questions=Questions.of(form), answers=answers)
    reader.tables(document.tables)
    if reader.known <= (0 if marked else reader.strange):
        raise AnotherForm(form.title)
    return answers.filled()


def _text(row: Row, place: int) -> str:
    return row[place].text if place < len(row) else ""
