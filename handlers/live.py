"""An answer while it is being written, as a room sees it."""

from typing import Protocol

from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import InlineKeyboardMarkup

from handlers.stage import Stage


class Live(Stage, Protocol):
    """Partial text is shown at once; `finish` makes the message that stays."""

    def finish(
        self, text: str, keyboard: InlineKeyboardMarkup | None = None
    ) -> SendMessage | EditMessageText: ...
