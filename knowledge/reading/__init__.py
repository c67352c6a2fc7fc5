"""A file in, its text and what it says of itself out; one module per format."""

from datetime import date
from pathlib import Path, PurePath

from knowledge.reading.errors import (
    EmptyDocument,
    NotText,
    ReadingError,
    TooLarge,
    UnknownFormat,
)
from knowledge.reading.plain import marked
from knowledge.reading.reading import Extract, Reading
from knowledge.reading.text import decode, normalise
from knowledge.reading.understanding import understand

__all__ = [
    "EmptyDocument",
    "NotText",
    "Reading",
    "ReadingError",
    "TooLarge",
    "UnknownFormat",
    "read",
]

LARGEST = 8 * 1024 * 1024
PLAIN = (".txt", ".md", ".markdown", "")
FEWEST_CHARACTERS = 8
ANY_DAY = date(2000, 1, 1)  # only days without a year are counted from it


def read(source: Path | bytes, name: str, today: date = ANY_DAY) -> Reading:
    """Read plain text or Markdown, here and now; raises a ReadingError.

    Every other format is read in the sandbox, by `extracting.extract`.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in PLAIN:
        raise UnknownFormat(name, suffix)
    text = normalise(decode(_load(source, name), name))
    if sum(c.isalnum() for c in text) < FEWEST_CHARACTERS:
        raise EmptyDocument(name)
    if suffix in (".md", ".markdown"):
        return understand(marked(text), name, today)
    return understand(Extract(text=text), name, today)


def _load(source: Path | bytes, name: str) -> bytes:
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > LARGEST:
        raise TooLarge(name, size, LARGEST)
    return source if isinstance(source, bytes) else source.read_bytes()
