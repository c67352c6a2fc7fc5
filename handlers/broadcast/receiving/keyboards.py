"""Where an answered press leads."""

from handlers.broadcast.receiving.service import Pressed
from handlers.callbacks import Announced, Go
from handlers.desk import Button
from handlers.places import Place

LONGEST = 50


def after(found: Pressed) -> tuple[Button, ...]:
    """The other answers of the poll; the form that was not opened at once."""
    if found.form:
        form, label = found.form
        return ((label[:LONGEST], Go(to=Place.FORM, id=form)),)
    if not found.is_answer or found.is_over:
        return ()
    return tuple(
        (f"改选：{choice}"[:LONGEST], Announced(id=found.broadcast.id, n=n))
        for n, choice in enumerate(found.content.choices, 1)
        if n != found.button
    )
