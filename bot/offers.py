"""The buttons of a message, as choices that may also be typed."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from aiogram.methods import TelegramMethod
from aiogram.types import InlineKeyboardMarkup

from storage.choices import Choice

MOST_OPEN = 60  # letter upon letter to somebody who never answers
NUMBERED = re.compile(r"^\s*(\d{1,2})\s*[.、．)）]?\s*(.*)$", re.DOTALL)

SIGNED = re.compile(r"([^\w\s]+) (\w.*)")
TONES = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f]")  # of a thumb's skin


def offered_by(method: TelegramMethod[Any]) -> list[Choice] | None:
    """None when the message has no buttons: what was offered before stays open."""
    markup = getattr(method, "reply_markup", None)
    if not isinstance(markup, InlineKeyboardMarkup):
        return None
    return [
        Choice(label=button.text, data=button.callback_data)
        for row in markup.inline_keyboard
        for button in row
        if button.callback_data
    ]


def by_word_only(choices: Sequence[Choice]) -> list[Choice]:
    """Without their numbers: a letter must not take over a number somebody is about to type."""
    return [
        Choice(label=match.group(2) if match else choice.label, data=choice.data)
        for choice in choices
        for match in [NUMBERED.match(choice.label)]
    ]


def joined(
    open_: Sequence[Choice], added: Sequence[Choice], *, in_the_middle: bool, besides: str = "\0"
) -> list[Choice]:
    """What a letter offers joins what is open: its numbers come first, it is the newest there.

    But in the middle of a conversation a typed number belongs to what was asked. What is there
    from `besides`, an earlier state of the same message, is replaced.
    """
    kept = [choice for choice in open_ if not choice.data.startswith(besides)]
    both = [*kept, *by_word_only(added)] if in_the_middle else [*added, *kept]
    return both[:MOST_OPEN]


def chosen(text: str, offered: list[Choice]) -> Choice | None:
    """The choice meant by its number, or by its label with or without the number."""
    said = _plain(text)
    if said.isdecimal() and len(said) <= 2:
        return _by_number(int(said), offered)
    meant = {said, _spelt(said)}
    return next((choice for choice in offered if meant & _names(choice)), None)


def _by_number(number: int, offered: list[Choice]) -> Choice | None:
    shown = [NUMBERED.match(choice.label) for choice in offered]
    numbers = [int(match.group(1)) if match else None for match in shown]
    if number in numbers:
        return offered[numbers.index(number)]
    return None


def _names(choice: Choice) -> set[str]:
    label = _plain(choice.label)
    match = NUMBERED.match(label)
    words = match.group(2) if match else label
    return {label, _spelt(label), words, *_parts(words)}


def _parts(words: str) -> tuple[str, ...]:
    """「👍 有用」 is also pressed by its sign alone, or by its words alone."""
    match = SIGNED.fullmatch(words)
    return match.groups() if match else ()


def _spelt(text: str) -> str:
    """However somebody writes the number before a label."""
    match = NUMBERED.match(text)
    return f"{int(match.group(1))}. {match.group(2)}" if match and match.group(2) else text


def _plain(text: str) -> str:
    return TONES.sub("", unicodedata.normalize("NFKC", text)).strip().rstrip("。.!！").casefold()
