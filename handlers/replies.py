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


def numbered(
    choices: Iterable[tuple[str, CallbackData]], *, a_row: int = 1
) -> InlineKeyboardMarkup:
    """Buttons that show the number that may be typed instead."""
    buttons = [
        InlineKeyboardButton(text=f"{number}. {label}", callback_data=data.pack())
        for number, (label, data) in enumerate(choices, 1)
    ]
    rows = [buttons[start : start + a_row] for start in range(0, len(buttons), a_row)]
    return InlineKeyboardMarkup(inline_keyboard=rows)
