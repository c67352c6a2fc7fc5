"""What went back and forth, as the people of the dialogue saw it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.methods import EditMessageText, Response, SendMessage, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InlineKeyboardMarkup

from bot.offers import offered_by
from bot.rehearsal.telegram import plain
from storage.choices import Choice


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
    ms: float = 0.0
    message_id: int = 0

    def shows(self, text: str) -> bool:
        labels = [choice.label for choice in self.buttons]
        return any(text in part for part in (self.text, *labels, *self.files))


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
        if mailbox and isinstance(method, SendMessage | EditMessageText):
            self._receive(mailbox, method, getattr(result, "message_id", 0))
        return result

    def _receive(
        self, mailbox: Mailbox, method: SendMessage | EditMessageText, message_id: int
    ) -> None:
        markup = method.reply_markup
        links = [
            Choice(label=button.text, data="")
            for row in (markup.inline_keyboard if isinstance(markup, InlineKeyboardMarkup) else [])
            for button in row
            if not button.callback_data
        ]
        self.write(
            mailbox,
            plain(method.text or ""),
            buttons=(*(offered_by(method) or []), *links),
            message_id=message_id,
        )
