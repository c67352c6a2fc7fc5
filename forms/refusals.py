"""Why a file is not taken, drawn as one tree; facts only, `refusal_texts` has the sentences.

FileRefused
├── TooLarge · TooManyRows · TimedOut · OutOfMemory   more than we are ready to read
├── NotAWorkbook · NotADocument · Damaged · NotAForm  not what it should be
├── Bomb                                              small outside, huge or sly inside
└── NoHeader · MissingColumns · AnotherForm           as it should be, but another table
"""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Foreign(StrEnum):
    """What a file is that is no .xlsx workbook, or no .docx document."""

    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    OLD_WORKBOOK = "old workbook"
    OLD_DOCUMENT = "old document"
    WORD = "word"
    WORKBOOK = "workbook"
    TEXT = "text"
    OTHER = "other"


class Trick(StrEnum):
    """How a file would have hurt us."""

    SIZE = "size"
    RATIO = "ratio"
    ENTRIES = "entries"
    PATHS = "paths"
    ENTITIES = "entities"
    ELEMENTS = "elements"


@dataclass(eq=False)
class FileRefused(Exception):
    """A file that cannot be taken; its fields are facts that fit into JSON."""

    def facts(self) -> dict[str, Any]:
        return asdict(self)

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.facts()}"


@dataclass(eq=False)
class TooLarge(FileRefused):
    """More bytes than we take."""

    size: int
    limit: int


@dataclass(eq=False)
class TooManyRows(FileRefused):
    """More filled-in rows than we take."""

    limit: int


@dataclass(eq=False)
class TimedOut(FileRefused):
    """Reading it took too long."""

    seconds: float


@dataclass(eq=False)
class OutOfMemory(FileRefused):
    """Reading it took too much memory."""

    limit: int


@dataclass(eq=False)
class NotAWorkbook(FileRefused):
    """Something other than a plain .xlsx workbook."""

    what: Foreign


@dataclass(eq=False)
class NotADocument(FileRefused):
    """Something other than a plain .docx document."""

    what: Foreign


@dataclass(eq=False)
class NotAForm(FileRefused):
    """By its name neither a workbook nor a document, where a filled-in form was expected."""

    ending: str


@dataclass(eq=False)
class Damaged(FileRefused):
    """Looks like a workbook or a document, cannot be read as one."""

    what: str


@dataclass(eq=False)
class Bomb(FileRefused):
    """Made to hurt whoever unpacks it."""

    trick: Trick


@dataclass(eq=False)
class NoHeader(FileRefused):
    """No row with the table's headings among the first."""

    titles: list[str]


@dataclass(eq=False)
class MissingColumns(FileRefused):
    """A headings row without columns that must be there."""

    titles: list[str]


@dataclass(eq=False)
class AnotherForm(FileRefused):
    """A document, but not of the form that is being filled in."""

    wanted: str


KINDS: dict[str, type[FileRefused]] = {
    kind.__name__: kind
    for kind in (
        TooLarge, TooManyRows, TimedOut, OutOfMemory, NotAWorkbook, NotADocument,
        NotAForm, Damaged, Bomb, NoHeader, MissingColumns, AnotherForm,
    )
}  # fmt: skip


def restored(kind: str, facts: dict[str, Any]) -> FileRefused:
    """What `facts` of a refusal of this kind were taken from."""
    enums: dict[str, tuple[str, type[Foreign | Trick]]] = {
        "NotAWorkbook": ("what", Foreign),
        "NotADocument": ("what", Foreign),
        "Bomb": ("trick", Trick),
    }
    if kind in enums:
        name, words = enums[kind]
        facts = {**facts, name: words(facts[name])}
    return KINDS[kind](**facts)
