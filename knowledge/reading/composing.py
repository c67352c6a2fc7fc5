"""Paragraphs, headings and tables put together into one text whose offsets stay true."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from knowledge.reading.reading import Extract, Remark, Remarked

LONGEST_HEADING = 80
BLANKS = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
DROPPED = ("Cc", "Cf", "Cs", "Co", "Cn")


class Composer:
    """Takes what a format knows to be paragraphs as they are: nothing is torn or to be mended."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self._headings: list[tuple[int, int]] = []
        self._left_out: dict[str, int] = {}
        self.title: str | None = None

    def say(self, text: str, level: int = 0) -> None:
        """A paragraph, on several lines where it is broken; a heading if it has a level."""
        lines = [line for line in map(clean, text.split("\n")) if line]
        if not lines:
            self.gap()
            return
        if level and len(text) <= LONGEST_HEADING:
            self.gap()
            self._headings.append((self._length, level))
            lines = ["".join(lines)]
        for line in lines:
            self._put(line)

    def gap(self) -> None:
        """One blank line at most, and none at the beginning."""
        if self._lines and self._lines[-1]:
            self._put("")

    def table(self, rows: Iterable[Sequence[str]]) -> None:
        """「| 序号 | 名称 |」 row by row; what only lays out the page is paragraphs."""
        kept = [[" ".join(clean(each).split()) for each in row] for row in rows]
        kept = [row for row in kept if any(row)]
        if len(kept) < 2 or max(map(len, kept)) < 2:
            for text in (cell for row in kept for cell in row if cell):
                self.say(text)
            return
        self.gap()
        for row in kept:
            self._put("| " + " | ".join(cell.replace("|", "｜") for cell in row) + " |")
        self.gap()

    def leave_out(self, what: str, count: int = 1) -> None:
        self._left_out[what] = self._left_out.get(what, 0) + count

    def extract(self) -> Extract:
        remarks = (
            Remarked(remark=Remark.LEFT_OUT, what=what, count=count)
            for what, count in self._left_out.items()
            if count
        )
        return Extract(
            text="\n".join(self._lines).rstrip(),
            title=self.title,
            headings=tuple(self._headings),
            remarks=tuple(remarks),
        )

    def _put(self, line: str) -> None:
        self._lines.append(line)
        self._length += len(line) + 1


def clean(text: str) -> str:
    """Without control and private characters; every blank is a plain one, none at the ends."""
    text = BLANKS.sub(" ", text)
    kept = (c for c in text if c == "\n" or unicodedata.category(c) not in DROPPED)
    return "".join(kept).strip(" ")
