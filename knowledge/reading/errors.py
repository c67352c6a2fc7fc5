"""Why a file or a link cannot become a notice; facts only, the sentences live in the handlers.

ReadingError
├── TooLarge · TimedOut · OutOfMemory           more than we are ready to read
├── UnknownFormat · Mismatched · NotText        not what it should be
├── Encrypted · Macros · Bomb                   shut, or made to hurt
├── EmptyDocument · Damaged                     nothing in it, or nothing to be had
├── NoOffice                                    an old format, and nobody here to open it
├── NotRead                                     our fault, as far as is known
└── NotFetched                                  a link that leads to no file
"""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Looks(StrEnum):
    """What a file is by its bytes, whatever it is called."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    WORD = "word"
    WORKBOOK = "workbook"
    SLIDES = "slides"
    OFD = "ofd"
    OPEN = "open document"
    OLD = "old office"
    RICH = "rich text"
    IMAGE = "image"
    ARCHIVE = "archive"
    OTHER = "other"


class Why(StrEnum):
    """What is wrong with a link."""

    ADDRESS = "address"
    SCHEME = "scheme"
    CREDENTIALS = "credentials"
    PORT = "port"
    PRIVATE = "private"
    UNKNOWN_HOST = "unknown host"
    UNREACHABLE = "unreachable"
    REDIRECTS = "redirects"
    STATUS = "status"
    SLOW = "slow"
    KIND = "kind"


@dataclass(eq=False)
class ReadingError(Exception):
    """A file that cannot become a notice; its fields are facts that fit into JSON."""

    name: str

    def facts(self) -> dict[str, Any]:
        return asdict(self)

    def __str__(self) -> str:
        return type(self).__name__  # a file's name may be somebody's


@dataclass(eq=False)
class UnknownFormat(ReadingError):
    """No reader for this suffix."""

    suffix: str


@dataclass(eq=False)
class Mismatched(ReadingError):
    """Called one thing, and another by its bytes."""

    says: str
    found: Looks


@dataclass(eq=False)
class EmptyDocument(ReadingError):
    """Nothing in it that could be asked about."""


@dataclass(eq=False)
class NotText(ReadingError):
    """Bytes that are no text in any encoding we know."""


@dataclass(eq=False)
class TooLarge(ReadingError):
    """More bytes than a notice can sensibly be, or than whoever reads it allowed."""

    size: int
    limit: int


@dataclass(eq=False)
class Encrypted(ReadingError):
    """Cannot be opened without a password."""


@dataclass(eq=False)
class Macros(ReadingError):
    """Carries programs."""


@dataclass(eq=False)
class Damaged(ReadingError):
    """Looks like what it should be, cannot be read as such."""

    what: str = ""


@dataclass(eq=False)
class Bomb(ReadingError):
    """Small outside, huge or sly inside; `trick` says how."""

    trick: str


@dataclass(eq=False)
class NoOffice(ReadingError):
    """An old format, where no LibreOffice is installed to open it."""

    suffix: str


@dataclass(eq=False)
class TimedOut(ReadingError):
    """Reading it took too long."""

    seconds: float


@dataclass(eq=False)
class OutOfMemory(ReadingError):
    """Reading it took too much memory."""

    limit: int


@dataclass(eq=False)
class NotRead(ReadingError):
    """The reading broke in a way the file is not known to be guilty of."""


@dataclass(eq=False)
class NotFetched(ReadingError):
    """A link that leads to no file; its name is the address as it was given."""

    why: Why
    status: int | None = None


KINDS: dict[str, type[ReadingError]] = {
    kind.__name__: kind
    for kind in (
        UnknownFormat, Mismatched, EmptyDocument, NotText, TooLarge, Encrypted, Macros, Damaged,
        Bomb, NoOffice, TimedOut, OutOfMemory, NotRead, NotFetched,
    )
}  # fmt: skip


def restored(kind: str, facts: dict[str, Any]) -> ReadingError:
    """What `facts` of an error of this kind were taken from."""
    words: dict[str, type[StrEnum]] = {"found": Looks, "why": Why}
    return KINDS[kind](**{
        name: words[name](value) if name in words else value for name, value in facts.items()
    })  # fmt: skip
