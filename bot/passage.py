"""The way past the rooms: those that have nothing to say to a message are passed by.

aiogram asks each handler of each router in its turn, and every asking is awaited: with thirty
rooms that was a third of what an answer costs. What can be told at a glance is looked at first.
"""

from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.types import CallbackQuery, Message, TelegramObject

from handlers.guided import InTheMiddle
from handlers.hearing import Glance


class Passage(Router):
    """In front of all rooms; which of them answers does not change, only who is asked."""

    async def propagate_event(self, update_type: str, event: TelegramObject, **kwargs: Any) -> Any:
        state = kwargs.get("raw_state")
        for room in self.sub_routers:
            handlers = room.observers[update_type].handlers
            if not any(may_answer(handler, event, state) for handler in handlers):
                continue
            response = await room.propagate_event(update_type=update_type, event=event, **kwargs)
            if response is not UNHANDLED:
                return response
        return UNHANDLED


def may_answer(handler: HandlerObject, event: TelegramObject, state: str | None) -> bool:
    """False only when one of its filters is certain to refuse."""
    return all(_may_pass(each.callback, event, state) for each in handler.filters or ())


def _may_pass(asked: Any, event: TelegramObject, state: str | None) -> bool:
    if isinstance(asked, CallbackQueryFilter):
        return isinstance(event, CallbackQuery) and _is_meant(asked, event.data or "")
    if isinstance(asked, InTheMiddle):
        return state is not None and state.startswith(asked.begins)
    if isinstance(event, Message):
        if isinstance(asked, Glance):
            return asked.admits(event)
        if isinstance(asked, Command):
            return _is_called(asked, event.text or event.caption or "")
    return True


def _is_called(asked: Command, text: str) -> bool:
    name = text.split(maxsplit=1)[0] if text.strip() else ""
    return name[:1] in asked.prefix and name[1:].partition("@")[0] in asked.commands


def _is_meant(asked: CallbackQueryFilter, data: str) -> bool:
    """The filter's own question, without the waiting: it is asked again before the handler."""
    try:
        pressed = asked.callback_data.unpack(data)
    except (TypeError, ValueError):
        return False
    return asked.rule is None or bool(asked.rule.resolve(pressed))
