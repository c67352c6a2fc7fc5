"""The states a filing walks through, who may move it, and what each move needs."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from pydantic import Field

from forms.written import Label, Name, Specified

START = "draft"


class Mover(StrEnum):
    """Who somebody is to one filing: leader and party head of its society, an expert for it."""

    SUBMITTER = "submitter"
    LEADER = "leader"
    PARTY_HEAD = "party_head"
    STAFF = "staff"
    STAFF_HEAD = "staff_head"
    EXPERT = "expert"
    SYSTEM = "system"


class Need(StrEnum):
    """What has to be given with a move."""

    OPINION = "opinion"
    REASON = "reason"
    FIELDS = "fields"
    DOCUMENT = "document"
    SCORE = "score"


class State(Specified):
    """One state: its label, what the submitter may change, for whom it waits and how long."""

    label: Label
    edits: Literal["all", "named", "none"] = "none"
    end: bool = False
    kept: bool = False  # on record for good, whatever becomes of who applied
    waits: tuple[Mover, ...] = ()
    within: str | None = None
    unit: Literal["workdays", "days"] = "workdays"


class Move(Specified):
    """One way from some states to another.

    `after_due`: only when the time of the state it leaves has run out; `unopposed`: only while
    no objection is open; `since`: the new state's time counts from when that move was made.
    """

    id: Name
    label: Label
    origins: tuple[str, ...] = Field(alias="from", min_length=1)
    to: str
    who: tuple[Mover, ...] = Field(min_length=1)
    needs: tuple[Need, ...] = ()
    after_due: bool = False
    unopposed: bool = False
    since: Name | None = None


class Workflow(Specified):
    """All states and moves of one kind of filing; it begins as a draft."""

    name: Label
    states: Mapping[Name, State]
    moves: tuple[Move, ...]

    def label(self, state: str) -> str:
        return self.states[state].label

    def waiting_for(self, *movers: Mover) -> tuple[str, ...]:
        """The states in which it is for one of these to act."""
        wanted = set(movers)
        return tuple(key for key, state in self.states.items() if wanted & set(state.waits))

    @property
    def is_scored(self) -> bool:
        """Whether experts judge what is filed this way, without knowing whose it is."""
        return any(Mover.EXPERT in move.who for move in self.moves)

    def move(self, move_id: str, state: str) -> Move | None:
        found = (each for each in self.moves if each.id == move_id and state in each.origins)
        return next(found, None)
