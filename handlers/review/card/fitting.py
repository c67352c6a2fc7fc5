"""Sections of a message, as many lines of them as it holds."""

from collections.abc import Iterable, Sequence

MOST = 3900  # of 4,096 characters
MORE = "……（点下面的按钮看全部）"


def fitted(sections: Iterable[Sequence[str]], most: int = MOST) -> str:
    """The first sections first; what does not fit any more is left out, and that is said."""
    kept: list[str] = []
    left = most
    for section in sections:
        lines = list(section)
        while lines and sum(map(_size, lines)) > left:
            lines.pop()
        if len(lines) < len(section):
            lines = [*lines[:-1], MORE] if lines else [MORE]
        if section:
            kept.append("\n".join(lines))
            left -= sum(map(_size, lines)) + 1
        if left < len(MORE) * 2:
            break
    return "\n\n".join(kept)


def _size(line: str) -> int:
    return len(line) + 1
