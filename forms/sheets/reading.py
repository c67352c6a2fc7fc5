"""Tables people filled in, read row by row: fifty thousand rows take no more memory than ten."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import Any

from defusedxml import DefusedXmlException
from openpyxl import load_workbook

from forms.package import Source, inspect
from forms.refusals import Bomb, Damaged, FileRefused, NoHeader, TooManyRows, Trick
from forms.sheets.cells import RowReader
from forms.sheets.duplicates import Duplicates
from forms.sheets.header import Header, find_header, refuse_missing
from forms.sheets.rows import Row, Sheet
from forms.sheets.specification import SheetSpec

HEADER_ROWS = 10
MOST_SHEETS = 10
WIDEST = 100
MOST_ROWS = 100_000
LAST_ROW = 1_048_576

Cells = tuple[object, ...]
Numbered = Iterator[tuple[int, Cells]]


def open_sheet(spec: SheetSpec, source: Source, name: str = "") -> Sheet:
    """The first page that holds this table; raises FileRefused, now or while reading."""
    inspect(source, name)
    for page in _pages(source):
        top = list(islice(page, HEADER_ROWS))
        headers = [(i, find_header(spec, cells)) for i, (_, cells) in enumerate(top)]
        known = [(i, header) for i, header in headers if header]
        if known:
            place, header = max(known, key=lambda each: (len(each[1].places), -each[0]))
            refuse_missing(spec, header)
            rows = _rows(spec, header, chain(top[place + 1 :], page))
            return Sheet(ignored=header.ignored, rows=rows)
    raise NoHeader([column.title for column in spec.columns][:5])


def read_rows(spec: SheetSpec, source: Source, name: str = "") -> Iterator[Row]:
    return open_sheet(spec, source, name).rows


def _rows(spec: SheetSpec, header: Header, numbered: Numbered) -> Iterator[Row]:
    reader, duplicates, count = RowReader(spec=spec, header=header), Duplicates(spec), 0
    for number, cells in numbered:
        row = reader.read(number, cells)
        if row is None:
            continue
        count += 1
        if count > MOST_ROWS:
            raise TooManyRows(MOST_ROWS)
        yield duplicates.check(row)


def named_pages(source: Source) -> Iterator[tuple[str, Numbered]]:
    """Every sheet with its title; `inspect` the source first."""
    # By its bytes: openpyxl judges a path by its ending, and an upload has none.
    file = BytesIO(source.read_bytes()) if isinstance(source, Path) else source
    with _translated():
        book: Any = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets[:MOST_SHEETS]:
            sheet.reset_dimensions()  # the size it claims is not believed
            yield str(sheet.title), _numbered(sheet)


def _pages(source: Source) -> Iterator[Numbered]:
    yield from (rows for _, rows in named_pages(source))


def _numbered(sheet: Any) -> Numbered:
    with _translated():
        rows = sheet.iter_rows(max_col=WIDEST, values_only=True)
        for number, cells in enumerate(rows, 1):
            if number > LAST_ROW:
                raise TooManyRows(MOST_ROWS)
            yield number, cells


@contextmanager
def _translated() -> Iterator[None]:
    """openpyxl fails on broken files in every way there is."""
    try:
        yield
    except FileRefused:
        raise
    except Exception as error:
        cause = error.__cause__ or error  # it wraps what goes wrong while opening
        if isinstance(cause, MemoryError):
            raise MemoryError from None
        if isinstance(cause, DefusedXmlException):
            raise Bomb(Trick.ENTITIES) from error
        raise Damaged(type(cause).__name__) from error
