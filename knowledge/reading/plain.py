"""Text files and Markdown."""

from pathlib import Path

from knowledge.reading.markdown import strip_marks
from knowledge.reading.reading import Extract
from knowledge.reading.text import decode, normalise


def extract_text(path: Path, name: str) -> Extract:
    return Extract(text=normalise(decode(path.read_bytes(), name)))


def extract_markdown(path: Path, name: str) -> Extract:
    return marked(normalise(decode(path.read_bytes(), name)))


def marked(markdown: str) -> Extract:
    """Normalised Markdown without its marks."""
    text, headings = strip_marks(markdown)
    return Extract(
        text=text,
        title=next((heading.text for heading in headings if heading.level == 1), None),
        headings=tuple((heading.start, heading.level) for heading in headings),
    )
