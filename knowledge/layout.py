"""A notice as it is laid out on a page: headings, paragraphs, rows of tables, and its passages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.notice import Notice, Passage

ROW = re.compile(r"\s*\|(.+)\|\s*")
BLANK = re.compile(r"\s")


class Kind(StrEnum):
    """What a line is."""

    HEADING = "heading"
    TEXT = "text"
    ROW = "row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Characters of one line; `passage` is the ordinal of what they belong to.

    `begins` says that the passage begins here, and not on a line before.
    """

    text: str
    passage: int | None = None
    begins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One line: a heading of a level (1 is the highest), a paragraph, a row of cells.

    `start` is where it stands in the notice's text.
    """

    kind: Kind
    start: int
    pieces: tuple[Piece, ...]
    level: int = 0

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def cells(self) -> tuple[str, ...]:
        """Of a row."""
        inside = ROW.fullmatch(self.text)
        return tuple(each.strip() for each in inside[1].split("|")) if inside else (self.text,)


def lay_out(notice: Notice, passages: Sequence[Passage]) -> tuple[Block, ...]:
    """Every line that is not blank, in the order of the text."""
    marked = dict(notice.headings)
    passages = sorted(passages, key=lambda each: each.start)
    blocks, at, place = [], 0, 0
    for line in notice.text.split("\n"):
        end = at + len(line)
        while place < len(passages) and passages[place].end <= at:
            place += 1
        if line.strip():
            pieces = tuple(_pieces(notice.text, at, end, passages, place))
            blocks.append(_block(line, at, pieces, passages, place, marked))
        at = end + 1
    return tuple(blocks)


def _pieces(
    text: str, start: int, end: int, passages: Sequence[Passage], place: int
) -> Iterator[Piece]:
    at = start
    while place < len(passages) and passages[place].start < end:
        passage = passages[place]
        first, last = max(passage.start, at), min(passage.end, end)
        if first > at:
            yield Piece(text=text[at:first])
        if last > first:
            begins = passage.start >= start
            yield Piece(text=text[first:last], passage=passage.ordinal, begins=begins)
        at, place = max(at, last), place + 1
    if at < end:
        yield Piece(text=text[at:end])


def _block(
    line: str,
    at: int,
    pieces: tuple[Piece, ...],
    passages: Sequence[Passage],
    place: int,
    marked: dict[int, int],
) -> Block:
    level = marked.get(at) or _level(line, pieces, passages, place)
    if level:
        return Block(kind=Kind.HEADING, start=at, pieces=pieces, level=level)
    kind = Kind.ROW if ROW.fullmatch(line) else Kind.TEXT
    return Block(kind=kind, start=at, pieces=pieces)


def _level(line: str, pieces: tuple[Piece, ...], passages: Sequence[Passage], place: int) -> int:
    """How deep a line stands that is a heading of the passage after it; 0 for other lines."""
    if any(piece.passage is not None for piece in pieces) or place >= len(passages):
        return 0
    said = BLANK.sub("", line)
    for level, heading in enumerate(passages[place].heading_path, 1):
        if BLANK.sub("", heading) == said:
            return level
    return 0
