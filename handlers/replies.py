"""How a room answers: methods to return, never to send; the corridor sends them."""

from collections.abc import Iterable

from aiogram.filters.callback_data import CallbackData
from aiogram.methods import SendMessage
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

Event = Message | CallbackQuery


def chat_of(event: Event) -> int:
    if isinstance(event, Message):
        return event.chat.id
    return event.message.chat.id if event.message else event.from_user.id


def reply(event: Event, text: str, keyboard: InlineKeyboardMarkup | None = None) -> SendMessage:
    return SendMessage(chat_id=chat_of(event), text=text, reply_markup=keyboard)


def plain(choices: Iterable[tuple[str, CallbackData]], *, a_row: int = 1) -> InlineKeyboardMarkup:
    """Buttons by their words alone: typed numbers are for something else."""
    return _in_rows([(label, data) for label, data in choices], a_row)


def numbered(
    choices: Iterable[tuple[str, CallbackData]], *, a_row: int = 1
) -> InlineKeyboardMarkup:
    """Buttons that show the number that may be typed instead."""
    labelled = [(f"{number}. {label}", data) for number, (label, data) in enumerate(choices, 1)]
    return _in_rows(labelled, a_row)


def _in_rows(choices: list[tuple[str, CallbackData]], a_row: int) -> InlineKeyboardMarkup:
    buttons = [
        InlineKeyboardButton(text=text, callback_data=data.pack()) for text, data in choices
    ]
    rows = [buttons[start : start + a_row] for start in range(0, len(buttons), a_row)]
    return InlineKeyboardMarkup(inline_keyboard=rows)
