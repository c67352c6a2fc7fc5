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


def numbered(choices: Iterable[tuple[str, CallbackData]]) -> InlineKeyboardMarkup:
    """One button a row, each showing the number that may be typed instead."""
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=f"{number}. {label}", callback_data=data.pack())]
            for number, (label, data) in enumerate(choices, 1)
        ]
    )
