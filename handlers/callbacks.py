"""Every prefix a button may carry; Telegram allows 64 bytes in all."""

from enum import StrEnum
from functools import lru_cache
from typing import Self

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from handlers.guiding import Act
from handlers.menu import MenuItem
from handlers.places import Place


class AskStep(StrEnum):
    """What a person may do with an answer."""

    OPEN = "open"
    RELATED = "related"
    STAFF = "staff"
    UP = "up"
    DOWN = "down"
    # What was not good about it.
    BESIDE = "beside"
    OUTDATED = "outdated"
    PARTLY = "partly"
    OTHER = "other"
    UNSAID = "unsaid"


class AskCallback(CallbackData, prefix="ask"):
    """A step from one answered question."""

    step: AskStep
    question: str


class MenuCallback(CallbackData, prefix="menu"):
    """A choice from the menu."""

    item: MenuItem


LONGEST_QUESTION_NAME = 16  # so that a question and a row's id fit into one button


class GuideCallback(CallbackData, prefix="g"):
    """Something done in a guided conversation: about which question, with which answer."""

    act: Act
    question: str = ""
    key: str = ""


class Go(CallbackData, prefix="go"):
    """To a place in the house: `id` of what it is about, `n` a page or a number."""

    to: Place
    id: str = ""
    n: int = Field(default=0, ge=0, lt=1_000_000)  # a forged one must not upset a database

    @classmethod
    @lru_cache(maxsize=512)
    def unpack(cls, value: str) -> Self:
        """Kept: every handler of a place looks at every press."""
        return super().unpack(value)


class Announced(CallbackData, prefix="b"):
    """A button of an announcement, by its number there."""

    id: str
    n: int = Field(ge=0, lt=1000)
