"""Where the queue of questions leads."""

from handlers.callbacks import Go
from handlers.desk import Button
from handlers.paging import turning
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.questions.queue.service import Opened, Page

LONGEST = 24
MISSED = "missed"  # the id under which what nobody asked staff about is shown
BACK: Button = (LABELS[Place.QUESTIONS], Go(to=Place.QUESTIONS))
TO_MISSED: Button = ("没答上来的问题", Go(to=Place.QUESTIONS, id=MISSED))
TO_REPORT: Button = (LABELS[Place.ASKED_MOST], Go(to=Place.ASKED_MOST))
RELEASE = 1  # instead of taking it


def page(found: Page) -> tuple[Button, ...]:
    key = MISSED if found.missed else ""
    buttons: list[Button] = [
        (each.head.text[:LONGEST], Go(to=Place.QUESTION, id=each.head.id)) for each in found.groups
    ]
    buttons += turning(lambda n: Go(to=Place.QUESTIONS, id=key, n=n), found.number, found.pages)
    if found.missed:
        buttons.append(BACK)
    elif found.unasked:
        buttons.append(TO_MISSED)
    return (*buttons, TO_REPORT) if buttons else ()


def one(found: Opened) -> tuple[Button, ...]:
    identity = found.group.head.id
    close: Button = ("关闭，不答复", Go(to=Place.CLOSE_QUESTION, id=identity))
    if found.holder is None:
        return (("我来答", Go(to=Place.CLAIM_QUESTION, id=identity)), close, BACK)
    if found.holder:
        return (BACK,)
    return (
        ("写答复", Go(to=Place.REPLY_QUESTION, id=identity)),
        ("先不答，放回去", Go(to=Place.CLAIM_QUESTION, id=identity, n=RELEASE)),
        close,
        BACK,
    )
