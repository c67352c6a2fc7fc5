"""Which notices there are to pass on."""

from collections.abc import Sequence

from handlers.broadcast.writing.keyboards import LONGEST, TO_ALL
from handlers.callbacks import Go
from handlers.desk import Button
from handlers.paging import turning
from handlers.places import Place
from knowledge.notice import Notice


def notices(found: Sequence[Notice], number: int, pages: int) -> tuple[Button, ...]:
    buttons = tuple(
        (each.title[:LONGEST], Go(to=Place.FORWARD_NOTICE, id=each.id)) for each in found
    )
    turns = turning(lambda other: Go(to=Place.FORWARD_NOTICE, n=other), number, pages)
    return (*buttons, *turns, TO_ALL)
