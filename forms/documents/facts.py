"""What a filing's documents say: words and days only, so that whoever knows them writes them."""

from dataclasses import dataclass
from datetime import date, datetime

from forms.documents.sections import Attachment, Reason, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that was done with a filing: handed in, returned, confirmed."""

    on: date
    who: str  # in which role, with or without a name
    what: str
    words: str = ""
    document_number: str = ""
    document_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingFacts:
    """One filing as it stands; what is empty is left out of the document."""

    association: str
    title: str
    number: str
    society: str
    filer: str
    filed_on: date | None
    state: str
    printed_at: datetime
    sections: tuple[Section, ...]
    reasons: tuple[Reason, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    history: tuple[Happening, ...] = ()
    document_number: str = ""
    document_date: date | None = None
    next_step: str = ""
    next_by: date | None = None
    tentative: bool = False
