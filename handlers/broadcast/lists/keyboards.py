"""Where lists and tags lead."""

from collections.abc import Mapping
from enum import IntEnum

from handlers.broadcast.lists.service import ListsPage
from handlers.broadcast.lists.tagging import Tagged
from handlers.broadcast.naming import number_of
from handlers.callbacks import Go
from handlers.desk import Button
from handlers.paging import turning
from handlers.place_words import LABELS
from handlers.places import Place

LONGEST = 40


class Do(IntEnum):
    """`n` of SAVED_LIST."""

    LOOK = 0
    RENAME = 1
    REMOVE = 2
    REMOVE_SURE = 3
    WRITE = 4


class Tag(IntEnum):
    """`n` of TAGS; from 100,000 on it is a tag, with an id a society that loses it."""

    ALL = 0
    PUT = 1
    FIRST = 100_000


TO_ALL: Button = (f"回到{LABELS[Place.SAVED_LISTS]}", Go(to=Place.SAVED_LISTS))
TO_TAGS: Button = (LABELS[Place.TAGS], Go(to=Place.TAGS))
PUT_TAG: Button = ("打标签", Go(to=Place.TAGS, n=Tag.PUT))
PAGE = "p"  # a page of a tag: the id is 「p」 and its number


def every(page: ListsPage) -> tuple[Button, ...]:
    lists = tuple(
        (each.name[:LONGEST], Go(to=Place.SAVED_LIST, id=each.id)) for each in page.lists
    )
    return (
        *lists,
        *turning(lambda number: Go(to=Place.SAVED_LISTS, n=number), page.number, page.pages),
        ("用表格新建", Go(to=Place.PEOPLE_SHEET)),
        TO_TAGS,
        (LABELS[Place.BROADCASTS], Go(to=Place.BROADCASTS)),
    )


def one(identity: str) -> tuple[Button, ...]:
    return (
        ("给他们写通知", _do(identity, Do.WRITE)),
        ("改名", _do(identity, Do.RENAME)),
        ("删除", _do(identity, Do.REMOVE)),
        TO_ALL,
    )


def sure(identity: str) -> tuple[Button, ...]:
    return (("确定删除", _do(identity, Do.REMOVE_SURE)), ("先不删除", _do(identity, Do.LOOK)))


def drafted(broadcast_id: str) -> tuple[Button, ...]:
    return (
        ("写内容", Go(to=Place.BROADCAST, id=broadcast_id)),
        ("看看发给谁", Go(to=Place.AUDIENCE, id=broadcast_id)),
    )


def tags(found: Mapping[str, int]) -> tuple[Button, ...]:
    each = tuple(
        (f"{tag}（{many}个学会）", Go(to=Place.TAGS, n=number_of(tag)))
        for tag, many in found.items()
    )
    return (PUT_TAG, *each, TO_ALL)


def tag(found: Tagged) -> tuple[Button, ...]:
    drops = tuple(
        (f"去掉 {name}"[:LONGEST], Go(to=Place.TAGS, id=identity, n=found.key))
        for identity, name in found.societies
    )
    pages = turning(
        lambda number: Go(to=Place.TAGS, id=f"{PAGE}{number}", n=found.key),
        found.number,
        found.pages,
    )
    return (*drops, *pages, PUT_TAG, TO_TAGS)


def page_in(identity: str) -> int | None:
    """The page a button of `tag` leads to; None where it names a society."""
    number = identity.removeprefix(PAGE)
    return int(number) if identity != number and number.isdecimal() and len(number) < 4 else None


def _do(identity: str, number: int) -> Go:
    return Go(to=Place.SAVED_LIST, id=identity, n=number)
