"""What is told at a glance is what the filters say when they are asked, for every room."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from aiogram import Bot
from aiogram.dispatcher.event.handler import FilterObject
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.types import CallbackQuery, Chat, Document, Message, PhotoSize, User

from bot.corridor import ROOMS
from bot.passage import _may_pass
from handlers.callbacks import AskCallback, AskStep, Go, GuideCallback, MenuCallback
from handlers.guided import InTheMiddle
from handlers.guiding import Act
from handlers.hearing import Glance
from handlers.menu import MenuItem
from handlers.place_words import WORDS
from handlers.places import Place
from storage.clock import SHANGHAI

PERSON = User(id=7, is_bot=False, first_name="甲")
CHAT = Chat(id=7, type="private")
NOW = datetime(2026, 11, 24, 9, tzinfo=SHANGHAI)
STATES = (None, "guide:roster-add", "guide:filing.0af", "other")


def message(**content: Any) -> Message:
    return Message(message_id=1, date=NOW, chat=CHAT, from_user=PERSON, **content)


def messages() -> Iterator[Message]:
    words = {word for group in WORDS.values() for word in group} | {"跳过", "取消", "帮助", "？"}
    for word in sorted(words):
        yield message(text=word)
        yield message(text=f" {word}。")
    commands = ("/start", "/start c_1", "/START", "/start i_2", "/help", "/help@x y", "/forms x")
    for text in (
        "",
        "论坛要提前几天备案？",
        "HX-2026-000001",
        "12345678",
        "/",
        "/ help",
        *commands,
    ):
        yield message(text=text)
    yield message(document=Document(file_id="1", file_unique_id="1"), caption="/help")
    yield message(photo=[PhotoSize(file_id="1", file_unique_id="1", width=1, height=1)])


def presses() -> Iterator[CallbackQuery]:
    said = [Go(to=place, id=key, n=n) for place in Place for key in ("", "x") for n in (0, 901)]
    others = [
        *(MenuCallback(item=item) for item in MenuItem),
        *(AskCallback(step=step, question="q") for step in AskStep),
        *(GuideCallback(act=act) for act in Act),
    ]
    for data in [each.pack() for each in (*said, *others)] + ["", "go", "go:nowhere::0", "x:y:z"]:
        yield CallbackQuery(
            id="1", from_user=PERSON, chat_instance="1", data=data, message=message(text="x")
        )


def told(kind: str, *sorts: type) -> list[FilterObject]:
    return [
        each
        for room in ROOMS
        for handler in room.router.observers[kind].handlers
        for each in handler.filters or ()
        if isinstance(each.callback, sorts)
    ]


async def test_messages() -> None:
    bot = Bot("7:x")
    bot._me = User(id=7, is_bot=True, first_name="x", username="x")  # nobody is asked
    filters = told("message", Glance, Command)
    assert len(filters) > 60
    for said in messages():
        for each in filters:
            passes = bool(await each.call(said, bot=bot))
            glance = _may_pass(each.callback, said, None)
            assert glance or not passes, (each.callback, said.text)
            if isinstance(each.callback, Glance):
                assert glance == passes, (each.callback, said.text)


@pytest.mark.parametrize("state", STATES)
async def test_the_middle_of_a_conversation(state: str | None) -> None:
    said = message(text="八")
    filters = told("message", InTheMiddle) + told("callback_query", InTheMiddle)
    assert filters
    for each in filters:
        assert bool(await each.call(said, raw_state=state)) == _may_pass(
            each.callback, said, state
        )


async def test_presses() -> None:
    filters = told("callback_query", CallbackQueryFilter)
    assert len(filters) > 120
    for press in presses():
        for each in filters:
            passes = bool(await each.call(press))
            assert _may_pass(each.callback, press, None) == passes, (
                str(each.callback),
                press.data,
            )


def test_what_is_not_known_is_asked() -> None:
    assert _may_pass(lambda _event: False, message(text="x"), None)
