"""Tables by the lines drawn around their cells; the cells are made out by pdfplumber."""

from collections.abc import Sequence
from functools import reduce
from typing import Any

from knowledge.reading.paragraphs import join
from knowledge.reading.sheets import Box, Glyph, Line, Sheet
from knowledge.reading.typesetting import rows_of, set_lines, text_of

FEWEST_RULINGS, MOST_RULINGS, MOST_CELLS = 6, 3_000, 4_000
SNAP, NEAR = 3, 3


class Tables:
    """The tables of one document; one that runs over to the next page says its header once."""

    def __init__(self) -> None:
        self._header: list[str] = []
        self._runs_on = False

    def taken(
        self, rulings: Sequence[Box], glyphs: Sequence[Glyph]
    ) -> tuple[list[Glyph], list[Line]]:
        """What stands beside all tables, and the rows of those."""
        if not FEWEST_RULINGS <= len(rulings) <= MOST_RULINGS:
            return list(glyphs), []
        beside = list(glyphs)
        rows: list[Line] = []
        for cells in grids(rulings):
            box = around(cells)
            within = [glyph for glyph in beside if _within(glyph, box)]
            grid = written(cells, within)
            if not any(len([cell for cell in row if cell]) > 1 for row in grid):
                continue  # a box around a text
            beside = [glyph for glyph in beside if not _within(glyph, box)]
            continued = self._runs_on and not rows and not any(g.middle < box[1] for g in beside)
            if continued and grid[0] == self._header:
                grid = grid[1:]
            elif not continued:
                self._header = grid[0]
            rows.extend(as_lines(grid, box))
        return beside, rows

    def lines(self, sheet: Sheet, rulings: Sequence[Box], glyphs: Sequence[Glyph]) -> list[Line]:
        """All lines of a page, its tables' rows among them."""
        beside, rows = self.taken(rulings, glyphs)
        lines = sorted_in(set_lines(beside, sheet.width), rows)
        # Whether the page ends within a table, but for its number.
        self._runs_on = any(line.whole for line in lines[-2:])
        return lines


def sorted_in(lines: Sequence[Line], rows: Sequence[Line]) -> list[Line]:
    """Rows of tables put before the first line that stands below them."""
    found = list(lines)
    for row in rows:
        place = next((i for i, line in enumerate(found) if line.middle > row.middle), len(found))
        found.insert(place, row)
    return found


def grids(rulings: Sequence[Box]) -> list[list[Box]]:
    """The cells of each table, tables from the top."""
    from pdfplumber import table  # noqa: PLC0415 - only pages with rulings need it

    edges = table.merge_edges([_edge(each) for each in rulings], SNAP, SNAP, NEAR, NEAR)
    cells = table.intersections_to_cells(table.edges_to_intersections(edges, NEAR, NEAR))
    if len(cells) > MOST_CELLS:
        return []
    found = [list(cells) for cells in table.cells_to_tables(cells)]
    return sorted(found, key=lambda cells: (around(cells)[1], around(cells)[0]))


def around(cells: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*cells, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def written(cells: Sequence[Box], glyphs: Sequence[Glyph]) -> list[list[str]]:
    """Row by row; a cell over several rows says it in each, one over several columns once."""
    tops = sorted({cell[1] for cell in cells})
    lefts = sorted({cell[0] for cell in cells})
    texts = {cell: _text(cell, glyphs) for cell in cells}
    return [[_at(left, top, texts) for left in lefts] for top in tops]


def _at(left: float, top: float, texts: dict[Box, str]) -> str:
    for cell, text in texts.items():
        if cell[0] == left and cell[1] <= top < cell[3]:
            return text
    return ""


def as_lines(grid: Sequence[Sequence[str]], box: Box) -> list[Line]:
    """「| 类别 | 人数 |」, at about the height the row stands at."""
    left, top, right, bottom = box
    rows = [row for row in grid if any(row)]
    step = (bottom - top) / max(len(rows), 1)
    return [
        Line(
            text="| " + " | ".join(cell.replace("|", "｜") for cell in row) + " |",
            left=left,
            right=right,
            top=top + step * place,
            bottom=top + step * (place + 1),
            size=1.0,
            whole=True,
        )
        for place, row in enumerate(rows)
    ]


def _edge(ruling: Box) -> dict[str, Any]:
    left, top, right, bottom = ruling
    across = right - left >= bottom - top
    x, y = (left + right) / 2, (top + bottom) / 2
    place = (
        {"x0": left, "x1": right, "top": y, "bottom": y}
        if across
        else {"x0": x, "x1": x, "top": top, "bottom": bottom}
    )
    return {
        **place,
        "width": right - left,
        "height": bottom - top,
        "orientation": "h" if across else "v",
    }


def _within(glyph: Glyph, box: Box) -> bool:
    middle = (glyph.left + glyph.right) / 2
    return box[0] <= middle <= box[2] and box[1] <= glyph.middle <= box[3]


def _text(cell: Box, glyphs: Sequence[Glyph]) -> str:
    lines = [text_of(row) for row in rows_of(g for g in glyphs if _within(g, cell))]
    return reduce(join, lines, "")
