"""Which form a file is, by its mark or by what stands in it."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from forms.documents.blank import form_document
from forms.exports.recognising import recognise
from forms.exports.workbook import form_book
from forms.refusals import FileRefused
from tests.forms.catalogues import EIGHT, IDS

CORE = "docProps/core.xml"


def without_mark(content: bytes) -> bytes:
    """As programs write it that keep nothing of what they do not know."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != CORE:
                new.writestr(entry.filename, old.read(entry.filename))
    return stream.getvalue()


def renamed(content: bytes) -> bytes:
    """Another version's mark."""
    book: Any = load_workbook(BytesIO(content))
    book.properties.keywords = book.properties.keywords.replace(":1", ":7")
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("form_id", IDS)
def test_every_form_is_known_by_its_mark_and_by_its_questions(form_id: str) -> None:
    form = EIGHT.forms[form_id]
    for name, content in (("a.xlsx", form_book(form)), ("a.DOCX", form_document(form))):
        marked = recognise(EIGHT.forms, BytesIO(content), name)
        assert marked and (marked.form.id, marked.version) == (form_id, form.version)
        plain = recognise(EIGHT.forms, BytesIO(without_mark(content)), name)
        assert plain and (plain.form.id, plain.version) == (form_id, 0)


def test_an_older_version_says_so() -> None:
    content = renamed(form_book(EIGHT.forms["society-profile"]))
    found = recognise(EIGHT.forms, BytesIO(content), "a.xlsx")
    assert found and found.version == 7


def test_what_is_no_form_is_none() -> None:
    book, stream = Workbook(), BytesIO()
    for row in (("学会", "姓名", "手机"), ("云岭省材料学会", "孙明哲", "13800001500")):
        book.active.append(row)
    book.properties.keywords = "xuehui-form:no-such-form:1"
    book.save(stream)
    assert recognise(EIGHT.forms, stream, "名册.xlsx") is None


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx"])
@pytest.mark.parametrize("cut", [0, 10, 900, -30])
def test_what_is_broken_is_refused(name: str, cut: int) -> None:
    form = EIGHT.forms["society-profile"]
    content = form_book(form) if name == "a.xlsx" else form_document(form)
    with pytest.raises(FileRefused):
        recognise(EIGHT.forms, BytesIO(content[:cut]), name)


def test_properties_that_would_grow_are_not_read() -> None:
    laughs = b'<!DOCTYPE a [<!ENTITY k "k">]><a>&k;</a>'
    stream = BytesIO(without_mark(form_book(EIGHT.forms["society-profile"])))
    with ZipFile(stream, "a") as package:
        package.writestr(CORE, laughs)
    with pytest.raises(FileRefused):
        recognise(EIGHT.forms, stream, "a.xlsx")
