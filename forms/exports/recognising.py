"""Which form a workbook or a document is: by the mark it was given, else by its questions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path, PurePath
from zipfile import ZipFile

from defusedxml import DefusedXmlException

from forms.documents.marks import FORM
from forms.documents.questions import Questions
from forms.documents.wordfile import keywords_of, open_document
from forms.exports.explaining import questions_of
from forms.exports.filled import KEY, MOST_ROWS
from forms.exports.gathering import fold
from forms.package import Source, inspect
from forms.refusals import Bomb, Damaged, FileRefused, Trick
from forms.sheets.reading import named_pages
from forms.specification import FormSpec
from forms.values import text_of

WORKBOOKS = (".xlsx",)
LEAST = 0.5  # of a form's questions have to be there


@dataclass(frozen=True, slots=True)
class Recognised:
    """A form, and the version its file was made for; 0 when nothing says."""

    form: FormSpec
    version: int


def recognise(forms: Mapping[str, FormSpec], source: Source, name: str) -> Recognised | None:
    """None for a file that is none of our forms; raises FileRefused."""
    if PurePath(name).suffix.lower() in WORKBOOKS:
        inspect(source, name)
        return _marked(forms, _keywords(source)) or _likeliest(_by_rows(forms, source))
    document = open_document(source, name)
    rows = [row for table in document.tables for row in table]
    known = {
        form_id: sum(questions.knows(row) for row in rows)
        for form_id, questions in ((each, Questions.of(form)) for each, form in forms.items())
    }
    counted = ((forms[form_id], count) for form_id, count in known.items())
    return _marked(forms, document.keywords) or _likeliest(counted)


def _keywords(source: Source) -> str:
    try:
        with ZipFile(_bytes(source)) as package:
            return keywords_of(package)
    except (FileRefused, MemoryError):
        raise
    except DefusedXmlException as error:
        raise Bomb(Trick.ENTITIES) from error
    except Exception as error:  # broken files fail in every way there is
        raise Damaged(type(error).__name__) from error


def _marked(forms: Mapping[str, FormSpec], keywords: str) -> Recognised | None:
    found = FORM.search(keywords)
    if found is None or found[1] not in forms:
        return None
    return Recognised(forms[found[1]], int(found[2][:6]))


def _by_rows(forms: Mapping[str, FormSpec], source: Source) -> Iterable[tuple[FormSpec, int]]:
    names: set[str] = set()
    labels: set[str] = set()
    for _, rows in named_pages(source):
        for _, cells in islice(rows, MOST_ROWS):
            label, *_ = (*cells, None)
            labels.add(fold(text_of(label)))
            names.update(text_of(key) for key in cells[KEY : KEY + 1])
    for form in forms.values():
        asked = questions_of(form)
        yield form, sum(spec.name in names or fold(spec.label) in labels for spec in asked)


def _likeliest(counted: Iterable[tuple[FormSpec, int]]) -> Recognised | None:
    """The one with most of its questions there, when no other has as many."""
    shares = [(count / len(questions_of(form)), form) for form, count in counted]
    best = max(shares, key=lambda each: each[0], default=None)
    if best is None or best[0] < LEAST or [share for share, _ in shares].count(best[0]) > 1:
        return None
    return Recognised(best[1], 0)


def _bytes(source: Source) -> BytesIO:
    if isinstance(source, Path):
        return BytesIO(source.read_bytes())
    source.seek(0)
    content = BytesIO(source.read())
    source.seek(0)
    return content
