"""The menu."""

from collections.abc import Iterable

from aiogram.types import InlineKeyboardMarkup

from handlers.callbacks import MenuCallback
from handlers.help.texts import LABELS
from handlers.menu import MenuItem
from handlers.replies import numbered


def menu(items: Iterable[MenuItem]) -> InlineKeyboardMarkup:
    return numbered((LABELS[item], MenuCallback(item=item)) for item in items)
