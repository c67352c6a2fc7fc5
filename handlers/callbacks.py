"""Every prefix a button may carry; Telegram allows 64 bytes in all."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from handlers.menu import MenuItem


class AskStep(StrEnum):
    """What a person may do with an answer."""

    OPEN = "open"
    RELATED = "related"
    STAFF = "staff"


class AskCallback(CallbackData, prefix="ask"):
    """A step from one answered question."""

    step: AskStep
    question: str


class MenuCallback(CallbackData, prefix="menu"):
    """A choice from the menu."""

    item: MenuItem
