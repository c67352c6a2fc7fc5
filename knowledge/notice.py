"""What the library keeps and gives: notices, passages, citations, answers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Tier(StrEnum):
    """How sure an answer is."""

    DIRECT = "direct"
    RELATED = "related"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A document as it is cited; `text` is the normalised text every offset counts in."""

    id: str
    title: str
    document_number: str | None = None
    issuer: str | None = None
    issued: date | None = None
    source: str
    digest: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence or two of a notice: `text` is notice.text[start:end].

    `item_start` and `item_end` bound the whole numbered item (heading included) it belongs to;
    `lead` is what a reader must know before the text makes sense: heading, words before a list;
    an `imprint` says who issued the notice and when, or its number; `listed` is an entry of a
    list, `complete` what can be quoted without the entries beside it.
    """

    id: str
    notice_id: str
    ordinal: int
    heading_path: tuple[str, ...]
    start: int
    end: int
    text: str
    item_start: int
    item_end: int
    lead: str = ""
    listed: bool = False
    complete: bool = True
    imprint: bool = False

    @property
    def item(self) -> tuple[str, int]:
        """Which numbered item of which notice this passage belongs to."""
        return self.notice_id, self.item_start


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where an answer stands; `quote` is notice.text[start:end], word for word."""

    passage_id: str
    notice_id: str
    notice: str
    document_number: str | None
    heading_path: tuple[str, ...]
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What to show to whoever asked; only NOT_FOUND may come without citations."""

    question: str
    tier: Tier
    text: str
    citations: tuple[Citation, ...] = ()

    def __post_init__(self) -> None:
        if (self.tier is Tier.NOT_FOUND) == bool(self.citations):
            raise ValueError(f"a {self.tier} answer with {len(self.citations)} citations")
