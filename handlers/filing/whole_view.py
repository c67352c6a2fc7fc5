"""What the page of a whole form is told beside its fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from forms.tabling import table
from handlers.casework.case import Case
from handlers.casework.offices import PAGE
from handlers.desk import Desk
from handlers.letters import Letter

Json = dict[str, Any]
WAITING = "files"  # files that are fewer than their field needs, by place
LOCKED = "这一项现在不能改。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """The page after a step, what of it was not taken, and who is to be told."""

    view: Json = field(repr=False)
    refused: tuple[Mapping[str, str], ...] = field(default=(), repr=False)
    letters: tuple[Letter, ...] = ()


async def view_of(desk: Desk, case: Case) -> Json:
    told = table(case.filling, case.draft, case.may_edit, waiting_of(case))
    return {
        **told,
        "id": case.id,
        "revision": case.filing.revision,
        "subject": case.filing.title,
        "society": case.filing.society or "",
        "state": case.state.label,
        "editable": case.is_editable,
        "handed_in": not case.is_draft,
        "note": await _note(desk, case),
    }


def waiting_of(case: Case) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    found: Mapping[str, Sequence[Mapping[str, Any]]] = kept_beside(case).get(WAITING, {})
    return found


def kept_beside(case: Case) -> Mapping[str, Any]:
    """What the page keeps beside the answers."""
    found = case.talk.get(PAGE)
    return found if isinstance(found, Mapping) else {}


def keeping(case: Case, **kept: Any) -> dict[str, Any]:
    """The talk with something more kept for the page."""
    return {**case.talk, PAGE: {**kept_beside(case), **kept}}


async def _note(desk: Desk, case: Case) -> str:
    """Why it came back, in the words of whoever sent it back."""
    if case.is_draft or not case.is_editable:
        return ""
    moves = await desk.archive.moves.of(case.id)
    given = next((each.reason for each in reversed(moves) if each.fields and each.reason), "")
    return given or ""
