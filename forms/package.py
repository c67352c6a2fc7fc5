"""The outside of workbooks and documents, looked at before anything is unpacked."""

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from forms.refusals import (
    Bomb,
    Damaged,
    FileRefused,
    Foreign,
    NotADocument,
    NotAWorkbook,
    TooLarge,
    Trick,
)

Source = Path | IO[bytes]

LARGEST = 20 * 2**20
LARGEST_UNPACKED = 200 * 2**20
MOST_ENTRIES = 2000
# Repeated rows shrink well, even honest ones; what is small unpacked cannot hurt.
STEEPEST_RATIO, HARMLESS = 150, 10 * 2**20
MOST_MERGES, SHEETS, CHUNK = 20_000, "xl/worksheets/", 2**20  # each costs as much as a row
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a file should be: the folder of its parts, and how the others are called."""

    folder: str
    macro_names: tuple[str, ...]
    old: Foreign
    others: Mapping[str, Foreign]
    refused: Callable[[Foreign], FileRefused]


WORKBOOK = Expected(
    folder="xl/",
    macro_names=(".xlsm", ".xltm", ".xlsb", ".xlam"),
    old=Foreign.OLD_WORKBOOK,
    others={"word/document.xml": Foreign.WORD},
    refused=NotAWorkbook,
)
DOCUMENT = Expected(
    folder="word/",
    macro_names=(".docm", ".dotm"),
    old=Foreign.OLD_DOCUMENT,
    others={"xl/workbook.xml": Foreign.WORKBOOK},
    refused=NotADocument,
)


def inspect(source: Source, name: str = "", expected: Expected = WORKBOOK) -> None:
    """Raise a FileRefused unless this is a plain .xlsx or .docx of sensible size."""
    if PurePath(name).suffix.lower() in expected.macro_names:
        raise expected.refused(Foreign.MACROS)
    if isinstance(source, Path):
        with source.open("rb") as file:
            _inspect(file, expected)
    else:
        _inspect(source, expected)
        source.seek(0)


def refuse_size(size: int) -> None:
    if size == 0:
        raise NotAWorkbook(Foreign.EMPTY)
    if size > LARGEST:
        raise TooLarge(size, LARGEST)


def _inspect(file: IO[bytes], expected: Expected) -> None:
    refuse_size(file.seek(0, 2))
    file.seek(0)
    head = file.read(4096)
    if not head.startswith(b"PK\x03\x04"):
        raise expected.refused(_foreign(head, file, expected))
    entries = harmless_entries(file)
    _refuse_others(entries, expected)
    _refuse_merges(file, [entry for entry in entries if entry.filename.startswith(SHEETS)])


def harmless_entries(file: Source) -> list[ZipInfo]:
    """What is in an archive, of whatever kind; raises Bomb or Damaged, unpacks nothing."""
    try:
        with ZipFile(file) as package:
            entries = package.infolist()
    except (BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Damaged(type(error).__name__) from error
    _refuse_bombs(entries)
    return entries


def _foreign(head: bytes, file: IO[bytes], expected: Expected) -> Foreign:
    if head.startswith(OLE):
        encrypted = ENCRYPTED in head + file.read()  # the directory may stand at the end
        return Foreign.ENCRYPTED if encrypted else expected.old
    return Foreign.OTHER if b"\x00" in head else Foreign.TEXT


def _refuse_bombs(entries: Sequence[ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise Bomb(Trick.ENTRIES)
    if any(_is_sly(entry.filename) for entry in entries):
        raise Bomb(Trick.PATHS)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > LARGEST_UNPACKED:
        raise Bomb(Trick.SIZE)
    if unpacked > max(HARMLESS, STEEPEST_RATIO * sum(entry.compress_size for entry in entries)):
        raise Bomb(Trick.RATIO)


def _refuse_merges(file: IO[bytes], sheets: Sequence[ZipInfo]) -> None:
    """Counted as they stream by: openpyxl would build every one."""
    try:
        with ZipFile(file) as package:
            for sheet in sheets:
                with package.open(sheet) as stream:
                    chunks = iter(partial(stream.read, CHUNK), b"")
                    if sum(chunk.count(b"mergeCell ") for chunk in chunks) > MOST_MERGES:
                        raise Bomb(Trick.ELEMENTS)
    except (BadZipFile, zlib.error, NotImplementedError, OSError, EOFError) as error:
        raise Damaged(type(error).__name__) from error


def _is_sly(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or parts[0] == "" or ":" in parts[0]


def _refuse_others(entries: Sequence[ZipInfo], expected: Expected) -> None:
    names = {entry.filename.lower() for entry in entries}
    if len(names) < len(entries):
        raise Damaged("twice the same name")
    if any(entry.flag_bits & 1 for entry in entries):
        raise expected.refused(Foreign.ENCRYPTED)
    if any(name.endswith("vbaproject.bin") for name in names):
        raise expected.refused(Foreign.MACROS)
    for main, foreign in expected.others.items():
        if main in names:
            raise expected.refused(foreign)
    known = any(name.startswith(expected.folder) for name in names)
    if "[content_types].xml" not in names or not known:
        raise expected.refused(Foreign.OTHER)
