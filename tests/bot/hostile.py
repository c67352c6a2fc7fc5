"""Files made to hurt whoever opens them, and jobs that misbehave."""

import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from forms.rosters import MEMBERS
from forms.sheets import write_rows

SHEET = "xl/worksheets/sheet1.xml"
OPEN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">'
    + b"".join(b'<!ENTITY %c "%s">' % (name, b"&%c;" % (name - 1) * 10) for name in range(98, 108))
    + b"]>"
    + OPEN
    + b'<row r="1"><c t="inlineStr"><is><t>&k;</t></is></c></row></sheetData></worksheet>'
)
HEADER = (
    b'<row><c t="inlineStr"><is><t>\xe5\xa7\x93\xe5\x90\x8d</t></is></c>'
    b'<c t="inlineStr"><is><t>\xe6\x89\x8b\xe6\x9c\xba</t></is></c></row>'
)


def honest(rows: int = 1) -> bytes:
    person = {"name": "张三", "mobile": "13812345678"}
    return write_rows(MEMBERS, ({**person, "society": f"第{n}学会"} for n in range(rows)))


def with_entry(name: str, content: bytes, data: bytes | None = None) -> bytes:
    """An honest workbook with one entry added or replaced."""
    stream = BytesIO()
    with ZipFile(BytesIO(data or honest())) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry.filename, old.read(entry))
        new.writestr(name, content)
    return stream.getvalue()


def zip_bomb() -> bytes:
    """Two hundred and one megabytes of nothing."""
    return with_entry("xl/media/image1.png", bytes(201 * 2**20))


def endless_rows(count: int) -> bytes:
    # Numbers that differ, or it would be refused for how well it shrinks.
    rows = b"".join(b"<row><c><v>%d</v></c></row>" % (n * 7919 % 10**9) for n in range(count))
    return with_entry(SHEET, OPEN + HEADER + rows + b"</sheetData></worksheet>")


def one_huge_row(cells: int) -> bytes:
    row = b"".join(b"<c><v>%d</v></c>" % (n * 7919 % 10**9) for n in range(cells))
    return with_entry(SHEET, OPEN + b"<row>" + row + b"</row></sheetData></worksheet>")


def many_entries() -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        for n in range(2001):
            package.writestr(f"xl/{n}.xml", b"")
    return stream.getvalue()


def word() -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        package.writestr("[Content_Types].xml", b"<Types/>")
        package.writestr("word/document.xml", b"<document/>")
    return stream.getvalue()


def ole(*names: str) -> bytes:
    directory = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(8192) + directory


def spin(path: Path) -> None:
    while True:
        pass


def sleep(path: Path) -> None:
    time.sleep(60)


def hoard(path: Path) -> int:
    return len(bytearray(2 * 2**30))


def write(path: Path) -> None:
    (path.parent / "new").write_bytes(b"something")


def break_down(path: Path) -> None:
    raise KeyError(path)


def count(path: Path, most: int) -> Iterator[int]:
    yield from range(most)


def size(path: Path) -> int:
    return path.stat().st_size


def modules(path: Path) -> list[str]:
    import sys

    return sorted(sys.modules)
