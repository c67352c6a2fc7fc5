"""One thing somebody has to do by some day."""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handlers.desk import Button
from storage.roles import Role


class Source(StrEnum):
    """Where it comes from."""

    NOTICE = "notice"  # a deadline that staff have set or confirmed
    FORM = "form"  # what every society files in this period
    FILING = "filing"  # where a filing of theirs stands
    TERM = "term"  # a term of office that ends: 换届
    EVENT = "event"  # something they signed up for


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Found afresh whenever it is asked for; what is done is not found.

    `object` names it for ever: with `due` and a level it stands in the table of reminders.
    `what` is plain text, such as 报送「年度检查」. It concerns the holders of `roles` in
    the society, or one person.
    """

    object: str
    source: Source
    what: str
    due: date
    tentative: bool = False  # the calendar of that year is not announced yet (暂定)
    basis: str = ""  # what says so, in words that may be quoted
    society_id: str | None = None
    society: str = ""
    person_id: str | None = None
    roles: tuple[Role, ...] = (Role.SECRETARY,)
    mandatory: bool = True  # for a secretary: cannot be muted
    button: Button | None = None
    can_be_ticked: bool = False  # done by saying so: nothing is filed for it

    @property
    def short(self) -> str:
        """The same name, so short that a button carries it."""
        return short_of(self.object)

    def days_left(self, today: date) -> int:
        """Negative when it is overdue."""
        return (self.due - today).days


def short_of(thing: str) -> str:
    return hashlib.sha256(thing.encode()).hexdigest()[:16]
