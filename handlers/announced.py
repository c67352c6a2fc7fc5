"""What an announcement says, and the messages it becomes at every door."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from aiogram.methods import SendDocument, SendMessage, SendPhoto, TelegramMethod
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.callbacks import Announced
from handlers.telling import SHELF

MOST_CHOICES = 10
READ = "已阅"
# The numbers of the buttons of one announcement; 1 to 10 are the choices of its poll.
READ_IT, FIRST_FORM, FIRST_LINK = 0, 11, 21


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A kept file that goes along; pictures are shown."""

    file_id: str
    name: str
    picture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """`text` is HTML in Telegram's subset; `forms` and `links` are (target, label) pairs."""

    text: str = ""
    pieces: tuple[Piece, ...] = ()
    forms: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    confirm: bool = False  # ask for 已阅
    choices: tuple[str, ...] = ()  # of a poll; the question is in the text

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """What `as_dict` gave, as JSON brings it back."""
        return cls(
            text=stored.get("text", ""),
            pieces=tuple(Piece(**each) for each in stored.get("pieces", ())),
            forms=tuple((form, label) for form, label in stored.get("forms", ())),
            links=tuple((url, label) for url, label in stored.get("links", ())),
            confirm=stored.get("confirm", False),
            choices=tuple(stored.get("choices", ())),
        )


def parts(content: Content) -> int:
    """Of how many messages it consists."""
    return 1 + len(content.pieces)


def buttons(content: Content) -> Iterator[tuple[int, str]]:
    """Number and label of every button that is pressed rather than opened."""
    yield from enumerate(content.choices, 1)
    if content.confirm:
        yield READ_IT, READ
    yield from ((FIRST_FORM + n, label) for n, (_, label) in enumerate(content.forms))


def keyboard(
    content: Content, broadcast_id: str, links: Mapping[int, str] | None = None
) -> InlineKeyboardMarkup | None:
    """What is pressed shows the number that may be typed instead.

    `links` replaces the address of a link button, by its number: one that can be counted.
    """
    rows = [
        [
            InlineKeyboardButton(
                text=f"{place}. {label}",
                callback_data=Announced(id=broadcast_id, n=number).pack(),
            )
        ]
        for place, (number, label) in enumerate(buttons(content), 1)
    ]
    for number, (url, label) in enumerate(content.links, FIRST_LINK):
        address = (links or {}).get(number, url)
        rows.append([InlineKeyboardButton(text=label, url=address)])
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def messages(
    content: Content, broadcast_id: str, chat_id: int, links: Mapping[int, str] | None = None
) -> list[TelegramMethod[Any]]:
    """The text with its buttons first, then a message for each file. `part` numbers them."""
    markup = keyboard(content, broadcast_id, links)
    found: list[TelegramMethod[Any]] = [
        SendMessage(chat_id=chat_id, text=content.text, reply_markup=markup)
    ]
    for piece in content.pieces:
        name = f"{SHELF}{piece.file_id}"
        if piece.picture:
            found.append(SendPhoto(chat_id=chat_id, photo=name))
        else:
            found.append(SendDocument(chat_id=chat_id, document=name))
    return found
