"""PDF: text by its place on the pages, tables by their rulings; pages without text are scans."""

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from knowledge.reading.errors import Bomb, Damaged, Encrypted
from knowledge.reading.page_text import composed
from knowledge.reading.pdf_page import (
    glyphs_of,
    is_drawn_on,
    opened,
    pictured_share,
    rulings_of,
)
from knowledge.reading.reading import Extract
from knowledge.reading.ruled_tables import Tables
from knowledge.reading.sheets import Glyph, Sheet

MOST_PAGES = 2_000
# Fewer characters than this beside a picture of the whole page are a stamp or a scanner's mark.
FEWEST_CHARACTERS, FEW_CHARACTERS, WHOLE_PAGE = 8, 60, 0.6
GARBAGE = 0.1


def extract_pdf(path: Path, name: str) -> Extract:
    """The pages still to be recognised are in `scanned`; raises a ReadingError."""
    document = _open(path, name)
    try:
        if len(document) > MOST_PAGES:
            raise Bomb(name, "pages")
        return _extract(document)
    finally:
        document.close()


def _open(path: Path, name: str) -> Any:
    try:
        document = opened(path)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise Encrypted(name) from error
        raise Damaged(name, "pdf") from error
    if len(document) == 0:
        raise Damaged(name, "no pages")
    return document


def _extract(document: Any) -> Extract:
    sheets: list[Sheet] = []
    scanned: list[int] = []
    tables = Tables()
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
        except pdfium.PdfiumError:
            sheets.append(Sheet(number=number, width=595, height=842))
            scanned.append(number)
            continue
        sheet, is_scan = read_page(page, number, tables)
        page.close()
        sheets.append(sheet)
        scanned.extend([number] if is_scan else [])
    found = composed(sheets)
    return Extract(
        text=found.text,
        title=found.title,
        headings=found.headings,
        pages=found.pages,
        scanned=tuple(scanned),
    )


def read_page(page: Any, number: int, tables: Tables) -> tuple[Sheet, bool]:
    """The page's lines, or none and that it is a scan."""
    width, height = page.get_size()
    sheet = Sheet(number=number, width=width, height=height)
    glyphs = list(glyphs_of(page))
    if is_scan(page, glyphs):
        return sheet, True
    sheet.lines = tables.lines(sheet, rulings_of(page), glyphs)
    return sheet, False


def is_scan(page: Any, glyphs: Sequence[Glyph]) -> bool:
    """Nothing (of any sense) is written, but something can be seen."""
    sensible = sum(_is_sensible(glyph.char) for glyph in glyphs)
    if sensible < FEWEST_CHARACTERS and sensible == len(glyphs):
        return is_drawn_on(page, written=bool(glyphs))
    if sensible < len(glyphs) * (1 - GARBAGE):
        return True
    return sensible < FEW_CHARACTERS and pictured_share(page) > WHOLE_PAGE


def _is_sensible(char: str) -> bool:
    return char != "�" and unicodedata.category(char) not in ("Cc", "Cn", "Co", "Cs")
