"""Where the figures lead."""

from collections.abc import Iterable, Sequence

from handlers.callbacks import Go
from handlers.desk import Button
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.review.figures.service import Standing
from handlers.rights import Action, may
from storage.people import Person

TO_ALL: Button = (LABELS[Place.FIGURES], Go(to=Place.FIGURES))
FIND: Button = ("按词查找", Go(to=Place.FIND_FIGURE))
LONGEST = 50


def groups(names: Iterable[str]) -> tuple[Button, ...]:
    """Numbered from 1: 0 is the whole."""
    buttons = tuple((name, Go(to=Place.FIGURES, n=n)) for n, name in enumerate(names, 1))
    return (*buttons, FIND)


def listed(found: Sequence[Standing]) -> tuple[Button, ...]:
    buttons = tuple(
        (each.parameter.meaning[:LONGEST], Go(to=Place.FIGURE, id=each.name)) for each in found
    )
    return (*buttons, FIND, TO_ALL)


def one(found: Standing, person: Person) -> tuple[Button, ...]:
    if not may(person, Action.KEEP_FIGURES):
        return (TO_ALL,)
    buttons: list[Button] = [("修改", Go(to=Place.CHANGE_FIGURE, id=found.name))]
    if not found.parameter.confirmed:
        buttons.append(("记为已确认", Go(to=Place.CONFIRM_FIGURE, id=found.name)))
    if found.is_set:
        buttons.append(("恢复原来的值", Go(to=Place.FORGET_FIGURE, id=found.name)))
    return (*buttons, TO_ALL)


def sure(name: str) -> tuple[Button, ...]:
    return (
        ("确定恢复", Go(to=Place.FORGET_FIGURE, id=name, n=1)),
        ("先不恢复", Go(to=Place.FIGURE, id=name)),
    )
