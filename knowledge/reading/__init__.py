"""A file in, its text and what it says of itself out; one module per format."""

from pathlib import Path, PurePath

from knowledge.reading.errors import (
    EmptyDocument,
    NotText,
    ReadingError,
    TooLarge,
    UnknownFormat,
)
from knowledge.reading.front_matter import read_front_matter
from knowledge.reading.markdown import strip_marks
from knowledge.reading.reading import Reading
from knowledge.reading.text import decode, normalise

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
FORMATS = (".txt", ".md", ".markdown", "")
FEWEST_CHARACTERS = 8


def read(source: Path | bytes, name: str) -> Reading:
    """Read a file (or its bytes) called `name`; raises a ReadingError."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in FORMATS:
        raise UnknownFormat(name, suffix)
    text = normalise(decode(_load(source, name), name))
    marked_title = None
    if suffix in (".md", ".markdown"):
        text, headings = strip_marks(text)
        marked_title = next((h.text for h in headings if h.level == 1), None)
    if sum(c.isalnum() for c in text) < FEWEST_CHARACTERS:
        raise EmptyDocument(name)
    front = read_front_matter(text, name, marked_title)
    return Reading(
        name=PurePath(name).name,
        text=text,
        title=front.title,
        document_number=front.document_number,
        issuer=front.issuer,
        issued=front.issued,
    )


def _load(source: Path | bytes, name: str) -> bytes:
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > LARGEST:
        raise TooLarge(name, size, LARGEST)
    return source if isinstance(source, bytes) else source.read_bytes()
