"""Every handler gets what it asks for by name, and every button fits into Telegram."""

import inspect
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, get_args, get_type_hints
from uuid import uuid4

import pytest
from aiogram import Router
from aiogram.filters.callback_data import CallbackData, CallbackQueryFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.corridor import ROOMS
from bot.services import Services
from handlers import callbacks
from handlers.hearing import Said
from handlers.live import Live
from handlers.menu import MenuItem
from handlers.places import Place
from handlers.telling import Bookmark, Teller
from storage.archive import Archive
from storage.people import Person

# What the corridor puts before a handler for each update.
PER_UPDATE: dict[str, Any] = {
    "person": Person,
    "archive": Archive,
    "live": Live,
    "door": str,
    "state": FSMContext,
    "teller": Teller,
    "bookmark": Bookmark,
}
FROM_FILTERS = {"guide", "asked", "command"}
EVENTS = {"message": Message, "edited_message": Message, "callback_query": CallbackQuery}


def handlers() -> Iterator[tuple[str, Router, Any]]:
    for room in ROOMS:
        for event, observer in room.router.observers.items():
            for handler in observer.handlers:
                yield event, room.router, handler.callback


@pytest.mark.parametrize(
    ("event", "callback"),
    [(event, callback) for event, _, callback in handlers()],
    ids=[f"{router.name}.{callback.__name__}-{event}" for event, router, callback in handlers()],
)
def test_a_handler_is_offered_what_it_asks_for(event: str, callback: Any) -> None:
    service_types = get_type_hints(Services)
    offered = {each.name: service_types[each.name] for each in fields(Services)} | PER_UPDATE
    hints = get_type_hints(callback)
    first, *others = inspect.signature(callback).parameters
    assert EVENTS[event] in (hints[first], *get_args(hints[first]))
    for name in others:
        if name == "callback_data":
            kind, *_ = get_args(hints[name]) or (hints[name],)
            assert issubclass(kind, CallbackData)
        elif name not in FROM_FILTERS:
            assert hints[name] == offered[name], f"{callback.__name__}({name})"


def test_no_word_leads_to_two_handlers() -> None:
    """In the middle of a guided conversation words mean what the conversation says."""
    leading: dict[str, list[str]] = {}
    for room in (room for room in ROOMS if room.router.name != "guided"):
        for handler in room.router.message.handlers:
            for each in handler.filters or []:
                if isinstance(each.callback, Said):
                    for word in each.callback.words:
                        leading.setdefault(word, []).append(handler.callback.__name__)
    assert len(leading) > 80
    assert {word: places for word, places in leading.items() if len(places) > 1} == {}


def rules(kind: type[CallbackData]) -> list[Any]:
    """What the handlers of these buttons want to be pressed."""
    return [
        each.callback.rule
        for room in ROOMS
        for handler in room.router.callback_query.handlers
        for each in handler.filters or []
        if isinstance(each.callback, CallbackQueryFilter) and each.callback.callback_data is kind
    ]


def test_every_item_and_place_leads_somewhere() -> None:
    """Menus sent long ago are pressed still."""
    items, places = rules(callbacks.MenuCallback), rules(callbacks.Go)
    lost: list[str] = []
    for item in MenuItem:
        if not any(rule.resolve(callbacks.MenuCallback(item=item)) for rule in items):
            lost.append(item)
    for place in Place:
        pressed = [callbacks.Go(to=place, id=id_, n=n) for id_ in ("", "x") for n in range(2)]
        if not any(rule.resolve(each) for rule in places for each in pressed):
            lost.append(place)
    assert lost == []


def kinds() -> list[type[CallbackData]]:
    found = [each for each in vars(callbacks).values() if inspect.isclass(each)]
    return [each for each in found if issubclass(each, CallbackData) and each is not CallbackData]


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: str(kind.__name__))
def test_callback_data_fits_in_64_bytes(kind: type[CallbackData]) -> None:
    values: dict[str, Any] = {}
    for name, info in kind.model_fields.items():
        options = list(info.annotation) if hasattr(info.annotation, "__members__") else []  # type: ignore[call-overload]
        if (kind, name) == (callbacks.GuideCallback, "question"):
            values[name] = "q" * callbacks.LONGEST_QUESTION_NAME
            continue
        number = 999 if info.annotation is int else uuid4().hex
        values[name] = max(options, key=len) if options else number
    packed = kind(**values).pack()
    assert len(packed.encode()) <= 64
    assert kind.unpack(packed) == kind(**values)


def test_prefixes_are_unique() -> None:
    prefixes = [kind.__prefix__ for kind in kinds()]
    assert len(prefixes) == len(set(prefixes)) > 0
