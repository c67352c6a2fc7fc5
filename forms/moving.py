"""Moving a filing from one state to the next, or saying why not; pure."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from forms.workdays import Due, workday_after
from forms.workflow import Move, Mover, Need, Workflow

LONGEST_WORDS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody gave with a move."""

    opinion: str = ""
    reason: str = ""
    fields: frozenset[str] = frozenset()
    document_number: str = ""
    document_date: date | None = None
    score: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A move that was made; `fields` are open to the submitter now (only with edits: named)."""

    move: str
    origin: str
    state: str
    fields: frozenset[str]


class Refusal(StrEnum):
    """Why a move is not made."""

    GONE = "gone"
    NOT_YOURS = "not yours"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A move that is not made: why, and one Chinese sentence that says what to do."""

    why: Refusal
    sentence: str
    missing: tuple[Need, ...] = ()


MISSING: Mapping[Need, str] = {
    Need.OPINION: "请写上意见。",
    Need.REASON: "请写明原因。",
    Need.FIELDS: "请选出需要修改的项目。",
    Need.DOCUMENT: "请填写文号和日期。",
    Need.SCORE: "请填写0到100的分数。",
}


def moves_for(workflow: Workflow, state: str, movers: Set[Mover]) -> tuple[Move, ...]:
    """What somebody who is these to the filing may do with it now."""
    return tuple(
        move
        for move in workflow.moves
        if state in move.origins and not movers.isdisjoint(move.who)
    )


def apply(
    workflow: Workflow, state: str, move_id: str, movers: Set[Mover], given: Given = Given()
) -> Moved | Refused:
    """The state after a move, or why it is not made. A filing that has moved on says so."""
    move = workflow.move(move_id, state)
    if move is None:
        label = workflow.states[state].label if state in workflow.states else state
        return Refused(why=Refusal.GONE, sentence=f"这一件现在是「{label}」，不能这样办了。")
    if movers.isdisjoint(move.who):
        return Refused(why=Refusal.NOT_YOURS, sentence="这一步不由您办理。")
    missing = tuple(need for need in move.needs if not _is_given(need, given))
    if missing:
        sentence = "".join(MISSING[need] for need in missing)
        return Refused(why=Refusal.MISSING, sentence=sentence, missing=missing)
    named = workflow.states[move.to].edits == "named"
    fields = given.fields if named else frozenset[str]()
    return Moved(move=move.id, origin=state, state=move.to, fields=fields)


def may_edit(workflow: Workflow, state: str, field: str, named: Set[str]) -> bool:
    """Whether the submitter may change a field in this state; `named` are those to mend."""
    edits = workflow.states[state].edits
    return edits == "all" or (edits == "named" and field in named)


def due(workflow: Workflow, state: str, entered: date, policy: Mapping[str, Any]) -> Due | None:
    """By when a filing should leave its state; None where nothing is said."""
    spec = workflow.states[state]
    if spec.within is None:
        return None
    length = int(policy[spec.within])
    if spec.unit == "days":
        return Due(entered + timedelta(days=length), tentative=False)
    return workday_after(entered, length)


def _is_given(need: Need, given: Given) -> bool:
    if need is Need.FIELDS:
        return bool(given.fields)
    if need is Need.DOCUMENT:
        return bool(given.document_number.strip()) and given.document_date is not None
    if need is Need.SCORE:
        return given.score is not None and 0 <= given.score <= 100
    words = given.opinion if need is Need.OPINION else given.reason
    return 2 <= len(words.strip()) <= LONGEST_WORDS
