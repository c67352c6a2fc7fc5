"""Answers that grow before one's eyes: native drafts where the door knows them, else edits."""

from time import monotonic

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramNotFound
from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import InlineKeyboardMarkup

log = structlog.get_logger()
DRAFT_SECONDS = 0.4
EDIT_SECONDS = 1.2  # about one message a second to one chat is what Telegram allows
COURTESY_SECONDS = 5  # nobody waits longer for an answer because a sign of life hangs
SHORTEST = 8
LONGEST = 2000


class LiveMessage:
    """Partial texts are shown and forgotten; only what `finish` returns is kept in the outbox."""

    def __init__(self, bot: Bot, chat_id: int, draft_id: int, undrafted: set[int]) -> None:
        self._bot = bot
        self._chat_id = chat_id
        self._draft_id = draft_id
        self._undrafted = undrafted
        self._edits = bot.id in undrafted
        self._quiet = False
        self._message_id: int | None = None
        self._shown_at = 0.0

    async def think(self) -> None:
        try:
            await self._bot.send_chat_action(
                self._chat_id, "typing", request_timeout=COURTESY_SECONDS
            )
        except TelegramAPIError as error:
            log.info("no typing sign", error=type(error).__name__)

    async def show(self, text: str) -> None:
        """Never raises for the door's sake: the finished answer still comes."""
        pace = EDIT_SECONDS if self._edits else DRAFT_SECONDS
        now = monotonic()
        if self._quiet or len(text) < SHORTEST or now - self._shown_at < pace:
            return
        self._shown_at = now
        try:
            await (self._edit if self._edits else self._draft)(text[:LONGEST])
        except TelegramAPIError as error:
            # Trying on would cost the answer its time, and might leave a second half-sentence.
            self._quiet = True
            log.info("partial answer not shown", error=type(error).__name__)

    async def _draft(self, text: str) -> None:
        try:
            await self._bot.send_message_draft(
                chat_id=self._chat_id,
                draft_id=self._draft_id,
                text=text,
                parse_mode=None,
                request_timeout=COURTESY_SECONDS,
            )
        except (TelegramNotFound, TelegramBadRequest) as error:
            self._edits = True
            if isinstance(error, TelegramNotFound):  # an older server: nor will the next be drawn
                self._undrafted.add(self._bot.id)
            await self._edit(text)

    async def _edit(self, text: str) -> None:
        if self._message_id is None:
            sent = await self._bot.send_message(
                self._chat_id, text, parse_mode=None, request_timeout=COURTESY_SECONDS
            )
            self._message_id = sent.message_id
            return
        await self._bot.edit_message_text(
            text,
            chat_id=self._chat_id,
            message_id=self._message_id,
            parse_mode=None,
            request_timeout=COURTESY_SECONDS,
        )

    def finish(
        self, text: str, keyboard: InlineKeyboardMarkup | None = None
    ) -> SendMessage | EditMessageText:
        if self._message_id is None:
            return SendMessage(chat_id=self._chat_id, text=text, reply_markup=keyboard)
        return EditMessageText(
            chat_id=self._chat_id, message_id=self._message_id, text=text, reply_markup=keyboard
        )
