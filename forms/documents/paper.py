"""A4 paper on which rows of cells are drawn; what does not fit goes on overleaf."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from pylopdf_fonts_zh_cn import sans_path

from forms.documents.lettering import printable, wrapped

FONT, PAGES = "sans", "{n}"
MARGIN, FOOT, WIDTH = 18.0, 16.0, 174.0
POINT = 25.4 / 72
BODY, SMALL = 10.0, 8.5
LEADING, PADDING = 1.5, 1.6
INK, GREY, LINE, SHADE = (27, 31, 36), (106, 115, 125), (190, 196, 203), (243, 245, 247)
RARE = "文中「〓」是打印字体里没有的字，请以系统里的原文为准。"


@dataclass(frozen=True, slots=True)
class Style:
    """How a row is drawn."""

    size: float = BODY
    shaded: tuple[int, ...] = ()  # the columns with a grey ground

    @property
    def height(self) -> float:
        return self.size * POINT * LEADING


class Paper(FPDF):
    """Pages with a line at their foot: what it is, and which page of how many."""

    def __init__(self, foot: str) -> None:
        super().__init__(format="A4")
        self.add_font(FONT, "", sans_path())
        self.set_font(FONT, size=BODY)
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(auto=False)
        self.alias_nb_pages(PAGES)
        face: Any = self.fonts[FONT]
        self._known = face.cmap
        self._rare = False
        self._unit = cache(lambda c: float(self.get_string_width(c)) / self.font_size_pt)
        self._foot = self.clean(foot)
        self.add_page()

    def clean(self, text: str) -> str:
        """What the font can print; remembers whether something was missing."""
        printed = printable(text, lambda c: ord(c) in self._known)
        self._rare = self._rare or (printed != text and "〓" in printed)
        return printed

    @property
    def rare(self) -> bool:
        return self._rare

    def footer(self) -> None:
        self.set_y(-FOOT + 4)
        self.set_font(FONT, size=SMALL)
        self.set_text_color(*GREY)
        self.cell(WIDTH - 40, 5, self._foot[:60])
        number = f"第 {self.page_no()} 页 共 {PAGES} 页"
        self.cell(40, 5, number, align="R", new_x=XPos.LMARGIN, new_y=YPos.TOP)

    def room(self) -> float:
        return float(self.h) - FOOT - float(self.get_y())

    def lines(self, text: str, width: float, size: float) -> list[str]:
        return wrapped(self.clean(text), width, lambda c: self._unit(c) * size)

    def words(
        self, text: str, size: float, colour: tuple[int, int, int] = INK, *, middle: bool = False
    ) -> None:
        """A paragraph over the whole width."""
        height = size * POINT * LEADING
        for line in self.lines(text, WIDTH, size):
            if self.room() < height:
                self.add_page()
            self.set_font(FONT, size=size)
            self.set_text_color(*colour)
            self.cell(
                WIDTH,
                height,
                line,
                align="C" if middle else "L",
                new_x=XPos.LMARGIN,
                new_y=YPos.NEXT,
            )

    def rows(
        self,
        widths: Sequence[float],
        rows: Sequence[Sequence[str]],
        style: Style,
        heading: Sequence[str] = (),
    ) -> None:
        """The heading stands on every page again."""
        top = self._set(heading, widths, style) if heading else []
        every = tuple(range(len(widths)))
        if top:
            self._keep(len(max(top, key=len)) + 1, style)
            self._chunk(top, widths, Style(style.size, every))
        for row in rows:
            self._row(self._set(row, widths, style), widths, style, top)

    def _set(self, row: Sequence[str], widths: Sequence[float], style: Style) -> list[list[str]]:
        return [
            self.lines(text, width - 2 * PADDING, style.size)
            for text, width in zip(row, widths, strict=True)
        ]

    def _row(
        self, cells: list[list[str]], widths: Sequence[float], style: Style, top: list[list[str]]
    ) -> None:
        left = max(map(len, cells))
        while left:
            fit = int((self.room() - 2 * PADDING) / style.height)
            if fit < min(left, 3):
                self.add_page()
                if top:
                    self._chunk(top, widths, Style(style.size, tuple(range(len(widths)))))
                continue
            self._chunk([cell[:fit] for cell in cells], widths, style)
            cells, left = [cell[fit:] for cell in cells], max(0, left - fit)

    def _keep(self, lines: int, style: Style) -> None:
        if self.room() < lines * style.height + 4 * PADDING:
            self.add_page()

    def _chunk(
        self, cells: Sequence[Sequence[str]], widths: Sequence[float], style: Style
    ) -> None:
        """As many lines of a row as stand on this page."""
        top, left = float(self.get_y()), MARGIN
        high = max(map(len, cells)) * style.height + 2 * PADDING
        self.set_font(FONT, size=style.size)
        self.set_draw_color(*LINE)
        self.set_fill_color(*SHADE)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            shaded = place in style.shaded
            self.rect(left, top, width, high, style="DF" if shaded else "D")
            self.set_text_color(*INK)
            for n, line in enumerate(cell):
                base = top + PADDING + n * style.height + style.size * POINT * 1.1
                self.text(left + PADDING, base, line)
            left += width
        self.set_xy(MARGIN, top + high)
