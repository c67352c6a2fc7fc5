"""What the library keeps and gives: notices, passages, citations, answers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Tier(StrEnum):
    """How sure an answer is."""

    DIRECT = "direct"
    RELATED = "related"
    NOT_FOUND = "not_found"


class Validity(StrEnum):
    """Whether a text counts on a given day; see knowledge.validity."""

    CURRENT = "current"
    NOT_YET = "not yet"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    REPEALED = "repealed"


class Source(StrEnum):
    """What kind of text it is."""

    NOTICE = "notice"
    LAW = "law"
    ANSWER = "answer"  # what staff have answered, looked through for everybody


class Standing(StrEnum):
    """What staff have said of it; whether its time is over is seen from the dates."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    REPEALED = "repealed"


class Audience(StrEnum):
    """Who may read it, from most to fewest."""

    ALL = "all"
    MEMBERS = "members"
    SECRETARIES = "secretaries"
    STAFF = "staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A document as it is cited; `text` is the normalised text every offset counts in.

    `headings` are those its author marked (Word styles, HTML, Markdown), as (start, level);
    numbered ones are found in the text itself. `replaced_by` is the id of another notice.
    """

    id: str
    title: str
    document_number: str | None = None
    issuer: str | None = None
    issued: date | None = None
    source: str
    digest: str
    text: str
    kind: Source = Source.NOTICE
    addressees: str | None = None
    effective: date | None = None
    expires: date | None = None
    standing: Standing = Standing.CURRENT
    replaced_by: str | None = None
    audience: Audience = Audience.ALL
    headings: tuple[tuple[int, int], ...] = ()


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
    """Where an answer stands; `quote` is notice.text[start:end], word for word.

    Whoever shows it says with it that it does not count (any more, or yet), and what replaced it.
    """

    passage_id: str
    notice_id: str
    notice: str
    document_number: str | None
    heading_path: tuple[str, ...]
    quote: str
    start: int
    end: int
    kind: Source = Source.NOTICE
    issued: date | None = None
    validity: Validity = Validity.CURRENT
    since: date | None = None  # from when on it does not count any more, or will count
    successor: str | None = None  # title (and number) of what replaced it, if it may be read
    places: tuple[int, int] | None = None  # ordinals of the first and last passage quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What to show to whoever asked; only NOT_FOUND may come without citations.

    `certainty` is how likely the first citation answers, `at_hand` how likely the matter stands
    in the notices at all; both between 0 and 1.
    """

    question: str
    tier: Tier
    text: str
    citations: tuple[Citation, ...] = ()
    certainty: float = 0.0
    at_hand: float = 0.0

    def __post_init__(self) -> None:
        if (self.tier is Tier.NOT_FOUND) == bool(self.citations):
            raise ValueError(f"a {self.tier} answer with {len(self.citations)} citations")
