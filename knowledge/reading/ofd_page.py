"""What stands on a page of an OFD: characters, rulings and pictures, in points."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from knowledge.reading.ofd_package import local, numbers
from knowledge.reading.sheets import Box, Glyph

POINTS = 72 / 25.4
MOST_GLYPHS, MOST_DEEP = 60_000, 12
BOLD_FROM = 600
UPRIGHT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
STEP = re.compile(r"([MLSC])|(-?\d+(?:\.\d+)?(?:[eE]-?\d+)?)")
Matrix = tuple[float, float, float, float, float, float]


def objects_of(page: Any, kinds: Sequence[str], deep: int = 0) -> Iterator[Any]:
    """Objects of these kinds, in layers and blocks within them."""
    for each in page:
        name = local(each)
        if name in kinds:
            yield each
        elif name in ("Content", "Layer", "PageBlock") and deep < MOST_DEEP:
            yield from objects_of(each, kinds, deep + 1)


def glyphs_of(page: Any) -> Iterator[Glyph]:
    """Every character of its text objects that stands upright."""
    count = 0
    for thing in objects_of(page, ("TextObject",)):
        matrix = matrix_of(thing)
        if thing.get("Visible") == "false" or abs(matrix[1]) > 0.2 * abs(matrix[0]):
            continue
        for code in (each for each in thing if local(each) == "TextCode"):
            for glyph in _glyphs(thing, code, matrix):
                yield glyph
                count += 1
                if count >= MOST_GLYPHS:
                    return


def _glyphs(thing: Any, code: Any, matrix: Matrix) -> Iterator[Glyph]:
    text = "".join(c for c in code.text or "" if c not in "\r\n\t")
    size = next(iter(numbers(thing.get("Size"))), 0.0) or 3.0
    stretch = next(iter(numbers(thing.get("HScale"))), 1.0)
    x = next(iter(numbers(code.get("X"))), 0.0)
    y = next(iter(numbers(code.get("Y"))), size)
    across, down = deltas(code.get("DeltaX")), deltas(code.get("DeltaY"))
    bold = next(iter(numbers(thing.get("Weight"))), 0.0) >= BOLD_FROM
    for place, char in enumerate(text):
        wide = size * stretch * (1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5)
        if not char.isspace():
            left, low = placed(x, y, matrix, thing)
            right, _ = placed(x + wide, y, matrix, thing)
            tall = size * abs(matrix[3]) * POINTS
            yield Glyph(
                char=char, left=left, right=max(left, right), top=low - 0.88 * tall,
                bottom=low + 0.12 * tall, size=tall or 1.0, bold=bold,
            )  # fmt: skip
        x += across[place] if place < len(across) else wide if not down else 0.0
        y += down[place] if place < len(down) else 0.0


def deltas(told: str | None) -> list[float]:
    """「3.5 g 2 4.1」: 3.5 and then twice 4.1."""
    words = (told or "").split()
    found: list[float] = []
    place = 0
    while place < len(words) and len(found) < MOST_GLYPHS:
        if words[place] == "g":
            times, value = numbers(" ".join(words[place + 1 : place + 3])) or (0.0, 0.0)
            found.extend([value] * int(min(max(times, 0), MOST_GLYPHS)))
            place += 3
        else:
            found.extend(numbers(words[place]))
            place += 1
    return found


def rulings_of(page: Any) -> list[Box]:
    """Straight lines across and down."""
    found: list[Box] = []
    for thing in objects_of(page, ("PathObject",)):
        matrix = matrix_of(thing)
        told = next((each.text for each in thing if local(each) == "AbbreviatedData"), "")
        for (x0, y0), (x1, y1) in steps(told or ""):
            (left, top), (right, bottom) = (
                placed(x0, y0, matrix, thing), placed(x1, y1, matrix, thing)
            )  # fmt: skip
            if min(abs(left - right), abs(top - bottom)) <= 1:
                found.append((min(left, right), min(top, bottom), max(left, right),
                              max(top, bottom)))  # fmt: skip
    return found


def steps(told: str) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """From point to point, as far as a path is made of straight lines: 「M 0 0 L 150 0 C」."""
    command = ""
    values: list[float] = []
    here = start = (0.0, 0.0)
    for letter, value in STEP.findall(told):
        if letter:
            command, values = letter, []
            if letter == "C":
                yield here, start
            continue
        values.append(float(value))
        if len(values) == 2:
            there = (values[0], values[1])
            if command == "L":
                yield here, there
            elif command in ("M", "S"):
                start = there
            here, values = there, []


def pictures_of(page: Any) -> list[str]:
    """Identifiers of the pictures on it."""
    return [each.get("ResourceID", "") for each in objects_of(page, ("ImageObject",))]


def matrix_of(thing: Any) -> Matrix:
    values = numbers(thing.get("CTM"))
    if len(values) != 6:
        return UPRIGHT
    return (values[0], values[1], values[2], values[3], values[4], values[5])


def placed(x: float, y: float, matrix: Matrix, thing: Any) -> tuple[float, float]:
    """From an object's coordinates to the page's."""
    left, top, *_ = numbers(thing.get("Boundary")) or (0.0, 0.0)
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e + left) * POINTS, (b * x + d * y + f + top) * POINTS
