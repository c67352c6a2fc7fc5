"""Where choosing an audience leads; `n` of AUDIENCE says what is to be done."""

from collections.abc import Sequence
from enum import IntEnum

from handlers.broadcast.audience.service import LeftOut, View
from handlers.broadcast.naming import TITLES, Item
from handlers.callbacks import Go
from handlers.desk import Button
from handlers.paging import turning
from handlers.places import Place

SORTS = (
    "roles",
    "societies",
    "disciplines",
    "cities",
    "kinds",
    "classifications",
    "tags",
    "lists",
)
LONGEST = 40


class Do(IntEnum):
    """1 to 9 are the common choices, from 30 on sorts, from 100,000 on conditions to drop."""

    LOOK = 0
    MORE = 20
    LESS = 21
    AFRESH = 22
    AFRESH_SURE = 23
    SAVE = 24
    FIRST_SORT = 30
    DEEDS = 60
    FIRST_CONDITION = 100_000


class Sheet(IntEnum):
    """`n` of PEOPLE_SHEET."""

    SEND = 0
    TEMPLATE = 1


def one(view: View) -> tuple[Button, ...]:
    identity = view.broadcast.id
    back: Button = ("选好了，回到通知", Go(to=Place.BROADCAST, id=identity))
    if not view.is_draft:
        return (*_excluded(view), ("回到通知", Go(to=Place.BROADCAST, id=identity)))
    if not view.items:
        commons = tuple(
            (f"{label}（{many}人）", _do(identity, number)) for number, label, many in view.commons
        )
        return (*commons, _list(identity), _sheet(identity), _more(identity), back)
    return (
        back,
        _more(identity, "再加条件"),
        ("去掉条件", _do(identity, Do.LESS)),
        *_excluded(view),
        ("保存为常用名单", _do(identity, Do.SAVE)),
        ("重新选", _do(identity, Do.AFRESH)),
    )


def _excluded(view: View) -> tuple[Button, ...]:
    many = sum(view.breakdown.excluded.values())
    there = (f"看收不到的{many}人", Go(to=Place.EXCLUDED, id=view.broadcast.id))
    return (there,) if many else ()


def more(identity: str) -> tuple[Button, ...]:
    sorts = tuple((TITLES[sort], _do(identity, Do.FIRST_SORT + n)) for n, sort in enumerate(SORTS))
    deeds: Button = (TITLES["deeds"], _do(identity, Do.DEEDS))
    return (*sorts, _sheet(identity), deeds, back(identity))


def sort_of(number: int) -> str | None:
    """Which sort a button meant."""
    place = number - Do.FIRST_SORT
    return SORTS[place] if 0 <= place < len(SORTS) else None


def less(identity: str, items: Sequence[Item]) -> tuple[Button, ...]:
    drops = tuple(
        (f"去掉 {TITLES[each.sort]}：{each.label}"[:LONGEST], _do(identity, each.number))
        for each in items
    )
    return (*drops, back(identity))


def sure(identity: str) -> tuple[Button, ...]:
    return (("确定重新选", _do(identity, Do.AFRESH_SURE)), back(identity))


def left_out(found: LeftOut) -> tuple[Button, ...]:
    identity = found.broadcast.id
    pages = turning(
        lambda number: Go(to=Place.EXCLUDED, id=identity, n=number), found.number, found.pages
    )
    return (*pages, back(identity))


def back(identity: str) -> Button:
    return "回到发给谁", _do(identity, Do.LOOK)


def template(identity: str) -> Button:
    return "下载空表", Go(to=Place.PEOPLE_SHEET, id=identity, n=Sheet.TEMPLATE)


def _more(identity: str, label: str = "更多条件") -> Button:
    return label, _do(identity, Do.MORE)


def _list(identity: str) -> Button:
    return TITLES["lists"], _do(identity, Do.FIRST_SORT + SORTS.index("lists"))


def _sheet(identity: str) -> Button:
    return "发一张名单表格", Go(to=Place.PEOPLE_SHEET, id=identity)


def _do(identity: str, number: int) -> Go:
    return Go(to=Place.AUDIENCE, id=identity, n=number)
