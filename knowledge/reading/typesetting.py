"""Characters scattered over a page, put into lines; columns are read one after the other."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from knowledge.reading.sheets import Glyph, Line

# In sizes of the type: what separates words, and what separates things side by side.
WORD_GAP, HAN_GAP, WIDE_GAP, SIDE_BY_SIDE = 0.18, 0.4, 1.6, 2.5
SAME_ROW = 0.5
FEWEST_BESIDE = 6
NARROW = re.compile(r"[!-~À-ɏ]")


def set_lines(glyphs: Iterable[Glyph], width: float) -> list[Line]:
    """Lines in reading order; `width` is the page's."""
    rows = [pieces_of(row) for row in rows_of(glyphs)]
    middle = gutter(rows, width)
    if middle is None:
        return [line_of(pieces) for pieces in rows]
    return in_columns(rows, middle)


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs that stand at one height, from the top; each row from left to right."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda each: each.middle):
        if rows and _same_row(rows[-1], glyph):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [_without_doubles(sorted(row, key=lambda each: each.left)) for row in rows]


def _same_row(row: Sequence[Glyph], glyph: Glyph) -> bool:
    tallest = max(row[-20:], key=lambda each: each.size)
    largest = max(tallest.size, glyph.size)
    return abs(tallest.middle - glyph.middle) < SAME_ROW * largest


def _without_doubles(row: list[Glyph]) -> list[Glyph]:
    """Bold that is made by printing twice."""
    kept = row[:1]
    for glyph in row[1:]:
        last = kept[-1]
        if glyph.char != last.char or glyph.left - last.left > 0.2 * glyph.size:
            kept.append(glyph)
    return kept


def pieces_of(row: Sequence[Glyph]) -> list[list[Glyph]]:
    """What a wide gap keeps apart."""
    pieces = [[row[0]]]
    for before, glyph in pairwise(row):
        if glyph.left - before.right > SIDE_BY_SIDE * max(before.size, glyph.size):
            pieces.append([])
        pieces[-1].append(glyph)
    return pieces


def gutter(rows: Sequence[Sequence[Sequence[Glyph]]], width: float) -> float | None:
    """Where two columns of prose are kept apart, if they are."""
    beside = [pieces for pieces in rows if len(pieces) == 2]
    if len(beside) < max(FEWEST_BESIDE, 0.4 * len(rows)):
        return None
    ends = sorted(pieces[0][-1].right for pieces in beside)
    begins = sorted(pieces[1][0].left for pieces in beside)
    end, begin = ends[int(len(ends) * 0.9)], begins[int(len(begins) * 0.1)]
    left = min(pieces[0][0].left for pieces in beside)
    right = max(pieces[1][-1].right for pieces in beside)
    middle = (end + begin) / 2
    if begin <= end or not 0.35 * width < middle < 0.65 * width:
        return None
    fills = [
        (first[-1].right - first[0].left) / (end - left)
        + (second[-1].right - second[0].left) / (right - begin)
        for first, second in beside
    ]
    return middle if median(fills) > 1.6 else None  # else it is a table


def in_columns(rows: Sequence[Sequence[Sequence[Glyph]]], middle: float) -> list[Line]:
    """What runs over both columns parts what stands above it from what stands below."""
    lines: list[Line] = []
    right: list[Line] = []
    lefts = [piece[0].left for pieces in rows for piece in pieces]
    shift = min(x for x in lefts if x >= middle) - min(lefts)
    for pieces in rows:
        if pieces[0][0].left < middle < pieces[-1][-1].right and not _parted(pieces, middle):
            lines.extend([*right, line_of(pieces)])
            right = []
            continue
        here = [piece for piece in pieces if piece[0].left < middle]
        there = [piece for piece in pieces if piece[0].left >= middle]
        lines.extend([line_of(here)] if here else [])
        right.extend([_under(line_of(there), shift)] if there else [])
    return lines + right


def _under(line: Line, shift: float) -> Line:
    """A line of the right column, moved under the left one."""
    return replace(line, left=line.left - shift, right=line.right - shift)


def _parted(pieces: Sequence[Sequence[Glyph]], middle: float) -> bool:
    return not any(piece[0].left < middle < piece[-1].right for piece in pieces)


def line_of(pieces: Sequence[Sequence[Glyph]]) -> Line:
    glyphs = [glyph for piece in pieces for glyph in piece]
    return Line(
        text=text_of(glyphs),
        left=glyphs[0].left,
        right=glyphs[-1].right,
        top=min(glyph.top for glyph in glyphs),
        bottom=max(glyph.bottom for glyph in glyphs),
        size=median(glyph.size for glyph in glyphs),
        bold=sum(glyph.bold for glyph in glyphs) * 2 > len(glyphs),
    )


def text_of(glyphs: Sequence[Glyph]) -> str:
    """Blanks between Latin words, and where a gap is wider than the others of its line."""
    if not glyphs:
        return ""
    text = glyphs[0].char
    gaps = [
        (glyph.left - before.right) / max(before.size, glyph.size)
        for before, glyph in pairwise(glyphs)
    ]
    usual = max(median(gaps), 0.0) if gaps else 0.0
    for before, glyph, gap in zip(glyphs, glyphs[1:], gaps, strict=False):
        alone = NARROW.match(before.char) or NARROW.match(glyph.char) or len(before.char) > 1
        if gap > (WIDE_GAP if alone else HAN_GAP + usual):
            text += "　"
        elif gap > WORD_GAP and NARROW.match(before.char) and NARROW.match(glyph.char):
            text += " "
        text += glyph.char
    return text
