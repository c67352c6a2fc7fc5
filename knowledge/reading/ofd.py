"""OFD, the national format of fixed pages (GB/T 33190): its text by its place, like a PDF's.

Pages that are only pictures are scans. Signatures and seals are not looked at, and nothing is
drawn: of a scanned page its largest picture is what will be recognised.
"""

from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from defusedxml.common import DefusedXmlException

from knowledge.reading.errors import Bomb, Damaged, Encrypted
from knowledge.reading.ofd_package import Broken, Package, box_of, first, located
from knowledge.reading.ofd_page import POINTS, glyphs_of, pictures_of, rulings_of
from knowledge.reading.page_text import composed
from knowledge.reading.reading import Extract, Remark, Remarked
from knowledge.reading.ruled_tables import Tables
from knowledge.reading.sheets import Sheet

MOST_PAGES = 2_000
A4 = (0.0, 0.0, 210.0, 297.0)
FEWEST_CHARACTERS = 8


def extract_ofd(path: Path, name: str) -> Extract:
    """Raises a ReadingError."""
    try:
        with ZipFile(path) as archive:
            return _extract(archive, name)
    except DefusedXmlException as error:
        raise Bomb(name, "entities") from error
    except (Broken, BadZipFile, NotImplementedError) as error:
        raise Damaged(name, "ofd") from error


def _extract(archive: ZipFile, name: str) -> Extract:
    if "encryptions.xml" in (each.lower() for each in archive.namelist()):
        raise Encrypted(name)
    package = Package(archive)
    places = package.pages()
    if len(places) > MOST_PAGES:
        raise Bomb(name, "pages")
    sheets: list[Sheet] = []
    scanned: list[int] = []
    lost: list[int] = []
    tables = Tables()
    for number, place in enumerate(places, start=1):
        sheet = Sheet(number=number, width=A4[2] * POINTS, height=A4[3] * POINTS)
        sheets.append(sheet)
        try:
            page = package.parsed(place)
        except Broken:
            lost.append(number)
            continue
        if fill(sheet, page, place, package, tables):
            scanned.append(number)
    found = composed(sheets)
    return Extract(
        text=found.text,
        title=found.title,
        headings=found.headings,
        pages=found.pages,
        scanned=tuple(scanned),
        remarks=tuple(Remarked(remark=Remark.NO_TEXT, page=number) for number in lost),
    )


def fill(sheet: Sheet, page: Any, place: str, package: Package, tables: Tables) -> bool:
    """Put the page's lines on the sheet; True where it is only a picture."""
    box = box_of(first(page, "Area")) or package.box or A4
    sheet.width, sheet.height = box[2] * POINTS, box[3] * POINTS
    layers = [page, *_templates(page, package)]
    glyphs = [glyph for layer in layers for glyph in glyphs_of(layer)]
    if len(glyphs) < FEWEST_CHARACTERS and _pictures(page, place, package):
        return True
    rulings = [ruling for layer in layers for ruling in rulings_of(layer)]
    sheet.lines = tables.lines(sheet, rulings, glyphs)
    return False


def pictures_by_page(archive: ZipFile) -> dict[int, list[str]]:
    """The names of the pictures on each page, in the archive."""
    package = Package(archive)
    found: dict[int, list[str]] = {}
    for number, place in enumerate(package.pages()[:MOST_PAGES], start=1):
        try:
            found[number] = _pictures(package.parsed(place), place, package)
        except Broken:
            continue
    return found


def _pictures(page: Any, place: str, package: Package) -> list[str]:
    known = package.pictures(page, place)
    return [known[key] for key in pictures_of(page) if key in known]


def _templates(page: Any, package: Package) -> list[Any]:
    found = []
    for each in page:
        place = package.templates.get(each.get("TemplateID", ""))
        if place:
            try:
                found.append(package.parsed(located("", place)))
            except Broken:
                continue
    return found
