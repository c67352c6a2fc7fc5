"""What went back and forth, as the people of the dialogue saw it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from time import perf_counter
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.methods import (
    EditMessageText,
    Response,
    SendDocument,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType
from aiogram.types import InlineKeyboardMarkup, Message

from bot.offers import offered_by
from bot.rehearsal.telegram import plain
from storage.choices import Choice

Said = SendMessage | EditMessageText | SendPhoto | SendDocument
HREF = re.compile(r'href="([^"]+)"')
PICTURE = "图片"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message; `direction` is "in" for what a person sent, "out" for what they received."""

    step: int
    person: str
    door: str
    direction: str
    text: str
    buttons: tuple[Choice, ...] = ()
    files: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    ms: float = 0.0
    message_id: int = 0

    @property
    def parts(self) -> tuple[str, ...]:
        """What can be read of it."""
        return (self.text, *(choice.label for choice in self.buttons), *self.files)

    def shows(self, text: str) -> bool:
        return any(text in part for part in self.parts)

    def found(self, pattern: str) -> str | None:
        """What a pattern with one group catches here, behind links too."""
        matches = (re.search(pattern, part) for part in (*self.parts, *self.links))
        return next((match[1] for match in matches if match), None)


@dataclass(kw_only=True)
class Mailbox:
    """What one person received: all of it, and since their last deed."""

    name: str
    door: str
    lines: list[Line] = field(default_factory=list)
    fresh: list[Line] = field(default_factory=list)


class Recorder(BaseRequestMiddleware):
    """Listens at a bot's session; every kind of method it heard is remembered for conformance."""

    def __init__(self, on_line: Callable[[Line], None]) -> None:
        self.mailboxes: dict[tuple[int, int], Mailbox] = {}
        self.methods: set[type[TelegramMethod[Any]]] = set()
        self.step = 0
        self._on_line = on_line
        self._since = perf_counter()

    def begin(self, step: int) -> None:
        self.step, self._since = step, perf_counter()

    def write(self, mailbox: Mailbox, text: str, **facts: Any) -> None:
        """A message the person received."""
        elapsed = round((perf_counter() - self._since) * 1000, 1)
        line = self._line(mailbox, text, direction="out", ms=elapsed, **facts)
        mailbox.lines.append(line)
        mailbox.fresh.append(line)

    def note(self, mailbox: Mailbox, text: str, **facts: Any) -> None:
        """A deed of the person: what came before it is no longer fresh."""
        mailbox.fresh.clear()
        self._line(mailbox, text, direction="in", **facts)

    def _line(self, mailbox: Mailbox, text: str, **facts: Any) -> Line:
        line = Line(step=self.step, person=mailbox.name, door=mailbox.door, text=text, **facts)
        self._on_line(line)
        return line

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        self.methods.add(type(method))
        result = await make_request(bot, method)
        mailbox = self.mailboxes.get((bot.id, getattr(method, "chat_id", 0)))
        if mailbox and isinstance(method, Said):
            self._receive(mailbox, method, result)
        return result

    def _receive(self, mailbox: Mailbox, method: Said, result: object) -> None:
        text = getattr(method, "text", None) or getattr(method, "caption", None) or ""
        markup = method.reply_markup
        rows = markup.inline_keyboard if isinstance(markup, InlineKeyboardMarkup) else []
        links = [button for row in rows for button in row if not button.callback_data]
        choices = [Choice(label=button.text, data="") for button in links]
        urls = [unescape(found) for found in HREF.findall(text)]
        self.write(
            mailbox,
            plain(text),
            buttons=(*(offered_by(method) or []), *choices),
            files=_files(result),
            links=(*urls, *(button.url or "" for button in links)),
            message_id=getattr(result, "message_id", 0),
        )


def _files(result: object) -> tuple[str, ...]:
    if not isinstance(result, Message):
        return ()
    if result.photo:
        return (PICTURE,)
    return (result.document.file_name or "",) if result.document else ()


def drawn(line: Line) -> str:
    """As it looks, for whoever has to find out what went wrong."""
    labels = "".join(f"［{choice.label}］" for choice in line.buttons)
    files = "".join(f"📎 {name}" for name in line.files)
    return "\n".join(f"  │ {part}" for part in (*line.text.split("\n"), files, labels) if part)
