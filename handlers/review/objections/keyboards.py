"""Where objections lead."""

from collections.abc import Sequence

from handlers.callbacks import Go
from handlers.desk import Button
from handlers.paging import page_among, page_of, turning
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.review.objections import texts
from handlers.review.objections.service import OF_OBJECTIONS, Contested, Shown
from storage.filings import Filing
from storage.objections import Objection

TO_LIST: Button = (LABELS[Place.OBJECTIONS], Go(to=Place.OBJECTIONS))
LONGEST = 60


def notices(found: Shown) -> tuple[Button, ...]:
    """One name a button: whoever presses it is asked for their objection."""
    buttons = tuple(
        (each.shown[:LONGEST], Go(to=Place.OBJECT, id=each.filing.id)) for each in found.names
    )
    turns = turning(lambda n: Go(to=Place.NOTICE_LIST, n=n), found.number, found.pages)
    return (*buttons, *turns)


def waiting(found: Sequence[tuple[Objection, Filing]], number: int) -> tuple[Button, ...]:
    number, pages = page_among(len(found), number)
    buttons = tuple(
        (texts.line(objection, filing), Go(to=Place.OBJECTION, id=objection.id))
        for objection, filing in page_of(found, number)
    )
    return (*buttons, *turning(lambda n: Go(to=Place.OBJECTIONS, n=n), number, pages))


def one(found: Contested) -> tuple[Button, ...]:
    moves = tuple(
        (each.label, Go(to=Place.SETTLE, id=found.objection.id, n=OF_OBJECTIONS.index(each.id)))
        for each in found.moves
        if found.objection.is_open
    )
    return (*moves, ("看这一件", Go(to=Place.REVIEW, id=found.case.id)), TO_LIST)
