"""How a room answers: methods to return, never to send; the corridor sends them."""

from collections.abc import Iterable, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

Event = Message | CallbackQuery
TYPED = "typed:"  # so begins the id of a press that was typed: it stands on the person's own words


def chat_of(event: Event) -> int:
    if isinstance(event, Message):
        return event.chat.id
    return event.message.chat.id if event.message else event.from_user.id


def pressed_on(query: CallbackQuery) -> int | None:
    """The message of ours that was pressed; None for what was typed, or is too old to be named."""
    return (
        None if query.message is None or query.id.startswith(TYPED) else query.message.message_id
    )


def reply(event: Event, text: str, keyboard: InlineKeyboardMarkup | None = None) -> SendMessage:
    return SendMessage(chat_id=chat_of(event), text=text, reply_markup=keyboard)


def edited(
    event: Event, message_id: int, text: str, keyboard: InlineKeyboardMarkup | None = None
) -> EditMessageText:
    """In the place of a message of ours."""
    return EditMessageText(
        chat_id=chat_of(event), message_id=message_id, text=text, reply_markup=keyboard
    )


def plain(choices: Iterable[tuple[str, CallbackData]], *, a_row: int = 1) -> InlineKeyboardMarkup:
    """Buttons by their words alone: typed numbers are for something else."""
    return _in_rows([(label, data) for label, data in choices], a_row)


def numbered(
    choices: Iterable[tuple[str, CallbackData]], *, a_row: int = 1
) -> InlineKeyboardMarkup:
    """Buttons that show the number that may be typed instead."""
    labelled = [(f"{number}. {label}", data) for number, (label, data) in enumerate(choices, 1)]
    return _in_rows(labelled, a_row)


def in_lines(lines: Iterable[Sequence[tuple[str, CallbackData]]]) -> InlineKeyboardMarkup:
    """Numbered through, line by line as they are given."""
    number, rows = 0, []
    for line in lines:
        labelled = [(f"{n}. {label}", data) for n, (label, data) in enumerate(line, number + 1)]
        number += len(line)
        rows += _in_rows(labelled, max(len(line), 1)).inline_keyboard
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _in_rows(choices: list[tuple[str, CallbackData]], a_row: int) -> InlineKeyboardMarkup:
    buttons = [
        InlineKeyboardButton(text=text, callback_data=data.pack()) for text, data in choices
    ]
    rows = [buttons[start : start + a_row] for start in range(0, len(buttons), a_row)]
    return InlineKeyboardMarkup(inline_keyboard=rows)
