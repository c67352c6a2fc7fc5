"""Old office formats: what can be said of them before LibreOffice turns them into new ones."""

from pathlib import Path

from knowledge.reading.errors import Encrypted, Macros, NoOffice
from knowledge.reading.reading import Extract

# What LibreOffice makes of a suffix, and what it must be called for LibreOffice to see what it is.
TARGETS = {
    **dict.fromkeys((".doc", ".wps", ".rtf", ".odt"), ".docx"),
    **dict.fromkeys((".xls", ".et", ".ods"), ".xlsx"),
    **dict.fromkeys((".ppt", ".dps", ".odp"), ".pptx"),
}
CALLED = {".wps": ".doc", ".et": ".xls", ".dps": ".ppt"}

SHUT = tuple(name.encode("utf-16-le") for name in ("EncryptedPackage", "EncryptionInfo"))
PROGRAMS = "_VBA_PROJECT".encode("utf-16-le")
SECTOR = 512
WORD_MAGIC, WORD_SHUT = b"\xec\xa5", 0x01
# In an old workbook: a BIFF8 stream begins, and a record says it needs a password.
WORKBOOK_BEGINS, PASSWORD = b"\x09\x08\x10\x00\x00\x06", b"\x2f\x00"


def extract_old(path: Path, name: str) -> Extract:
    """Never comes so far where LibreOffice is installed."""
    raise NoOffice(name, Path(name).suffix.lower())


def refuse_shut(path: Path, name: str) -> None:
    """An OLE file with a password or with programs in it."""
    data = path.read_bytes()
    if any(mark in data for mark in SHUT) or _word_is_shut(data) or _workbook_is_shut(data):
        raise Encrypted(name)
    if PROGRAMS in data:
        raise Macros(name)


def _word_is_shut(data: bytes) -> bool:
    """[MS-DOC] FibBase: fEncrypted is a bit of the tenth byte; the stream begins a sector."""
    starts = range(SECTOR, min(len(data) - 12, 64 * SECTOR), SECTOR)
    first = next((at for at in starts if data[at : at + 2] == WORD_MAGIC), None)
    return first is not None and bool(data[first + 11] & WORD_SHUT)


def _workbook_is_shut(data: bytes) -> bool:
    """[MS-XLS]: FilePass follows the first BOF, with at most a WriteProtect between."""
    at = data.find(WORKBOOK_BEGINS)
    while 0 <= at < len(data) - 4:
        kind, size = data[at : at + 2], int.from_bytes(data[at + 2 : at + 4], "little")
        if kind == PASSWORD:
            return True
        if kind not in (b"\x09\x08", b"\x86\x00"):
            return False
        at += 4 + size
    return False
