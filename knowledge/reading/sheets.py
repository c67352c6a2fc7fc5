"""Lines as they stand on pages: what a PDF, an OFD and a recognised picture have in common.

Lengths are in the page's own unit (points, millimetres, pixels) and downwards from its top left.
"""

from dataclasses import dataclass, field

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """One character where it is printed."""

    char: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool = False

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A printed line; `whole` stands by itself, like a row of a table."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    whole: bool = False

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(slots=True, kw_only=True)
class Sheet:
    """A page and its lines in reading order."""

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
