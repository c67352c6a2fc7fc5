"""Documents made to hurt, each with what its sender is told: what is wrong, and what to do."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from pypdf import PdfReader, PdfWriter

from tests.bot import hostile
from tests.bot.test_hostile_pages import bomb
from tests.bot.test_notice_reader import BODY, STYLES, padded, with_body, word
from tests.knowledge.printing import as_pdf, typeset

STRANGE = "内部结构不正常，为安全起见没有打开。请把内容粘贴到新文档里"
BROKEN = "打不开，可能没有传完整。请在电脑上打开，另存一份"
SHUT = "加了密码，打不开。请取消密码"
PROGRAMS = "带有宏，不能接收。请另存为不带宏的"
OTHERWISE = "另存为对应的格式后再发，不要只改文件名"
NO_WORDS = "没有读到文字"
TOO_MUCH = "请分成几份，或者另存为 .docx 后再发"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One of the corpus; `told` may be one of several where what ends first is chance."""

    name: str
    make: Callable[[], bytes]
    told: tuple[str, ...]


def sent(name: str, make: Callable[[], bytes], *told: str) -> Sent:
    return Sent(name=name, make=make, told=told)


def shut_pdf() -> bytes:
    stream = BytesIO()
    writer = PdfWriter(clone_from=PdfReader(BytesIO(as_pdf(typeset(["第一段的内容到此为止。"])))))
    writer.encrypt("secret", "owner", algorithm="RC4-128")
    writer.write(stream)
    return stream.getvalue()


def shut_zip() -> bytes:
    """An archive whose entries say that they are encrypted."""
    stream = BytesIO()
    with ZipFile(BytesIO(word())) as old, ZipFile(stream, "w", ZIP_STORED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, old.read(entry))
    data = bytearray(stream.getvalue())
    for magic, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = 0
        while (at := data.find(magic, at)) >= 0:
            data[at + flags] |= 1
            at += 4
    return bytes(data)


def deep(levels: int = 200_000) -> bytes:
    return with_body(b"<w:body>" + b"<w:ins>" * levels + b"</w:ins>" * levels + b"</w:body>")


WORDS = b'<row><c t="inlineStr"><is><t>a</t></is></c></row>'


def sheet_of(inside: bytes, after: bytes = b"") -> bytes:
    return hostile.with_entry(
        hostile.SHEET, hostile.OPEN + inside + b"</sheetData>" + after + b"</worksheet>"
    )


def sparse() -> bytes:
    """The first and the last cell there can be, and everything merged."""
    last = b'<row r="1048576"><c r="XFD1048576"><v>5</v></c></row>'
    return sheet_of(WORDS + last, b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')


def merged() -> bytes:
    cells = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (n, n) for n in range(1, 300_000))
    return sheet_of(WORDS, b"<mergeCells>" + cells + b"</mergeCells>")


def empty_rows() -> bytes:
    return sheet_of(b"".join(b'<row r="%d"/>' % n for n in range(1, 1_000_000)))


MACRO_TYPES = b'<Types><Override ContentType="application/vnd.ms-office.vbaProject"/></Types>'
CORPUS: tuple[Sent, ...] = (
    sent(
        "炸弹.docx", lambda: hostile.with_entry("word/a.png", bytes(201 * 2**20), word()), STRANGE
    ),
    sent("炸弹.xlsx", hostile.zip_bomb, STRANGE),
    sent(
        "缩得太小.docx",
        lambda: hostile.with_entry("word/a.xml", bytes(30 * 2**20), word()),
        STRANGE,
    ),
    sent("出格.docx", lambda: hostile.with_entry("../../../etc/x", b"x", word()), STRANGE),
    sent("绝对.xlsx", lambda: hostile.with_entry("/etc/x", b"x"), STRANGE),
    sent("太碎.pptx", hostile.many_entries, STRANGE),
    sent("大笑.docx", lambda: hostile.with_entry(BODY, hostile.LAUGHS, word()), STRANGE),
    sent("大笑样式.docx", lambda: hostile.with_entry(STYLES, hostile.LAUGHS, word()), STRANGE),
    sent("大笑.xlsx", lambda: hostile.with_entry(hostile.SHEET, hostile.LAUGHS), STRANGE),
    sent("很深.docx", lambda: deep(9_000), BROKEN),
    sent("极深.docx", deep, BROKEN, STRANGE, TOO_MUCH),
    sent("无尽.docx", lambda: padded(1_000_000), STRANGE),
    sent("稀疏.xlsx", sparse, NO_WORDS),
    sent("合并.xlsx", merged, STRANGE),
    sent("空行.xlsx", empty_rows, NO_WORDS),
    sent("炸弹.pdf", bomb, TOO_MUCH, BROKEN),
    sent("加密.pdf", shut_pdf, SHUT),
    sent("加密.docx", lambda: hostile.ole("EncryptedPackage"), SHUT),
    sent("加密.xlsx", lambda: hostile.ole("EncryptedPackage"), SHUT),
    sent("加密包.docx", shut_zip, SHUT),
    sent("宏.docm", word, PROGRAMS),
    sent("宏.docx", lambda: hostile.with_entry("word/vbaProject.bin", b"x", word()), PROGRAMS),
    sent(
        "藏宏.docx",
        lambda: hostile.with_entry("[Content_Types].xml", MACRO_TYPES, word()),
        PROGRAMS,
    ),
    sent("旧宏.doc", lambda: hostile.ole("WordDocument", "_VBA_PROJECT"), PROGRAMS),
    sent("改名.docx", lambda: b"%PDF-1.7\n", OTHERWISE),
    sent("改名.txt", word, OTHERWISE),
    sent("改名.xlsx", word, OTHERWISE),
    sent("程序.txt", lambda: b"MZ\0\0" * 100, "请另存为 .docx 或 UTF-8 文本"),
    sent("程序.exe", lambda: b"MZ\0\0" * 100, "请另存为 .docx、.xlsx、.pdf 或 .txt"),
    sent("半个.docx", lambda: word()[:2000], BROKEN),
    sent("没有字.docx", lambda: word("一"), NO_WORDS),
)
