"""Long lists, a page at a time."""

from collections.abc import Sequence
from typing import TypeVar

from handlers.callbacks import Go
from handlers.desk import Button
from handlers.places import Place

Item = TypeVar("Item")
PAGE = 8


def pages_of(count: int) -> int:
    return max((count + PAGE - 1) // PAGE, 1)


def page_of(items: Sequence[Item], number: int) -> Sequence[Item]:
    return items[number * PAGE : (number + 1) * PAGE]


def turning(place: Place, identity: str, number: int, pages: int) -> tuple[Button, ...]:
    """上一页 and 下一页 where there are such; pages count from 0."""
    buttons: list[Button] = []
    if number > 0:
        buttons.append(("上一页", Go(to=place, id=identity, n=number - 1)))
    if number + 1 < pages:
        buttons.append(("下一页", Go(to=place, id=identity, n=number + 1)))
    return tuple(buttons)
