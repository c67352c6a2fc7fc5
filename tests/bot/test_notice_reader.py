"""Any official file becomes a reading, or is refused for what it is; the house stands."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.shared import Pt

from bot.imports.sheet_reader import on_disk
from bot.notice_jobs import look_at
from bot.notice_reader import SandboxedNotices
from handlers.notices.reading import Progress, Stage
from handlers.notices.refusal_texts import LINKS, LOOKS, TEXTS, sentence
from knowledge.reading.errors import (
    KINDS,
    Bomb,
    Damaged,
    EmptyDocument,
    Encrypted,
    Looks,
    Macros,
    Mismatched,
    NoOffice,
    NotText,
    OutOfMemory,
    ReadingError,
    TimedOut,
    TooLarge,
    UnknownFormat,
    Why,
    restored,
)
from knowledge.reading.extracting import FORMATS, extract
from knowledge.reading.pictures import pictures_of
from knowledge.reading.reading import Remark
from tests import office
from tests.bot import hostile
from tests.bot.test_sandbox import children, still_answering
from tests.knowledge.printing import as_pdf, typeset

TODAY = date(2030, 3, 6)
BODY, STYLES = "word/document.xml", "word/styles.xml"
W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(text: str = "关于年检的通知：请于四月底前报送。") -> bytes:
    document, stream = Document(), BytesIO()
    document.add_paragraph(text).runs[0].font.size = Pt(12)
    document.save(stream)
    return stream.getvalue()


def with_body(body: bytes) -> bytes:
    return hostile.with_entry(BODY, b"<w:document " + W + b">" + body + b"</w:document>", word())


def here(data: bytes, name: str, folder: Path) -> ReadingError:
    """Refused by what the sandbox runs, called directly: a child costs half a second."""
    path = folder / "file"
    path.write_bytes(data)
    with pytest.raises(ReadingError) as refused:
        look_at(path, name)
        extract(path, name)
    assert sentence(refused.value).endswith("。")
    return refused.value


@pytest.mark.parametrize(
    ("make", "name", "error"),
    [
        (bytes, "a.docx", EmptyDocument),
        (lambda: word("一"), "a.docx", EmptyDocument),
        (lambda: b"<html><body> </body></html>", "a.html", EmptyDocument),
        (word, "a.docm", Macros),
        (lambda: hostile.with_entry("word/vbaProject.bin", b"x", word()), "a.docx", Macros),
        (
            lambda: hostile.with_entry(
                "[Content_Types].xml",
                b'<Types><Override ContentType="application/vnd.ms-office.vbaProject"/></Types>',
                word(),
            ),
            "a.docx",
            Macros,
        ),
        (lambda: hostile.ole("WordDocument", "_VBA_PROJECT"), "a.doc", Macros),
        (lambda: hostile.ole("EncryptedPackage"), "a.docx", Encrypted),
        (lambda: hostile.ole("EncryptedPackage"), "a.xlsx", Encrypted),
        (lambda: hostile.ole("WordDocument"), "a.docx", Mismatched),
        (lambda: b"%PDF-1.7\n", "a.docx", Mismatched),
        (lambda: b"%PDF-1.7\n", "a.txt", Mismatched),
        (word, "a.xlsx", Mismatched),
        (hostile.honest, "a.docx", Mismatched),
        (word, "a.txt", Mismatched),
        (lambda: b"MZ\0\0", "a.pdf", Mismatched),
        (lambda: b"MZ\0\0" * 10, "a.txt", NotText),
        (lambda: b"MZ", "a.exe", UnknownFormat),
        (lambda: hostile.ole("WordDocument"), "a.wps", NoOffice),
        (lambda: word()[:2000], "a.docx", Damaged),
        (lambda: hostile.with_entry(BODY, b"<w:document", word()), "a.docx", Damaged),
        (
            lambda: with_body(
                b"<w:body>" + b"<w:ins>" * 9_000 + b"</w:ins>" * 9_000 + b"</w:body>"
            ),
            "a.docx",
            Damaged,
        ),
        (lambda: hostile.with_entry("xl/workbook.xml", b"<workbook"), "a.xlsx", Damaged),
    ],
)
def test_says_what_is_wrong(
    make: Callable[[], bytes], name: str, error: type[ReadingError], tmp_path: Path
) -> None:
    assert type(here(make(), name, tmp_path)) is error


@pytest.mark.parametrize(
    ("make", "name", "trick"),
    [
        (lambda: hostile.with_entry("word/a.png", bytes(201 * 2**20), word()), "a.docx", "size"),
        (lambda: hostile.with_entry("word/a.xml", bytes(30 * 2**20), word()), "a.docx", "ratio"),
        (lambda: hostile.with_entry("../../a", b"x", word()), "a.docx", "paths"),
        (hostile.many_entries, "a.pptx", "entries"),
        (lambda: hostile.with_entry(BODY, hostile.LAUGHS, word()), "a.docx", "entities"),
        (lambda: hostile.with_entry(STYLES, hostile.LAUGHS, word()), "a.docx", "entities"),
        (lambda: hostile.with_entry(hostile.SHEET, hostile.LAUGHS), "a.xlsx", "entities"),
    ],
)
def test_refuses_tricks(make: Callable[[], bytes], name: str, trick: str, tmp_path: Path) -> None:
    refused = here(make(), name, tmp_path)
    assert isinstance(refused, Bomb) and refused.trick == trick


def padded(elements: int) -> bytes:
    """Paragraphs without end, each a little different, stored so that nothing shrinks."""
    stream = BytesIO()
    with ZipFile(BytesIO(word())) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != BODY:
                new.writestr(entry.filename, old.read(entry))
        body = b"".join(b"<w:p a='%d'/>" % (n * 7919 % 10**9) for n in range(elements))
        new.writestr(BODY, b"<w:document " + W + b"><w:body>" + body + b"</w:body></w:document>")
    return stream.getvalue()


async def refusal(reader: SandboxedNotices, data: bytes, name: str) -> ReadingError:
    with pytest.raises(ReadingError) as refused:
        async with still_answering():
            await reader.read(data, name, TODAY)
    return refused.value


async def test_through_the_wall_the_house_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refusals come back with their facts, and what has no end ends."""
    reader = SandboxedNotices(office=None)
    data = hostile.with_entry("word/a.xml", bytes(30 * 2**20), word())
    refused = await refusal(reader, data, "张三.docx")
    assert refused.facts() == {"name": "张三.docx", "trick": "ratio"}
    assert "张三" not in str(refused)
    from bot import notice_reader, sandbox

    tight = sandbox.Limits(memory=110 * 2**20, cpu_seconds=20)
    monkeypatch.setattr(notice_reader, "READING", tight)
    assert isinstance(await refusal(reader, padded(300_000), "a.docx"), OutOfMemory)
    monkeypatch.setattr(notice_reader, "READING", sandbox.Limits(wall_seconds=0.01))
    assert isinstance(await refusal(reader, word(), "a.docx"), TimedOut)


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "a.pdf", EmptyDocument),
        (bytes(20 * 2**20 + 1), "a.pdf", TooLarge),
        (b"x", "a.exe", UnknownFormat),
        (b"x", "a.docm", Macros),
        (b"", "a\0<b>\n.doc", EmptyDocument),
        (hostile.ole("WordDocument"), "a.doc", NoOffice),
    ],
)
async def test_no_child_is_needed_to_refuse(
    data: bytes, name: str, error: type[ReadingError]
) -> None:
    others = children()
    assert isinstance(await refusal(SandboxedNotices(office=None), data, name), error)
    assert children() <= others


async def test_days_are_found_behind_the_wall() -> None:
    text = (
        "关于年检的通知\n\n各学会：\n\n请于2030年4月30日前将年检材料报送学会部。\n\n2030年3月5日\n"
    )
    reading = await SandboxedNotices().read(text.encode(), "通知.txt", TODAY)
    assert [due.day for due in reading.dues] == [date(2030, 4, 30)]


def test_a_pdf_that_was_sent_is_read_from_memory() -> None:
    with on_disk(as_pdf(typeset(["第一段的内容到此为止。"]))) as path:
        look_at(path, "a.pdf")
        assert "第一段" in extract(path, "a.pdf").text
        assert [found is not None for _, found in pictures_of(path, [1])] == [True]


async def test_an_old_document_is_opened_by_a_real_program(tmp_path: Path) -> None:
    old = office.written(tmp_path, office.NOTICE, "doc")
    seen: list[Progress] = []

    async def watch(progress: Progress) -> None:
        seen.append(progress)

    async with still_answering():
        reading = await SandboxedNotices().read(old.read_bytes(), "年度工作.wps", TODAY, watch)
    assert reading.text == office.SEEN
    assert reading.title == "关于做好学会年度工作的通知"
    assert (reading.document_number, reading.issued) == ("示科协〔2030〕9号", date(2030, 3, 5))
    assert [(each.remark, each.what) for each in reading.remarks] == [(Remark.CONVERTED, ".wps")]
    assert [each.stage for each in seen] == [Stage.CONVERTING, Stage.EXTRACTING]


def test_a_document_and_a_table_of_a_real_program(tmp_path: Path) -> None:
    made = office.written(tmp_path, office.NOTICE, "docx")
    found = extract(made, made.name)
    assert found.text == office.SEEN
    assert found.headings == ((0, 1), (found.text.index("\n\n会费标准\n") + 2, 2))
    made = office.written(tmp_path, office.SHEET, "xlsx")
    assert extract(made, made.name).text == (
        "2030年会费标准\n\n类别：个人会员；金额：100元\n类别：单位会员；金额：3000元；说明：可分期"
    )


def test_there_is_a_sentence_for_every_refusal() -> None:
    assert set(TEXTS) == set(KINDS.values())
    assert set(LOOKS) == set(Looks) and set(LINKS) == set(Why)
    for error in (Mismatched("a", "<b>", Looks.PDF), UnknownFormat("a", ".<b>"), Bomb("a", "x")):
        assert "<" not in sentence(error)
        again = restored(type(error).__name__, error.facts())
        assert (type(again), again.facts()) == (type(error), error.facts())


def test_every_reader_in_the_table_is_there() -> None:
    import importlib

    for job in {job for kinds in FORMATS.values() for job in kinds.values()}:
        module, _, function = job.partition(":")
        assert callable(getattr(importlib.import_module(module), function))
