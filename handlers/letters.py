"""A message to somebody else: the corridor posts it to every door that person uses."""

from dataclasses import dataclass

from aiogram.types import InlineKeyboardMarkup


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Returned beside the reply; nothing is sent when the update fails."""

    person_id: str
    text: str
    keyboard: InlineKeyboardMarkup | None = None
    besides: tuple[int, int] | None = None  # a bot and a chat that know already
