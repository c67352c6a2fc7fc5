"""Tables by the lines drawn around their cells; the grid is made out by pdfplumber."""

from collections.abc import Sequence
from typing import Any

from knowledge.reading.pdf_page import Edge
from knowledge.reading.sheets import Glyph, Line, Sheet
from knowledge.reading.tables import rows_as_text
from knowledge.reading.typesetting import rows_of, text_of

FEWEST_RULINGS = 6
MOST_RULINGS = 3_000
SNAP, JOIN = 3, 3
Box = tuple[float, float, float, float]
Grid = list[list[str | None]]


class Tables:
    """The tables of one document; one that runs over to the next page keeps its header."""

    def __init__(self) -> None:
        self._header: list[str | None] = []
        self._runs_on = False

    def taken(
        self, rulings: Sequence[Edge], glyphs: Sequence[Glyph]
    ) -> tuple[list[Glyph], list[Line]]:
        """What stands beside all tables, and the rows of those."""
        if not FEWEST_RULINGS <= len(rulings) <= MOST_RULINGS:
            return list(glyphs), []
        beside = list(glyphs)
        rows: list[Line] = []
        for table in grids(rulings):
            box = table.bbox
            within = [glyph for glyph in beside if _within(glyph, box)]
            grid = [[_text(cell, within) for cell in row.cells] for row in table.rows]
            if sum(len([cell for cell in row if cell]) > 1 for row in grid) < 2:
                continue  # a box around a text
            beside = [glyph for glyph in beside if not _within(glyph, box)]
            first = not any(glyph.middle < box[1] for glyph in beside) and not rows
            rows.extend(self._rows(grid, table, continued=first and self._runs_on))
        return beside, rows

    def follow(self, sheet: Sheet) -> None:
        """Whether the page ended within a table."""
        self._runs_on = bool(sheet.lines) and any(line.whole for line in sheet.lines[-2:])

    def _rows(self, grid: Grid, table: Any, *, continued: bool) -> list[Line]:
        goes_on = continued and len(grid[0]) == len(self._header)
        if goes_on and grid[0] != self._header:
            grid = [self._header, *grid]
        elif not goes_on:
            self._header = grid[0]
        left, top, right, bottom = table.bbox
        texts = rows_as_text(grid)
        step = (bottom - top) / max(len(texts), 1)
        return [
            Line(
                text=text,
                left=left,
                right=right,
                top=top + step * place,
                bottom=top + step * (place + 1),
                size=1.0,
                whole=True,
            )
            for place, text in enumerate(texts)
        ]


def grids(rulings: Sequence[Edge]) -> list[Any]:
    """Tables with a `bbox` and `rows` of `cells`, from the top."""
    from pdfplumber import table  # noqa: PLC0415 - only pages with rulings need it

    edges = table.merge_edges([_edge(each) for each in rulings], SNAP, SNAP, JOIN, JOIN)
    crossings = table.edges_to_intersections(edges, 3, 3)
    cells = table.intersections_to_cells(crossings)
    found = [table.Table(None, tuple(each)) for each in table.cells_to_tables(cells)]
    tables = [each for each in found if len(each.rows) > 1 and len(each.rows[0].cells) > 1]
    return sorted(tables, key=lambda each: (each.bbox[1], each.bbox[0]))


def _edge(ruling: Edge) -> dict[str, Any]:
    left, top, right, bottom = ruling
    across = right - left >= bottom - top
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    place = (
        {"x0": left, "x1": right, "top": middle_y, "bottom": middle_y}
        if across
        else {"x0": middle_x, "x1": middle_x, "top": top, "bottom": bottom}
    )
    return {**place, "width": right - left, "height": bottom - top,
            "orientation": "h" if across else "v"}  # fmt: skip


def _within(glyph: Glyph, box: Box) -> bool:
    middle = (glyph.left + glyph.right) / 2
    return box[0] <= middle <= box[2] and box[1] <= glyph.middle <= box[3]


def _text(cell: Box | None, glyphs: Sequence[Glyph]) -> str | None:
    """None for what a wider or taller cell covers."""
    if cell is None:
        return None
    return "".join(text_of(row) for row in rows_of(g for g in glyphs if _within(g, cell)))
