"""A form that was filled in outside, read in a process of its own."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from bot.form_reader import SandboxedForms
from bot.sandbox import Limits
from forms.documents.blank import form_document
from forms.drafts import Place
from forms.examples import example
from forms.exports.workbook import form_book
from forms.refusal_texts import sentence
from forms.refusals import (
    AnotherForm,
    Bomb,
    Damaged,
    FileRefused,
    Foreign,
    NotADocument,
    NotAForm,
    NotAWorkbook,
    OutOfMemory,
    TooLarge,
    Trick,
)
from tests.bot import hostile
from tests.forms.catalogues import EIGHT, NOW

FORUM = EIGHT.forms["forum-report"]
DRAFT = example(FORUM, EIGHT, NOW).draft
BODY = "word/document.xml"
W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = hostile.LAUGHS[: hostile.LAUGHS.index(b"]>")] + b"]><a>&k;</a>"
OUTSIDE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


def document() -> bytes:
    return form_document(FORUM, DRAFT, whole=True)


def with_entry(name: str, content: bytes) -> bytes:
    return hostile.with_entry(name, content, document())


async def refusal(content: bytes, name: str = "forum.docx") -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        await SandboxedForms().read(FORUM, content, name, NOW.date())
    assert sentence(refused.value).endswith("。")
    return refused.value


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (form_book(FORUM, DRAFT, whole=True), "forum.xlsx"),
        (document(), "论坛 活动报告.DOCX"),
    ],
    ids=["xlsx", "docx"],
)
async def test_it_comes_back_through_the_wall(content: bytes, name: str) -> None:
    filled = await SandboxedForms().read(FORUM, content, name, NOW.date())
    assert filled.mistakes == ()
    assert filled.said[Place("activity_name")].startswith("云岭省")
    assert len([place for place in filled.said if place.field == "speakers"]) == 12


async def test_what_is_no_workbook_is_refused() -> None:
    assert isinstance(await refusal(b"no workbook", "forum.xlsx"), NotAWorkbook)


@pytest.mark.parametrize("name", ["forum.pdf", "forum", "forum.jpg", "forum.docx.exe", ""])
async def test_other_files_are_refused_by_their_name(name: str) -> None:
    assert isinstance(await refusal(document(), name), NotAForm)


async def test_another_form_says_which_one_is_wanted() -> None:
    other = EIGHT.forms["secretary-salon"]
    refused = await refusal(form_document(other))
    assert isinstance(refused, AnotherForm) and FORUM.title in sentence(refused)


@pytest.mark.parametrize(
    ("make", "name", "what"),
    [
        (bytes, "a.docx", Foreign.EMPTY),
        (lambda: hostile.ole("EncryptedPackage"), "a.docx", Foreign.ENCRYPTED),
        (lambda: hostile.ole("WordDocument"), "a.doc", Foreign.OLD_DOCUMENT),
        (lambda: hostile.ole("WordDocument"), "a.wps", Foreign.OLD_DOCUMENT),
        ("活动名称：年会".encode, "a.docx", Foreign.TEXT),
        (hostile.honest, "a.docx", Foreign.WORKBOOK),
        (lambda: b"%PDF-1.7\0", "a.docx", Foreign.OTHER),
        (lambda: with_entry("word/vbaProject.bin", b"x"), "a.docx", Foreign.MACROS),
        (document, "a.docm", Foreign.MACROS),
    ],
)
async def test_says_what_it_is_instead(
    make: Callable[[], bytes], name: str, what: Foreign
) -> None:
    refused = await refusal(make(), name)
    assert isinstance(refused, NotADocument if make is not bytes else NotAWorkbook)
    assert refused.what is what


@pytest.mark.parametrize(
    ("make", "trick"),
    [
        (lambda: with_entry("word/media/image1.png", bytes(201 * 2**20)), Trick.SIZE),
        (lambda: with_entry("word/a.xml", bytes(30 * 2**20)), Trick.RATIO),
        (lambda: padded(25 * 2**20), Trick.SIZE),
        (lambda: with_entry("word/../../../etc/passwd", b"x"), Trick.PATHS),
        (lambda: with_entry(BODY, LAUGHS), Trick.ENTITIES),
        (lambda: with_entry(BODY, OUTSIDE), Trick.ENTITIES),
        (lambda: with_entry("docProps/core.xml", LAUGHS), Trick.ENTITIES),
    ],
)
async def test_refuses_tricks(make: Callable[[], bytes], trick: Trick) -> None:
    refused = await refusal(make())
    assert isinstance(refused, Bomb) and refused.trick is trick


def padded(size: int) -> bytes:
    """A body of this many bytes, stored, so that nothing shrinks."""
    stream = BytesIO(document())
    with ZipFile(stream) as old:
        entries = {each.filename: old.read(each) for each in old.infolist()}
    entries[BODY] += b"<!--" + b"x" * size + b"-->"
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(name, content)
        package.writestr("word/media/noise.bin", noise(400_000))
    return stream.getvalue()


def noise(size: int) -> bytes:
    return b"".join((n * 2654435761 % 2**32).to_bytes(4, "big") for n in range(size // 4))


async def test_refuses_what_is_too_large() -> None:
    assert isinstance(await refusal(bytes(20 * 2**20 + 1)), TooLarge)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<w:document",
        b"\xff\xfe\x00",
        b"<w:document " + W + b"><w:body>" + b"<w:sdt>" * 20_000 + b"</w:sdt>" * 20_000
        + b"</w:body></w:document>",
        b"<w:document " + W + b"><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:sym w:char='zz'/>"
        b"</w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>",
    ],
    ids=["empty", "cut off", "no text", "deep", "no number"],
)  # fmt: skip
async def test_refuses_what_is_broken(body: bytes) -> None:
    assert isinstance(await refusal(with_entry(BODY, body)), Damaged)


async def test_refuses_half_a_file_and_one_without_a_body() -> None:
    content = document()
    assert isinstance(await refusal(content[: len(content) // 2]), Damaged)
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        package.writestr("[Content_Types].xml", b"<Types/>")
        package.writestr("word/other.xml", b"<a/>")
    assert isinstance(await refusal(stream.getvalue()), Damaged)


async def test_rows_without_end_end() -> None:
    """A body near the limit, all of it tiny tables: read, or refused, but soon."""
    table = b"<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    body = b"<w:document " + W + b"><w:body>" + table * 200_000 + b"</w:body></w:document>"
    assert isinstance(await refusal(with_entry(BODY, body)), AnotherForm)


async def test_a_body_as_large_as_memory_is_refused() -> None:
    body = b"<w:document " + W + b">" + b"<w:p/>" * 1_500_000 + b"</w:document>"
    reader = SandboxedForms(Limits(memory=160 * 2**20, cpu_seconds=60))
    with pytest.raises(OutOfMemory):
        await reader.read(FORUM, with_entry(BODY, body), "a.docx", NOW.date())


@pytest.mark.parametrize("name", ["说不清.xlsx", "说不清.docx"])
async def test_whichever_form_it_is_it_is_read(name: str) -> None:
    content = form_book(FORUM, DRAFT, whole=True) if name.endswith("xlsx") else document()
    found = await SandboxedForms().read_any(content, name, NOW.date())
    assert found and (found.form, found.version) == (FORUM.id, FORUM.version)
    assert found.filled == await SandboxedForms().read(FORUM, content, name, NOW.date())


async def test_what_is_no_form_at_all_is_none_and_what_hurts_is_refused() -> None:
    assert await SandboxedForms().read_any(hostile.honest(), "名册.xlsx", NOW.date()) is None
    with pytest.raises(NotAForm):
        await SandboxedForms().read_any(b"MZ", "议程.exe", NOW.date())
    with pytest.raises(Bomb):
        await SandboxedForms().read_any(with_entry(BODY, LAUGHS), "a.docx", NOW.date())
