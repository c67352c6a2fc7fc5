"""Breaking text into lines as Chinese is set: no line begins with 「，」 or ends with 「（」."""

import re
from collections.abc import Callable, Iterator

OPENING = "（「『【《〈“‘([{〔"
CLOSING = "，。、；：？！）」』】》〉”’…％%·)]},.;:?!〕"
LATIN = "0-9A-Za-z\u00c0-\u024f_@/\\-+.:"  # kept together: names, numbers, addresses
ATOM = re.compile(rf"[{re.escape(OPENING)}]*(?:[{LATIN}]+|\S)[{re.escape(CLOSING)}]*|\s")
# Joiners and variation selectors have no shape of their own.
SHAPELESS = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
MISSING = "〓"  # what printers set for a character they have no type for

Width = Callable[[str], float]


def wrapped(text: str, room: float, width: Width) -> list[str]:
    """At least one line; none is wider than `room` unless a single character is."""
    return [line for paragraph in text.split("\n") for line in _lines(paragraph, room, width)]


def printable(text: str, known: Callable[[str], bool]) -> str:
    """Only characters that can be printed; a missing one is shown as missing."""
    clean = UNPRINTABLE.sub("", SHAPELESS.sub("", text.replace("\t", " ").replace("\r", "")))
    return "".join(c if c == "\n" or known(c) else MISSING for c in clean)


def _lines(paragraph: str, room: float, width: Width) -> Iterator[str]:
    line, used = "", 0.0
    for atom in _pieces(paragraph, room, width):
        wide = sum(map(width, atom))
        if line and used + wide > room:
            yield line.rstrip()
            line, used = "", 0.0
            if atom.isspace():
                continue
        line, used = line + atom, used + wide
    yield line.rstrip()


def _pieces(paragraph: str, room: float, width: Width) -> Iterator[str]:
    """Atoms; one that is wider than a line is broken anywhere."""
    for atom in ATOM.findall(paragraph):
        if sum(map(width, atom)) <= room:
            yield atom
        else:
            yield from atom
