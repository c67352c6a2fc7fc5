"""What can be done from a card."""

from collections.abc import Sequence

from forms.workflow import Mover
from handlers.callbacks import Go
from handlers.casework.case import Case
from handlers.casework.handed import personal
from handlers.desk import Button
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.review.card.service import Dossier
from handlers.review.files import Opened
from handlers.review.pressing import pressed
from storage.attachments import Attachment

TO_QUEUE: Button = (LABELS[Place.QUEUE], Go(to=Place.QUEUE))


def card(found: Dossier, me: str) -> tuple[Button, ...]:
    opened, case = found.opened, found.opened.case
    moves = tuple(
        (move.label, Go(to=Place.MOVE, id=case.id, n=pressed(case, move))) for move in opened.moves
    )
    places = [Place.ANSWERS, *([Place.PAPERS] if found.papers else []), Place.PAST]
    if opened.is_for_staff:
        places += [Place.NUMBERS] if any(personal(case, found.handed)) else []
        places += [Place.EXPERTS] if case.workflow.is_scored else []
        places += _hands(opened, me)
    ways = tuple((LABELS[place], Go(to=place, id=case.id)) for place in places)
    others = tuple(
        (f"看「{each.title or case.form.title}」"[:40], Go(to=Place.REVIEW, id=each.id))
        for each in found.earlier
    )
    return (*moves, *ways, *others, TO_QUEUE)


def _hands(opened: Opened, me: str) -> list[Place]:
    """Nobody's: to be taken; mine, or for a head anybody's: to be handed on."""
    filing = opened.case.filing
    if filing.ended:
        return []
    heads = Mover.STAFF_HEAD in opened.movers
    found = [] if filing.assigned_to else [Place.CLAIM]
    return [*found, Place.HAND_OVER] if heads or filing.assigned_to == me else found


def papers(case: Case, found: Sequence[Attachment]) -> tuple[Button, ...]:
    files = tuple((each.name, Go(to=Place.PAPER, id=each.id)) for each in found)
    return (*files, back(case.id))


def back(filing_id: str) -> Button:
    return "回到这一件", Go(to=Place.REVIEW, id=filing_id)
