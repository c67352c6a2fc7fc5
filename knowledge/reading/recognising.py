"""Scanned pages recognised: the job of a sandbox child, a few pages each.

Nothing is fetched and nothing is said: the models are files of rapidocr, and it is kept quiet.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from knowledge.reading.margins import edge_lines
from knowledge.reading.page_text import composed
from knowledge.reading.pictures import pictures_of
from knowledge.reading.seeing import Eyes, Seen, size_of, slope_of
from knowledge.reading.sheets import Glyph, Sheet
from knowledge.reading.typesetting import set_lines


def recognise(path: Path, pages: list[int]) -> Iterator[dict[str, Any]]:
    """For each page: its text, how many characters, how sure (0 to 1), its head and foot, and
    whether some of it was too much; blank where there is nothing.
    """
    eyes = Eyes()
    for number, picture in pictures_of(path, pages):
        yield blank(number) if picture is None else recognised(eyes, number, picture)


def blank(number: int) -> dict[str, Any]:
    return {"page": number, "text": "", "characters": 0, "confidence": 0.0}


def recognised(eyes: Eyes, number: int, picture: Any) -> dict[str, Any]:
    seen, (width, height), whole = eyes.see(picture)
    sheet = Sheet(number=number, width=width, height=height)
    sheet.lines = set_lines(upright(seen), width)
    found = composed([sheet], estimated=True)
    weight = sum(len(each.text) for each in seen)
    sure = sum(each.score * len(each.text) for each in seen)
    edges = list(edge_lines(sheet))
    return {
        "page": number,
        "text": found.text,
        "title": found.title,
        "characters": sum(not c.isspace() for c in found.text),
        "confidence": round(sure / weight, 3) if weight else 0.0,
        "head": [line.text for line in edges if line.middle < height / 2],
        "foot": [line.text for line in edges if line.middle > height / 2],
        "cut": not whole,
    }


def upright(seen: Sequence[Seen]) -> list[Glyph]:
    """Where each stretch would stand if the page lay straight."""
    slope = slope_of(seen)
    glyphs = []
    for each in seen:
        width, height = size_of(each.corners)
        x, y = (float(value) for value in each.corners.mean(axis=0))
        x, y = x + slope * y, y - slope * x
        glyphs.append(
            Glyph(
                char=each.text.strip(),
                left=x - width / 2,
                right=x + width / 2,
                top=y - height / 2,
                bottom=y + height / 2,
                size=type_size(each.text, width, height),
            )
        )
    return glyphs


def type_size(text: str, width: float, height: float) -> float:
    """By how wide its characters run, Latin ones half as wide; not more than the line is high."""
    ems = sum(1.0 if unicodedata.east_asian_width(c) in "WF" else 0.5 for c in text)
    return min(width / max(ems, 0.5), height)
