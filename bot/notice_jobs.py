"""What the sandbox runs to read a notice: jobs that take a path and give JSON.

The archive's outside is looked at here because the look is the forms office's, which the library
does not know.
"""

import json
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from forms import refusals
from forms.package import harmless_entries
from knowledge.reading.errors import Bomb, Damaged, EmptyDocument, Encrypted, Macros
from knowledge.reading.extracting import FEWEST_CHARACTERS, extract
from knowledge.reading.packing import packed, unpacked_extract
from knowledge.reading.reading import Extract, Remark, Remarked
from knowledge.reading.recognised import joined
from knowledge.reading.understanding import understand

MACROS, TYPES = "vbaproject.bin", "[content_types].xml"
DECLARED = (b"vbaproject", b"macroenabled")


def read(path: Path, name: str, today: str, suffix: str = "") -> Iterator[dict[str, Any]]:
    """A `reading`, or an `extract` whose scanned pages are still to be recognised.

    `suffix` where the file has been converted from what its name says.
    """
    look_at(path, name)
    found = extract(path, name, suffix)
    if suffix:
        remark = Remarked(remark=Remark.CONVERTED, what=PurePath(name).suffix.lower())
        found = replace(found, remarks=(*found.remarks, remark))
    if found.scanned:
        yield {"extract": packed(found)}
    else:
        yield {"reading": understood(found, name, today)}


def grasp(path: Path, name: str, today: str) -> Iterator[dict[str, Any]]:
    """The `reading` of an `extract` and its recognised `pages` that stand packed in the file."""
    told = json.loads(path.read_text())
    found = joined(unpacked_extract(told["extract"]), told["pages"])
    if sum(c.isalnum() for c in found.text) < FEWEST_CHARACTERS:
        raise EmptyDocument(name)
    yield {"reading": understood(found, name, today)}


def understood(found: Extract, name: str, today: str) -> dict[str, Any]:
    """Days are found with numpy, which the sandbox keeps from those who can do without."""
    if sys.modules.get("numpy", sys) is None:
        del sys.modules["numpy"]
    return packed(understand(found, name, date.fromisoformat(today)))


def look_at(path: Path, name: str) -> None:
    """Refuse an archive that is a bomb, shut, or carries programs, before anything is unpacked."""
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            return
    with refusing(name):
        entries = harmless_entries(path)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Encrypted(name)
    names = {entry.filename.lower(): entry for entry in entries}
    if any(each.endswith(MACROS) for each in names) or declares_macros(path, names.get(TYPES)):
        raise Macros(name)
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise Damaged(name, "twice the same name")


def declares_macros(path: Path, types: ZipInfo | None) -> bool:
    """Programs may stand under any name; what they are is said here."""
    if types is None:
        return False
    try:
        with ZipFile(path) as archive:
            said = archive.read(types).lower()
    except (BadZipFile, zlib.error, OSError, NotImplementedError) as error:
        raise Damaged(types.filename, type(error).__name__) from error
    return any(word in said for word in DECLARED)


@contextmanager
def refusing(name: str) -> Iterator[None]:
    """The forms office's refusals in the library's words."""
    try:
        yield
    except refusals.Bomb as bomb:
        raise Bomb(name, bomb.trick.value) from bomb
    except refusals.Damaged as damaged:
        raise Damaged(name, damaged.what) from damaged
