"""The list with its ticks, as buttons."""

from collections.abc import Sequence

from forms.specification import Catalogue
from handlers.callbacks import Go
from handlers.desk import Button
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.review.batch import texts
from handlers.review.batch.service import Offer, Sheet
from handlers.review.queue.texts import button

TURN, ALL, CONFIRM, DO = 1, 2, 3, 4
STAMPED = 10  # n = stamp * STAMPED + DO
TO_QUEUE: Button = (LABELS[Place.QUEUE], Go(to=Place.QUEUE))
AGAIN: Button = (LABELS[Place.BATCH], Go(to=Place.BATCH))


def offers(found: Sequence[Offer]) -> tuple[Button, ...]:
    kinds = tuple((texts.offer(each), Go(to=Place.BATCH, id=each.key)) for each in found)
    return (*kinds, TO_QUEUE)


def sheet(found: Sheet, catalogue: Catalogue) -> tuple[Button, ...]:
    filings = tuple(
        (
            f"{texts.TICK if each in found.ticked else texts.OFF}{button(each, catalogue)}",
            Go(to=Place.BATCH, id=each.id, n=TURN),
        )
        for each in found.filings
    )
    ways: tuple[Button, ...] = (
        ("全部选上", Go(to=Place.BATCH, n=ALL)),
        (f"办理选中的（{len(found.ticked)}）", Go(to=Place.BATCH, n=CONFIRM)),
    )
    return (*filings, *ways, TO_QUEUE)


def confirm(found: Sheet) -> tuple[Button, ...]:
    """The button says what it does: 全部受理."""
    do = Go(to=Place.BATCH, n=found.ticks.stamp * STAMPED + DO)
    back = Go(to=Place.BATCH, id=f"{found.ticks.workflow}.{found.ticks.move}")
    return (f"全部{found.move.label}", do), ("重新选择", back), TO_QUEUE
