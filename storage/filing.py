"""One filing as it is read, and what a list of filings may be asked for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, tuple_

from storage.tables import filings, societies

DRAFT = "draft"  # where every workflow begins
VOID = ("withdrawn", "void", "cancelled")  # ends of filings that never came to count


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """A row without its content; `society` is the name, `named` the fields to mend."""

    id: str
    form: str
    form_version: int
    workflow: str
    society_id: str | None
    society: str | None
    person_id: str | None
    state: str
    number: str | None
    title: str
    named: frozenset[str]
    event_id: str | None
    refers_to: str | None
    assigned_to: str | None
    due: date | None
    due_tentative: bool
    created_at: datetime
    changed_at: datetime
    entered_at: datetime
    submitted_at: datetime | None
    ended: bool
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is filled in, plain, and where the chat about it stands."""

    draft: Mapping[str, Any] = field(repr=False)
    talk: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which filings; what is left out does not matter.

    `places` are pairs of workflow and state, `hands` whom it may be assigned to if anybody,
    `either` further wishes of which one has to hold.
    """

    states: Collection[str] = ()
    places: Collection[tuple[str, str]] | None = None
    forms: Collection[str] = ()
    society_id: str | None = None
    society_ids: Collection[str] | None = None
    assigned_to: str | None = None
    assigned_among: Collection[str] | None = None
    hands: Collection[str] | None = None
    unassigned: bool = False
    due_before: date | None = None
    city: str | None = None
    words: str = ""
    ended: bool | None = None
    submitted: bool | None = None
    either: "tuple[Wanted, ...]" = ()

    def conditions(self) -> list[ColumnElement[bool]]:
        found = [*self._of_columns(), *self._of_sets(), *self._of_hands(), *self._of_words()]
        if self.either:
            found.append(or_(*(and_(*each.conditions()) for each in self.either)))
        return found

    def _of_columns(self) -> list[ColumnElement[bool]]:
        equal = {
            filings.c.society_id: self.society_id,
            filings.c.assigned_to: self.assigned_to,
            societies.c.city: self.city,
            filings.c.ended: self.ended,
        }
        found: list[ColumnElement[bool]] = [
            column == value for column, value in equal.items() if value is not None
        ]
        if self.unassigned:
            found.append(filings.c.assigned_to.is_(None))
        if self.due_before is not None:
            found.append(filings.c.due < self.due_before)
        if self.submitted is not None:
            found.append(filings.c.submitted_at.is_not(None) == self.submitted)
        return found

    def _of_sets(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.states:
            found.append(filings.c.state.in_(list(self.states)))
        if self.forms:
            found.append(filings.c.form.in_(list(self.forms)))
        if self.places is not None:
            place = tuple_(filings.c.workflow, filings.c.state)
            found.append(place.in_(sorted(self.places)))
        if self.society_ids is not None:
            found.append(filings.c.society_id.in_(list(self.society_ids)))
        return found

    def _of_hands(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.assigned_among is not None:
            found.append(filings.c.assigned_to.in_(list(self.assigned_among)))
        if self.hands is not None:
            nobody = filings.c.assigned_to.is_(None)
            found.append(or_(nobody, filings.c.assigned_to.in_(list(self.hands))))
        return found

    def _of_words(self) -> list[ColumnElement[bool]]:
        if not self.words:
            return []
        columns = (filings.c.number, filings.c.title, societies.c.name)
        return [or_(*(column.icontains(self.words, autoescape=True) for column in columns))]
