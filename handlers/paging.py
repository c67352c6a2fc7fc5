"""Long lists, a page at a time."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from handlers.callbacks import Go
from handlers.desk import Button

Item = TypeVar("Item")
PAGE = 8


def page_among(count: int, number: int) -> tuple[int, int]:
    """The page nearest to this number, counted from 0, and how many there are."""
    pages = max((count + PAGE - 1) // PAGE, 1)
    return min(max(number, 0), pages - 1), pages


def page_of(items: Sequence[Item], number: int) -> Sequence[Item]:
    return items[number * PAGE : (number + 1) * PAGE]


def turning(to: Callable[[int], Go], number: int, pages: int) -> tuple[Button, ...]:
    """上一页 and 下一页 where there are such; `to` leads to a page by its number."""
    ways = (("上一页", number - 1), ("下一页", number + 1))
    return tuple((label, to(other)) for label, other in ways if 0 <= other < pages)
