"""A file's text by its format: chosen by the name, and only if the bytes agree."""

import importlib
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath

from knowledge.reading.errors import (
    Damaged,
    EmptyDocument,
    Looks,
    Macros,
    Mismatched,
    ReadingError,
    UnknownFormat,
)
from knowledge.reading.looks import looks_of
from knowledge.reading.office import refuse_shut
from knowledge.reading.reading import Extract, Remark, Remarked

FEWEST_CHARACTERS = 8
LONGEST_TEXT, MOST_LINES = 1_000_000, 20_000  # the lines of a table of 20,000 rows

HERE = "knowledge.reading"
TEXT, MARKDOWN = f"{HERE}.plain:extract_text", f"{HERE}.plain:extract_markdown"
HTML, OFFICE = f"{HERE}.html:extract_html", f"{HERE}.office:extract_old"
WORD, WORKBOOK = f"{HERE}.word:extract_word", f"{HERE}.workbook:extract_workbook"
SLIDES, PDF = f"{HERE}.slides:extract_slides", f"{HERE}.pdf:extract_pdf"
OFD, IMAGE = f"{HERE}.ofd:extract_ofd", f"{HERE}.images:extract_image"

PLAIN = dict.fromkeys((Looks.TEXT, Looks.HTML, Looks.OTHER), TEXT)  # decoding finds out
PAGE = {Looks.HTML: HTML, Looks.TEXT: HTML}
PICTURE, OPEN = {Looks.IMAGE: IMAGE}, {Looks.OPEN: OFFICE}
OLD = {Looks.OLD: OFFICE, Looks.RICH: OFFICE}
# By suffix, and then by what the bytes look like: `module:function`, imported when needed.
FORMATS: dict[str, dict[Looks, str]] = {
    **dict.fromkeys((".txt", ""), PLAIN),
    **dict.fromkeys((".md", ".markdown"), dict.fromkeys(PLAIN, MARKDOWN)),
    **dict.fromkeys((".html", ".htm", ".xhtml"), PAGE),
    ".docx": {Looks.WORD: WORD},
    ".xlsx": {Looks.WORKBOOK: WORKBOOK},
    ".pptx": {Looks.SLIDES: SLIDES},
    ".pdf": {Looks.PDF: PDF},
    ".ofd": {Looks.OFD: OFD},
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"), PICTURE),
    ".doc": {**OLD, Looks.HTML: HTML},  # what web sites and offices call .doc
    **dict.fromkeys((".wps", ".xls", ".et", ".ppt", ".dps"), OLD),
    ".rtf": {Looks.RICH: OFFICE},
    **dict.fromkeys((".odt", ".ods", ".odp"), OPEN),
}
WITH_MACROS = (".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".xlam", ".pptm", ".ppsm", ".potm")
# Nothing to read in a folder: a file without a suffix is taken only when it is named.
READABLE = frozenset(FORMATS) - {""}


def extract(path: Path, name: str, suffix: str = "") -> Extract:
    """Raises a ReadingError and nothing else, but for MemoryError; only in the sandbox.

    `suffix` where the file is no longer what its name says.
    """
    reader = reader_for(path, name, suffix or suffix_of(name))
    try:
        return complete(reader(path, name), name)
    except (ReadingError, MemoryError):
        raise
    except Exception as error:  # broken files fail in every way there is
        raise Damaged(name, type(error).__name__) from error


def reader_for(path: Path, name: str, suffix: str) -> Callable[[Path, str], Extract]:
    """The function for this name, if the file is what it is called."""
    if path.stat().st_size == 0:
        raise EmptyDocument(name)
    found = looks_of(path)
    if found is Looks.OLD:
        refuse_shut(path, name)
    if found not in FORMATS[suffix]:
        raise Mismatched(name, suffix, found)
    module, _, function = FORMATS[suffix][found].partition(":")
    reader: Callable[[Path, str], Extract] = getattr(importlib.import_module(module), function)
    return reader


def suffix_of(name: str) -> str:
    """In lower case, of a format there is a reader for; raises UnknownFormat or Macros."""
    suffix = PurePath(name).suffix.lower()
    if suffix in WITH_MACROS:
        raise Macros(name)
    if suffix not in FORMATS:
        raise UnknownFormat(name, suffix)
    return suffix


def complete(found: Extract, name: str) -> Extract:
    """Refused when it says nothing and no page is left to recognise; cut when it is endless."""
    said = sum(c.isalnum() for c in found.text[:10_000])
    if said < FEWEST_CHARACTERS and not found.scanned:
        raise EmptyDocument(name)
    end = end_of(found.text)
    if end == len(found.text):
        return found
    return replace(
        found,
        text=found.text[:end].rstrip(),
        headings=tuple(each for each in found.headings if each[0] < end),
        pages=tuple(each for each in found.pages if each < end),
        remarks=(*found.remarks, Remarked(remark=Remark.CUT, characters=end)),
    )


def end_of(text: str) -> int:
    """Where a text is cut that nobody would read to its end: behind a line, if there is one."""
    end = min(len(text), LONGEST_TEXT)
    if end < len(text):
        end = text.rfind("\n", 0, end) + 1 or end
    for number, line in enumerate(re.finditer("\n", text[:end]), 1):
        if number == MOST_LINES:
            return line.end()
    return end
