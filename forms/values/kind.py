"""What every field type can do, and the one way a value is refused."""

import re
import unicodedata
from abc import ABC, abstractmethod
from datetime import datetime, time
from typing import Any, ClassVar, Generic, TypeVar

Value = TypeVar("Value")

# Characters nobody sees: zero-width, direction marks, fillers, controls, halves of surrogates.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
# Of full width they belong to a Chinese sentence; brackets do not, names are compared by them.
BESIDE_MARKS = re.compile("[^，；：？！]+")


class Complaint(Exception):
    """A value that cannot be taken; `sentence` tells the person what to do, in Chinese."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Kind(ABC, Generic[Value]):
    """Reads one type of field from text or a workbook's cell, shows it, packs it for JSON."""

    __slots__ = ()

    # A spreadsheet must keep it as text, or leading zeros and last digits are lost.
    keep_digits: ClassVar[bool] = False

    @abstractmethod
    def read(self, text: str) -> Value:
        """What a person typed; raises Complaint and nothing else."""

    def read_cell(self, cell: object) -> Value:
        """What a workbook's cell holds: text, a number, a date."""
        return self.read(text_of(cell))

    def show(self, value: Value) -> str:
        """As it is echoed to a person; `read` takes it back."""
        return str(value)

    def plain(self, value: Value) -> Any:
        """As it is stored in JSON: text, a number or a truth value."""
        return value

    def restore(self, plain: Any) -> Value:
        value: Value = plain
        return value

    @property
    def labels(self) -> tuple[str, ...]:
        """The answers to choose from; empty when anything may be written."""
        return ()


def normalise(text: str) -> str:
    """NFKC, without what cannot be seen, one space for any blank, trimmed."""
    if text.isascii() and text.isalnum():  # most cells
        return text
    return " ".join(seen(text).split())


def normalise_lines(text: str) -> str:
    """Like `normalise`, line by line; no more than one empty line in a row."""
    return _by_line(seen(text))


def sentences(text: str) -> str:
    """Like `normalise`, with the marks of Chinese sentences as they were written."""
    return " ".join(_written(text).split())


def sentence_lines(text: str) -> str:
    """The same line by line."""
    return _by_line(_written(text))


def _by_line(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _written(text: str) -> str:
    return BESIDE_MARKS.sub(lambda found: seen(found[0]), text)


def seen(text: str) -> str:
    # Twice, because dropping a mark may bring two characters together that compose.
    return UNSEEN.sub("", unicodedata.normalize("NFKC", UNSEEN.sub("", text)))


def squeeze(text: str) -> str:
    """Normalised, without blanks and dashes: numbers are copied in groups."""
    return re.sub(r"[\s\-‐‑‒–—―−]", "", normalise(text))


def text_of(cell: object) -> str:
    """A cell as a person would have typed it."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M}"
    return str(cell)


def lost_digits(cell: object) -> bool:
    """Whether a spreadsheet took a long number for a quantity: it keeps fifteen digits."""
    if isinstance(cell, str):
        return re.fullmatch(r"\s*[0-9](?:\.[0-9]+)?[Ee]\+?1[0-9]\s*", cell) is not None
    number = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    return number and abs(cell) >= 10**15  # type: ignore[arg-type]
