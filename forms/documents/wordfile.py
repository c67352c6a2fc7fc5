"""A .docx from outside: its tables, cell by cell, as people see them. Only in the sandbox.

Read from the XML itself: what was inserted with changes tracked counts, what was deleted so does
not, boxes drawn with symbol fonts are boxes, and nothing outside the file is ever asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from forms.documents.symbols import as_shown
from forms.package import DOCUMENT, Source, inspect
from forms.refusals import Bomb, Damaged, FileRefused, Trick

BODY, PROPERTIES = "word/document.xml", "docProps/core.xml"
LARGEST_BODY, LARGEST_PROPERTIES = 24 * 2**20, 2**20
# Deleted, an older program's version of the same, and what floats beside the text.
UNSEEN = frozenset(
    {"del", "moveFrom", "Fallback", "txbxContent", "rt", "instrText", "delText", "pict", "object"}
)
BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}
MOST_TABLES, MOST_ROWS, MOST_CELLS = 200, 2000, 60


@dataclass(frozen=True, slots=True)
class WordCell:
    """What a cell says, and the bookmarks in it."""

    text: str = ""
    marks: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Its first line."""
        return self.text.strip().partition("\n")[0]


Row = tuple[WordCell, ...]
Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class WordFile:
    """Tables in their order, and the keywords the document was given."""

    tables: tuple[Rows, ...]
    keywords: str


def open_document(source: Source, name: str = "") -> WordFile:
    """Raises FileRefused and nothing else, but for MemoryError."""
    inspect(source, name, DOCUMENT)
    file = BytesIO(source.read_bytes()) if isinstance(source, Path) else source
    try:
        with ZipFile(file) as package:
            body = fromstring(_entry(package, BODY, LARGEST_BODY), forbid_dtd=True)
            keywords = keywords_of(package)
        return WordFile(tuple(_rows(table) for table in _tables(body)), keywords)
    except (FileRefused, MemoryError):
        raise
    except DefusedXmlException as error:
        raise Bomb(Trick.ENTITIES) from error
    except Exception as error:  # broken files fail in every way there is
        raise Damaged(type(error).__name__) from error


def _entry(package: ZipFile, name: str, limit: int) -> bytes:
    if package.getinfo(name).file_size > limit:
        raise Bomb(Trick.SIZE)
    return package.read(name)


def keywords_of(package: ZipFile) -> str:
    """What a document or a workbook was given to be found by."""
    if PROPERTIES not in package.namelist():
        return ""
    properties = fromstring(_entry(package, PROPERTIES, LARGEST_PROPERTIES), forbid_dtd=True)
    return " ".join(each.text or "" for each in properties if _name(each) == "keywords")


def _tables(body: Element) -> list[Element]:
    """Those that stand in no other table."""
    return [each for each, _ in zip(_outermost(body, "tbl"), range(MOST_TABLES), strict=False)]


def _rows(table: Element) -> Rows:
    rows: list[Row] = []
    for row, _ in zip(_outermost(table, "tr"), range(MOST_ROWS), strict=False):
        if not _is_deleted(row):
            rows.append(_cells(row, rows[-1] if rows else ()))
    return tuple(rows)


def _cells(row: Element, above: Row) -> Row:
    """A cell that spans columns is followed by empty ones; one merged upwards says the same."""
    cells = [WordCell()] * _number(_within(row, "trPr", "gridBefore"))
    for cell in _outermost(row, "tc"):
        merged = _within(cell, "tcPr", "vMerge")
        place = len(cells)
        if merged is not None and _value(merged) != "restart" and place < len(above):
            cells.append(WordCell(above[place].text))
        else:
            cells.append(_cell(cell))
        span = max(_number(_within(cell, "tcPr", "gridSpan")), 1)
        cells += [WordCell()] * min(span - 1, MOST_CELLS)
        if len(cells) >= MOST_CELLS:
            break
    return tuple(cells)


def _cell(cell: Element) -> WordCell:
    paragraphs = ["".join(_said(each)) for each in _outermost(cell, "p")]
    marks = [
        value
        for each in cell.iter()
        if _name(each) == "bookmarkStart" and (value := _value(each, "name"))
    ]
    return WordCell("\n".join(paragraphs).strip(), tuple(marks))


def _said(node: Element) -> Iterator[str]:
    """The text of a paragraph, run by run."""
    for each in node:
        name = _name(each)
        if name == "r":
            yield as_shown("".join(_said(each)), _font(each))
        elif name == "t":
            yield each.text or ""
        elif name == "sym":
            yield as_shown(chr(int(_value(each, "char"), 16)), _value(each, "font"))
        elif name in BREAKS:
            yield BREAKS[name]
        elif name not in UNSEEN and not name.endswith("Pr") and not _is_prompt(each):
            yield from _said(each)


def _outermost(node: Element, name: str) -> Iterator[Element]:
    """Elements of this name, not those inside one; wrappers are looked through."""
    for each in node:
        if _name(each) == name:
            yield each
        elif _name(each) not in UNSEEN and not _is_prompt(each):
            yield from _outermost(each, name)


def _font(run: Element) -> str:
    fonts = _within(run, "rPr", "rFonts")
    return _value(fonts, "ascii") if fonts is not None else ""


def _is_prompt(node: Element) -> bool:
    """A control nobody has filled in: 「单击此处输入文字」."""
    return _name(node) == "sdt" and _within(node, "sdtPr", "showingPlcHdr") is not None


def _is_deleted(row: Element) -> bool:
    return _within(row, "trPr", "del") is not None


def _within(node: Element, *names: str) -> Element | None:
    found: Element | None = node
    for name in names:
        children = found if found is not None else ()
        found = next((each for each in children if _name(each) == name), None)
    return found


def _value(node: Element, attribute: str = "val") -> str:
    found = (value for key, value in node.items() if key.rpartition("}")[2] == attribute)
    return next(found, "")


def _number(node: Element | None) -> int:
    value = _value(node) if node is not None else ""
    return min(int(value), MOST_CELLS) if value.isdecimal() else 0


def _name(node: Element) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
