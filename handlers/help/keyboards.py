"""The menu."""

from aiogram.types import InlineKeyboardMarkup

from handlers import place_words
from handlers.callbacks import Go, MenuCallback
from handlers.desk import Button
from handlers.help.service import Menu
from handlers.help.texts import LABELS
from handlers.menu import MenuItem
from handlers.places import Place
from handlers.replies import numbered
from handlers.rights import Action, may
from storage.people import Person

MANY = 5
LONGEST = 20  # characters of a title on a button


def menu(offered: Menu) -> InlineKeyboardMarkup:
    """Two in a row when there are many; what was left unfinished comes first."""
    buttons: list[Button] = [
        (f"继续：{each.title}", Go(to=Place.CONTINUE, id=each.name)) for each in offered.unfinished
    ]
    buttons += [
        (f"接着填：{title[:LONGEST]}", Go(to=Place.GO_ON, id=identity))
        for identity, title in offered.drafts
    ]
    buttons += map(_button, offered.items)
    return numbered(buttons, a_row=2 if len(buttons) > MANY else 1)


def below_notices(person: Person) -> InlineKeyboardMarkup | None:
    """Whoever announces may pass one on."""
    if not may(person, Action.BROADCAST):
        return None
    return numbered([("转发通知", Go(to=Place.FORWARD_NOTICE))])


def _button(item: MenuItem | Place) -> Button:
    if isinstance(item, Place):
        return place_words.LABELS[item], Go(to=item)
    return LABELS[item], MenuCallback(item=item)
