"""A message as readers see it: every sign in its place, cut into clauses."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from forms.proposing.words import CONDITION, UNSURE

# A comma between digits of one number is none; a blank separates only between words.
CUT = re.compile(
    r"[。;!?\n\t\r\x0b\x0c\u2028\u2029]|,(?!(?<=\d,)\d{3}(?!\d))"
    r"|(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff]|\d+(?:人|名|位|元|万))"
)
ENDS = frozenset("。;!?\n")


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece between separators; `text[0]` stands at `start`."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def level(text: str) -> str:
    """Full-width signs as plain ones, each where it stood."""
    return "".join(_plain(sign) for sign in text)


def clauses(text: str) -> tuple[Clause, ...]:
    """Those that assert something: questions, doubts and conditions are left out."""
    found: list[Clause] = []
    begun, conditional = 0, False
    for end, stop in [*((cut.start(), cut) for cut in CUT.finditer(text)), (len(text), None)]:
        piece = text[begun:end]
        conditional = conditional or bool(CONDITION.search(piece))
        asked = stop is not None and stop[0] == "?"
        if piece.strip() and not conditional and not asked and not UNSURE.search(piece):
            found.append(_trimmed(begun, piece))
        if stop is not None:
            begun = stop.end()
            conditional = conditional and stop[0] not in ENDS
    return tuple(found)


def without(found: Iterable[Clause], spans: Sequence[tuple[int, int]]) -> tuple[Clause, ...]:
    """The clauses cut where something has been read already."""
    pieces: list[Clause] = []
    for clause in found:
        begun = clause.start
        for start, end in sorted(spans):
            if start < clause.end and begun < end:
                pieces.append(
                    _trimmed(begun, clause.text[begun - clause.start : start - clause.start])
                )
                begun = min(end, clause.end)
        pieces.append(_trimmed(begun, clause.text[begun - clause.start :]))
    return tuple(piece for piece in pieces if piece.text)


def blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """The text without what has been read already; positions stay."""
    for start, end in spans:
        text = text[:start] + "\n" * (end - start) + text[end:]
    return text


def _trimmed(start: int, piece: str) -> Clause:
    return Clause(start + len(piece) - len(piece.lstrip()), piece.strip())


def _plain(sign: str) -> str:
    if sign.isascii() or "\u4e00" <= sign <= "\u9fff":
        return sign
    if sign in "～—–−‐‑‒―":
        return "~"
    plain = unicodedata.normalize("NFKC", sign)
    return plain if len(plain) == 1 else sign
