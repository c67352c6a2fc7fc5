"""How wide the columns of a table are: as their content asks for, within what there is."""

from collections.abc import Sequence

CHARACTER, PADDING = 3.2, 3.4  # millimetres, in a table's letters
SHORT, LONG = 5, 30
HEADING_LINES = 3  # a long heading over short answers may take as many


def column_widths(
    headings: Sequence[str], rows: Sequence[Sequence[str]], width: float
) -> list[float]:
    """Room for a short word in every column; the rest goes to those who ask for more."""
    asked = [_asked(column) for column in zip(headings, *rows, strict=True)]
    least = [min(each, SHORT) * CHARACTER + PADDING for each in asked]
    rest = width - sum(least)
    if rest < 0:
        return [width * each / sum(least) for each in least]
    more = [max(each - SHORT, 0.5) for each in asked]
    return [low + rest * each / sum(more) for low, each in zip(least, more, strict=True)]


def _asked(column: Sequence[str]) -> float:
    heading, *cells = map(len, column)
    return min(max([2, heading / HEADING_LINES, *cells]), LONG)
