"""A move as a button carries it: which one, of which state of affairs."""

from forms.workflow import Move
from handlers.casework.case import Case

MOVES, REVISIONS = 100, 9_999


def pressed(case: Case, move: Move) -> int:
    return seen(case) * MOVES + case.workflow.moves.index(move)


def seen(case: Case) -> int:
    """What a card was made from: it is another after anybody has changed the filing."""
    return case.filing.revision % REVISIONS


def move_of(case: Case, n: int) -> Move | None:
    number = n % MOVES
    return case.workflow.moves[number] if number < len(case.workflow.moves) else None


def is_fresh(case: Case, n: int) -> bool:
    return n // MOVES == seen(case)
