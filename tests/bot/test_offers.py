"""Typing a number or a label presses the button that is meant, and no other."""

import pytest
from aiogram.methods import AnswerCallbackQuery, SendMessage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from hypothesis import given
from hypothesis import strategies as st

from bot.offers import chosen, offered_by
from storage.choices import Choice

MENU = [
    Choice(label="1. 看原文上下文", data="open"),
    Choice(label="2. 相关规定", data="related"),
    Choice(label="12. OK", data="ok"),
    Choice(label="4. 👍 有用", data="up"),
]
LISTS = st.lists(st.builds(Choice, label=st.text(max_size=12), data=st.just("x")), max_size=4)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("1", "open"),
        (" 1 ", "open"),
        ("１", "open"),
        ("2.", "related"),
        ("2。", "related"),
        ("12", "ok"),
        ("看原文上下文", "open"),
        ("1. 看原文上下文", "open"),
        ("1、看原文上下文", "open"),
        ("1看原文上下文", "open"),
        ("2、看原文上下文", None),
        ("１．看原文上下文", "open"),
        ("相关规定！", "related"),
        ("ok", "ok"),
        ("👍", "up"),
        ("👍🏻", "up"),
        ("有用。", "up"),
        ("👍 有用", "up"),
        ("4", "up"),
        ("3", None),
        ("0", None),
        ("123", None),
        ("看原文", None),
        ("", None),
        ("²", "related"),
    ],
)
def test_what_is_meant(said: str, meant: str | None) -> None:
    choice = chosen(said, MENU)
    assert (choice.data if choice else None) == meant


@given(said=st.text(max_size=30), offered=LISTS)
def test_no_text_is_too_odd(said: str, offered: list[Choice]) -> None:
    choice = chosen(said, offered)
    assert choice is None or choice in offered


@given(offered=st.lists(st.text("甲乙丙丁戊abc", min_size=1, max_size=6), max_size=9, unique=True))
def test_every_button_is_reached_by_number_label_and_both(offered: list[str]) -> None:
    choices = [Choice(label=f"{n}. {text}", data=text) for n, text in enumerate(offered, 1)]
    for number, choice in enumerate(choices, 1):
        for said in (str(number), choice.label, choice.data, choice.data.upper()):
            assert chosen(said, choices) == choice


def test_links_and_bare_messages_offer_nothing_to_type() -> None:
    rows = [
        [InlineKeyboardButton(text="1. 打开", callback_data="open")],
        [InlineKeyboardButton(text="网站", url="https://example.org")],
    ]
    markup = InlineKeyboardMarkup(inline_keyboard=rows)
    sent = SendMessage(chat_id=1, text="好", reply_markup=markup)
    assert offered_by(sent) == [Choice(label="1. 打开", data="open")]
    assert offered_by(SendMessage(chat_id=1, text="好")) is None
    assert offered_by(AnswerCallbackQuery(callback_query_id="1")) is None
