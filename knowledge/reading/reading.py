"""What a file says: first as it was extracted, then as it is understood. Both fit into JSON.

`extract` (one module per format, in the sandbox) gives an Extract; `understand` makes a Reading of
it. Offsets count characters of `text`, which is normalised and never changes afterwards.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from knowledge.notice import Source


class Remark(StrEnum):
    """What whoever sent the file has to know of its reading; the sentences live in the handlers.

    Recognised pages come with page, characters and confidence (0 to 1), poorly recognised ones
    cannot be trusted; nothing could be made of a page without text; left out are pictures, text
    boxes and the like, with how many; a text may have been cut, its title guessed from the file's
    name, its file converted from .doc or .wps.
    """

    RECOGNISED = "recognised"
    POORLY_RECOGNISED = "poorly recognised"
    NO_TEXT = "no text"
    LEFT_OUT = "left out"
    CUT = "cut"
    GUESSED_TITLE = "guessed title"
    CONVERTED = "converted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarked:
    """One remark with its facts; what does not apply is None."""

    remark: Remark
    page: int | None = None
    characters: int | None = None
    confidence: float | None = None
    what: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """The text of a file, normalised, with what only its format knows.

    `headings` are marked ones as (start, level); `pages` where each page begins; `scanned` the
    numbers (from 1) of pages whose text is still to be recognised.
    """

    text: str
    title: str | None = None
    headings: tuple[tuple[int, int], ...] = ()
    pages: tuple[int, ...] = ()
    scanned: tuple[int, ...] = ()
    remarks: tuple[Remarked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A day some sentence sets, and what is to be done by then; always for staff to confirm."""

    day: date
    obligation: str
    sentence: str
    start: int
    end: int
    guessed: bool = False  # the year (or the day) is not said and was made out


class Act(StrEnum):
    """What one document says it does to another."""

    REPEALS = "repeals"
    REPLACES = "replaces"
    AMENDS = "amends"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """「…同时废止」: what a sentence says of another document."""

    act: Act
    title: str
    document_number: str | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A file's text with what it says of itself, as far as it does."""

    name: str
    text: str
    title: str
    kind: Source = Source.NOTICE
    document_number: str | None = None
    issuer: str | None = None
    issued: date | None = None
    addressees: str | None = None
    effective: date | None = None
    expires: date | None = None
    attachments: tuple[str, ...] = ()
    printed: str | None = None  # 印发: by whom and when
    headings: tuple[tuple[int, int], ...] = ()
    pages: tuple[int, ...] = ()
    remarks: tuple[Remarked, ...] = ()
    dues: tuple[Due, ...] = ()
    claims: tuple[Claimed, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of the text, in hexadecimal."""
        return sha256(self.text.encode()).hexdigest()
