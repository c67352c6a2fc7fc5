"""Where lists and cards of scoring lead."""

from collections.abc import Sequence

from handlers.callbacks import Go
from handlers.desk import Button
from handlers.paging import page_among, page_of, turning
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.review.scored import candidate
from handlers.review.scoring.assigning import Asked
from handlers.review.scoring.service import Card, Waiting

TO_SCORE: Button = (LABELS[Place.TO_SCORE], Go(to=Place.TO_SCORE))


def waiting(found: Sequence[Waiting], number: int) -> tuple[Button, ...]:
    number, count = page_among(len(found), number)
    buttons = tuple(
        (f"{candidate(each.number)} · {each.form}", Go(to=Place.CANDIDATE, id=each.filing_id))
        for each in page_of(found, number)
    )
    return (*buttons, *turning(lambda n: Go(to=Place.TO_SCORE, n=n), number, count))


def card(found: Card, number: int, count: int) -> tuple[Button, ...]:
    own: tuple[Button, ...] = ()
    if found.assignment.waits:
        score = ("评分", Go(to=Place.SCORE, id=found.filing_id))
        aside = ("回避", Go(to=Place.RECUSE, id=found.filing_id))
        own = (aside,) if found.aside else (score, aside)
    turns = turning(lambda n: Go(to=Place.CANDIDATE, id=found.filing_id, n=n), number, count)
    return (*own, *turns, TO_SCORE)


def asked(found: Asked) -> tuple[Button, ...]:
    filing_id = found.case.id
    ask: tuple[Button, ...] = ()
    if found.is_open and found.free:
        ask = (("再请一位", Go(to=Place.ASK_EXPERT, id=filing_id)),)
    return (*ask, ("看这一件", Go(to=Place.REVIEW, id=filing_id)), ranking(found.case.form.id))


def ranking(form_id: str) -> Button:
    return LABELS[Place.RANKING], Go(to=Place.RANKING, id=form_id)


def experts(filing_id: str) -> Button:
    return LABELS[Place.EXPERTS], Go(to=Place.EXPERTS, id=filing_id)
