"""Where duties lead."""

from collections.abc import Iterator

from handlers.agenda.mine.service import Due
from handlers.callbacks import Go
from handlers.desk import Button
from handlers.duties.duty import Duty
from handlers.paging import turning
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.rights import Action, may
from storage.people import Person
from storage.roles import Role

BACK: Button = (LABELS[Place.AGENDA], Go(to=Place.AGENDA))
WHY, UNDO = "看依据", "撤回，还没有办"
BESIDE = (Place.CALENDAR_LINK, Place.SUBSCRIPTIONS, Place.REMINDERS)
WHEN_EMPTY = (Place.EVENTS,)


def agenda(found: Due, person: Person) -> tuple[Button, ...]:
    buttons = [*_doing(found), *_staff(person)]
    if found.duties:
        buttons.append((WHY, Go(to=Place.DUTY, n=found.number)))
    buttons += turning(lambda n: Go(to=Place.AGENDA, n=n), found.number, found.pages)
    beside = BESIDE if found.duties else (*WHEN_EMPTY, *BESIDE)
    return (*buttons, *((LABELS[each], Go(to=each)) for each in beside))


def bases(found: Due) -> tuple[Button, ...]:
    return (*_doing(found), BACK)


def ticked(duty: Duty) -> tuple[Button, ...]:
    return (BACK, (UNDO, Go(to=Place.DUTY_DONE, id=duty.short, n=1)))


def _doing(found: Due) -> Iterator[Button]:
    """Of those that are theirs to do."""
    for each in found.duties:
        if each.button and each.object in found.theirs:
            yield each.button


def _staff(person: Person) -> Iterator[Button]:
    """What waits for those who decide stands elsewhere."""
    if may(person, Action.KEEP_DEADLINES):
        yield LABELS[Place.DEADLINES], Go(to=Place.DEADLINES)
    if may(person, Action.REVIEW) or person.holds(Role.LEADER, Role.PARTY_HEAD):
        yield LABELS[Place.QUEUE], Go(to=Place.QUEUE)
