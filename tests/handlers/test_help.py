"""The menu by role, and the lists it leads to."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from bot.rehearsal.telegram import check_text, plain
from handlers.help import keyboards, texts
from handlers.help.service import Helping, Menu, items_for
from handlers.menu import MenuItem
from handlers.place_words import LABELS as PLACES
from handlers.places import Place
from handlers.roles import LABELS
from knowledge.library import Library
from knowledge.notice import Notice
from storage.people import Person, Role, Standing

WORDS = [word for words in texts.WORDS.values() for word in words]


STAFF = (Role.STAFF, Role.STAFF_HEAD, Role.ADMINISTRATOR)


def person(role: Role, society: str | None = None) -> Person:
    standing = Standing(id="s", role=role, society_id=society, society=society)
    return Person(id="p", name="甲", standings=() if role is Role.GUEST else (standing,))


def helping() -> Helping:
    return Helping(library=Library(vectors=None, embedder=None), association="云岭<省>科协")


class Shelf:
    """Knows what may be read."""

    def __init__(self, readable: list[str]) -> None:
        self.ids = frozenset(readable)

    async def readable(self, audiences: frozenset[str]) -> frozenset[str]:
        assert audiences == {"all"}
        return self.ids


def notice(number: int, issued: date | None = None) -> Notice:
    return Notice(
        id=str(number), title=f"通知<{number}>", issued=issued, source="", digest="", text=""
    )


@pytest.mark.parametrize("role", Role)
def test_only_staff_are_offered_what_waits(role: Role) -> None:
    items = items_for(person(role))
    assert (Place.QUESTIONS in items) is (role in STAFF)
    assert items[-1] is MenuItem.HELP
    rows = keyboards.menu(Menu(items=items)).inline_keyboard
    labels = texts.LABELS | PLACES
    expected = [f"{n}. {labels[item]}" for n, item in enumerate(items, 1)]
    assert [button.text for row in rows for button in row] == expected


def test_every_item_is_reached_by_its_own_label() -> None:
    for item, label in texts.LABELS.items():
        assert label in texts.WORDS[item]


def test_no_word_leads_to_two_places() -> None:
    every = [*WORDS, *texts.HELLO, *texts.THANKS]
    assert sorted(every) == sorted(set(every))
    assert every == [word.casefold() for word in every]  # as the router compares them


@pytest.mark.parametrize("role", Role)
def test_everybody_is_greeted_as_what_they_are(role: Role) -> None:
    text = texts.welcome("云岭<省>科协", person(role, "<学会>"))
    check_text(text, formatted=True)
    assert "云岭<省>科协学会助手" in plain(text)
    assert (LABELS[role] in plain(text)) is (role is not Role.GUEST)


def test_a_long_list_of_notices_says_how_many_more() -> None:
    text = texts.notices(tuple(notice(number) for number in range(25)))
    check_text(text, formatted=True)
    assert "已收录 25 份通知" in text
    assert "还有 5 份" in text
    assert texts.notices(()) == texts.NO_NOTICES


async def test_the_newest_notice_comes_first() -> None:
    helper = helping()
    days = (date(2026, 1, 5), None, date(2026, 3, 1))
    await helper.library.open([notice(number, day) for number, day in enumerate(days)])
    for readable in (["2", "0", "1"], ["2", "1"]):
        archive: Any = SimpleNamespace(notices=Shelf(readable))
        found = await helper.notices(archive, person(Role.GUEST))
        assert [each.id for each in found] == readable
