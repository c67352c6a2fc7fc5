"""What a file is by its first bytes, and an archive by the names in it."""

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from knowledge.reading.errors import Looks

HEAD = 4096
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BEGINNINGS = (
    (b"%PDF-", Looks.PDF),
    (OLE, Looks.OLD),
    (b"{\\rtf", Looks.RICH),
    (b"\x89PNG\r\n\x1a\n", Looks.IMAGE),
    (b"\xff\xd8\xff", Looks.IMAGE),
    (b"II*\x00", Looks.IMAGE),
    (b"MM\x00*", Looks.IMAGE),
    (b"BM", Looks.IMAGE),
    (b"PK\x03\x04", Looks.ARCHIVE),
    (b"PK\x05\x06", Looks.ARCHIVE),
)
MAIN_PARTS = {
    "word/document.xml": Looks.WORD,
    "xl/workbook.xml": Looks.WORKBOOK,
    "xl/workbook.bin": Looks.WORKBOOK,
    "ppt/presentation.xml": Looks.SLIDES,
    "ofd.xml": Looks.OFD,
    "mimetype": Looks.OPEN,
}
PAGE_MARKS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta ")


def looks_of(path: Path) -> Looks:
    """By its bytes alone; an archive has to have been looked at for bombs before."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(b"PK\x03\x04"):
        return _archive(path)
    return by_head(head)


def by_head(head: bytes) -> Looks:
    """By the first bytes; a PDF may have some other bytes before it."""
    for beginning, looks in BEGINNINGS:
        if head.startswith(beginning) and (beginning != b"BM" or b"\x00" in head[:64]):
            return looks
    if b"%PDF-" in head[:1024]:
        return Looks.PDF
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Looks.TEXT
    if any(mark in head.lower() for mark in PAGE_MARKS):
        return Looks.HTML
    return Looks.OTHER if b"\x00" in head else Looks.TEXT


def _archive(path: Path) -> Looks:
    try:
        with ZipFile(path) as package:
            names = {name.lower() for name in package.namelist()}
    except (BadZipFile, ValueError, NotImplementedError, OSError):
        return Looks.ARCHIVE
    return next((looks for part, looks in MAIN_PARTS.items() if part in names), Looks.ARCHIVE)
