"""What stands on one page of a PDF: its characters and the rulings drawn on it."""

import ctypes
import math
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from knowledge.reading.sheets import Box, Glyph

MOST_GLYPHS = 60_000
MOST_SEGMENTS = 20_000
STRAIGHT = 1.0  # points
BOLD = ("bold", "heavy", "black", "simhei", "黑体")
HYPHENS = (0x02, 0xFFFE)


class Turned:
    """From the page's own coordinates (upwards) to ours, as the page is shown."""

    def __init__(self, page: Any) -> None:
        self.rotation = page.get_rotation() % 360
        self.width, self.height = page.get_size()
        self.left, self.bottom, self.right, self.top = page.get_bbox()

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        if self.rotation == 90:
            return (bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        if self.rotation == 180:
            return (
                self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
            )  # fmt: skip
        if self.rotation == 270:
            return (self.top - top, self.right - right, self.top - bottom, self.right - left)
        return (left - self.left, self.top - top, right - self.left, self.top - bottom)


def glyphs_of(page: Any) -> Iterator[Glyph]:
    """Every upright character that can be seen, in no certain order."""
    turned = Turned(page)
    text = page.get_textpage()
    try:
        fonts: dict[int, bool] = {}
        for index in range(min(text.count_chars(), MOST_GLYPHS)):
            glyph = _glyph(text.raw, index, turned, fonts)
            if glyph is not None:
                yield glyph
    finally:
        text.close()


def _glyph(text: Any, index: int, turned: Turned, fonts: dict[int, bool]) -> Glyph | None:
    code = raw.FPDFText_GetUnicode(text, index)
    char = "-" if code in HYPHENS else chr(code) if 0 < code < 0x110000 else "�"
    if char.isspace() or raw.FPDFText_IsGenerated(text, index) == 1:
        return None
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    slant = math.degrees(math.atan2(matrix.b, matrix.a)) + turned.rotation
    if abs((slant + 45) % 360 - 45) > 10:  # watermarks, notes along the edge
        return None
    box = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(text, index, box):
        return None
    left, top, right, bottom = turned.box(box.left, box.bottom, box.right, box.top)
    size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    return Glyph(
        char=char,
        left=left,
        right=right,
        top=top,
        bottom=bottom,
        size=size or bottom - top or 1.0,
        bold=_is_bold(text, index, fonts),
    )


def _is_bold(text: Any, index: int, fonts: dict[int, bool]) -> bool:
    """By the name of the font; asked once for each printed object."""
    thing = raw.FPDFText_GetTextObject(text, index)
    key = ctypes.cast(thing, ctypes.c_void_p).value or 0
    if key not in fonts:
        name = ctypes.create_string_buffer(256)
        flags = ctypes.c_int()
        raw.FPDFText_GetFontInfo(text, index, name, 256, flags)
        told = name.value.decode("utf-8", "replace").lower()
        fonts[key] = any(word in told for word in BOLD)
    return fonts[key]


def rulings_of(page: Any) -> list[Box]:
    """Straight lines across and down that are drawn on the page."""
    turned = Turned(page)
    edges: list[Box] = []
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        matrix = thing.get_matrix()
        for (start, _), (end, moved) in pairwise(_points(thing.raw)):
            if moved:
                continue
            (x0, y0), (x1, y1) = matrix.on_point(*start), matrix.on_point(*end)
            if min(abs(x0 - x1), abs(y0 - y1)) <= STRAIGHT:
                edges.append(turned.box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        if len(edges) > MOST_SEGMENTS:
            return []
    return edges


def _points(path: Any) -> Iterator[tuple[tuple[float, float], bool]]:
    """Each point, and whether the pen was lifted on its way there."""
    x, y = ctypes.c_float(), ctypes.c_float()
    start: tuple[float, float] | None = None
    for index in range(min(raw.FPDFPath_CountSegments(path), MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        moved = raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO
        start = (x.value, y.value) if moved or start is None else start
        yield (x.value, y.value), moved
        if raw.FPDFPathSegment_GetClose(segment):
            yield start, False


def is_drawn_on(page: Any, *, written: bool) -> bool:
    """Whether it has a picture or outlines; if nothing is `written`, or text without a sense."""
    kinds = [raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING]
    kinds += [] if written else [raw.FPDF_PAGEOBJ_TEXT]
    return any(True for _ in page.get_objects(filter=kinds, max_depth=3))


def pictured_share(page: Any) -> float:
    """How much of the page its largest picture covers."""
    width, height = page.get_size()
    areas = [0.0]
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = thing.get_bounds()
        areas.append((right - left) * (top - bottom))
    return float(min(1.0, max(areas) / max(width * height, 1.0)))


def opened(path: Path) -> Any:
    """The document; raises pdfium.PdfiumError.

    By its bytes: pdfium's binding resolves a path, and a file in memory has none to resolve to.
    """
    return pdfium.PdfDocument(path.read_bytes())
