"""The menu by role, and the lists it leads to."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.rehearsal.telegram import check_text, plain
from handlers.help import keyboards, texts
from handlers.help.service import Helping, Menu, items_for
from handlers.menu import MenuItem
from handlers.place_words import LABELS as PLACES
from handlers.places import Place
from handlers.roles import LABELS
from storage.archive import Archive
from storage.clock import SystemClock
from storage.engine import Database
from storage.notice_records import NoticeRecord
from storage.notices import NoticeRow
from storage.people import Person, Role, Standing

DAY = date(2026, 6, 1)
WORDS = [word for words in texts.WORDS.values() for word in words]


STAFF = (Role.STAFF, Role.STAFF_HEAD, Role.ADMINISTRATOR)


def person(role: Role, society: str | None = None) -> Person:
    standing = Standing(id="s", role=role, society_id=society, society=society)
    return Person(id="p", name="甲", standings=() if role is Role.GUEST else (standing,))


def helping() -> Helping:
    return Helping(association="云岭<省>科协")


def notice(number: int) -> NoticeRecord:
    facts: dict[str, Any] = dict.fromkeys(NoticeRecord.__slots__)
    facts |= {"id": str(number), "title": f"通知<{number}>", "standing": "current"}
    return NoticeRecord(**facts)


@pytest.mark.parametrize("role", Role)
def test_only_staff_are_offered_what_waits(role: Role) -> None:
    items = items_for(person(role))
    assert (Place.QUESTIONS in items) is (role in STAFF)
    assert items[-1] is MenuItem.HELP
    rows = keyboards.menu(Menu(items=items)).inline_keyboard
    # A place and an item of the menu may have the same value.
    labels = [PLACES[item] if isinstance(item, Place) else texts.LABELS[item] for item in items]
    expected = [f"{n}. {label}" for n, label in enumerate(labels, 1)]
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
    text = texts.notices(25, [notice(number) for number in range(20)], DAY)
    check_text(text, formatted=True)
    assert "已收录 25 份通知" in text
    assert "还有 5 份" in text
    assert texts.notices(0, [], DAY) == texts.NO_NOTICES


async def test_the_newest_readable_notice_that_counts_comes_first(database: Database) -> None:
    days = (date(2026, 1, 5), None, date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1))
    async with database.writing() as work:
        archive = Archive(work)
        for number, day in enumerate(days):
            row = NoticeRow(id=str(number), title="通知", document_number=None, issuer=None,
                            issued=day, source="", digest=str(number), text="")  # fmt: skip
            restricted = replace(row, audience="staff") if number == 4 else row
            old = replace(restricted, standing="repealed") if number == 3 else restricted
            await archive.notices.keep(old, (), SystemClock().now())
        seen = {}
        for role in (Role.GUEST, Role.STAFF):
            count, found = await helping().notices(archive, person(role))
            seen[role] = (count, [each.id for each in found])
    assert seen == {
        Role.GUEST: (4, ["2", "0", "1", "3"]),
        Role.STAFF: (5, ["4", "2", "0", "1", "3"]),
    }
    assert "〔已废止〕" in texts.notices(1, [replace(notice(3), standing="repealed")], DAY)
