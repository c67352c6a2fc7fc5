"""A workbook: each row a record with its headings, 「姓名：张三；…」. Only in the sandbox."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from defusedxml import DefusedXmlException

from knowledge.reading.composing import Composer, clean
from knowledge.reading.errors import Bomb
from knowledge.reading.package import refuse_tricks
from knowledge.reading.reading import Extract, Remark, Remarked

MOST_ROWS, MOST_COLUMNS, HEADER_WITHIN = 20_000, 200, 10
MOST_EMPTY = 50_000  # nothing comes after so many empty rows
Line = list[str]


def extract_workbook(path: Path, name: str) -> Extract:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy

    try:
        # As a stream: openpyxl would go by what the path is called.
        with path.open("rb") as file:
            refuse_tricks(file, name)
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
            return _told(book.worksheets)
    except DefusedXmlException as error:
        raise Bomb(name, "entities") from error


def _told(every: Sequence[Any]) -> Extract:
    composer = Composer()
    sheets = [sheet for sheet in every if sheet.sheet_state == "visible"]
    composer.leave_out("hidden sheets", len(every) - len(sheets))
    left = MOST_ROWS
    for sheet in sheets:
        rows = list(islice(_lines(sheet), left))
        _tell(composer, rows, sheet.title, len(sheets) > 1)
        left -= len(rows)
        if not left:
            break
    found = composer.extract()
    cut = () if left else (Remarked(remark=Remark.CUT, what="rows", count=MOST_ROWS),)
    return replace(found, remarks=(*found.remarks, *cut))


def _lines(sheet: Any) -> Iterator[Line]:
    """Rows with something in them; what a file says of its own size is not believed."""
    sheet.reset_dimensions()
    gap, empty = None, 0
    for row in sheet.iter_rows(max_col=MOST_COLUMNS):
        if row is gap:  # rows that are not there at all: one and the same, up to a million times
            continue
        line = [shown(cell.value, getattr(cell, "number_format", "")) for cell in row]
        if any(line):
            empty = 0
            yield line
        elif (empty := empty + 1) > MOST_EMPTY:
            return
        else:
            gap = row


def _tell(composer: Composer, rows: Sequence[Line], title: str, is_named: bool) -> None:
    if not rows:
        return
    if is_named:
        composer.say(title, 2)
    top = header_at(rows)
    if top is None:
        composer.table(rows)
        return
    for line in rows[:top]:
        composer.say("　".join(filter(None, line)))
    composer.gap()
    for record in records(rows[top], rows[top + 1 :]):
        composer.say(record)


def header_at(rows: Sequence[Line]) -> int | None:
    """The row of headings: the first of several different words, as wide as what follows."""
    widths = [sum(map(bool, line)) for line in rows[: HEADER_WITHIN + 1]]
    for place, line in enumerate(rows[:HEADER_WITHIN]):
        words = [cell for cell in line if cell]
        are_words = all(not cell[0].isdecimal() and len(cell) <= 40 for cell in words)
        is_wide = len(words) >= 2 and 2 * len(words) > max(widths[place:])
        if is_wide and are_words and len(set(words)) == len(words) and place + 1 < len(rows):
            return place
    return None


def records(header: Line, rows: Iterable[Line]) -> Iterator[str]:
    for row in rows:
        said = []
        for place, cell in enumerate(row):
            title = header[place] if place < len(header) else ""
            if cell and cell != title:
                said.append(f"{title}：{cell}" if title else cell)
        if said:
            yield "；".join(said)


def shown(value: Any, form: str = "") -> str:
    """As people read it, not as it is stored."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        hour = f"{value:%H:%M}" if (value.hour, value.minute) != (0, 0) else ""
        return shown(value.date()) + hour
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float | int):
        return _number(value, form or "")
    return " ".join(clean(str(value)).split())


def _number(value: float, form: str) -> str:
    if "%" in form:
        return f"{round(value * 100, 4):g}%"
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return repr(round(value, 6))
