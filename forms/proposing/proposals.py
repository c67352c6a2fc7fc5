"""What one message seems to answer: a list to be confirmed before anything is written."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from forms.places import Place
from forms.specification import FieldSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An answer read out of a message: `said` as `Filling.accept` takes it, `words` its source.

    `replaces` is the answer that is there already, as people see it; `warning` what a rule
    says of the new one.
    """

    place: Place
    label: str
    said: str
    plain: Any
    shown: str
    words: str
    start: int
    replaces: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """A day whose hour was not said: shown with the question, never written."""

    place: Place
    label: str
    shown: str
    words: str
    start: int

    def with_time(self, said: str) -> str:
        """The whole moment, once somebody says the time: 「上午九点」."""
        return f"{self.shown} {said}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything a message says: answers to confirm, days that lack their hour."""

    proposals: tuple[Proposal, ...] = ()
    partials: tuple[Partial, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A confirmed proposal that cannot be written any more, and why."""

    proposal: Proposal
    sentence: str


class Strength(IntEnum):
    """How plainly the words name their field."""

    BARE = 1  # nothing but the value
    CUED = 2  # a word of the field stands beside it
    LABELLED = 3  # label, colon, value


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Words that may answer a field, before the form has been asked."""

    place: Place
    spec: FieldSpec
    said: str
    start: int
    end: int
    strength: Strength
