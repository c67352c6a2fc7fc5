"""How fast one bot may speak, and whether it may speak at all."""

import asyncio
from collections import deque
from contextvars import ContextVar
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import AnswerCallbackQuery, TelegramMethod
from aiolimiter import AsyncLimiter

from storage.clock import Clock
from storage.pauses import LONGEST

CHAT_SECONDS = 1.05  # to one chat a message a second, and a little for the way
MOST_CHATS = 2000  # remembered; the oldest have long been due again
paid: ContextVar[bool] = ContextVar("paid", default=False)  # its turn has been waited for


class Pace:
    """Replies go at once and are counted; the bulk waits its turn, and for theirs.

    `per_second` 0 means no limit. A pause that Telegram asks for is everybody's.
    """

    def __init__(self, clock: Clock, per_second: float = 0) -> None:
        self._clock = clock
        # One at a time, and one a second less than allowed: both ends of a second may be hit.
        self.interval = (per_second + 1) / per_second**2 if per_second else 0.0
        self._limiter = AsyncLimiter(1, self.interval) if per_second else None
        self._turn = asyncio.Lock()
        self._replies: deque[float] = deque()
        self._chats: dict[int | str, float] = {}
        self._until: datetime | None = None
        self._counted = 0
        self.unshared: datetime | None = None  # a pause other processes have not heard of

    @property
    def is_limited(self) -> bool:
        return self._limiter is not None

    @property
    def left(self) -> float:
        """The seconds for which nothing may be said."""
        left = (self._until - self._clock.now()) if self._until else timedelta()
        return max(left.total_seconds(), 0.0) if left <= LONGEST else 0.0

    @property
    def until(self) -> datetime | None:
        return self._until if self.left else None

    def keep_still(self, until: datetime, *, shared: bool = False) -> None:
        """Of two pauses the longer one counts."""
        if self._until is None or not self.left or until > self._until:
            self._until = until
            self.unshared = None if shared else until

    def permit(self, method: TelegramMethod[Any]) -> None:
        """Raises while it has to keep still; counts what has not waited for its turn."""
        if not speaks(method):
            return
        if left := self.left:
            raise TelegramRetryAfter(method, "still within the pause", retry_after=ceil(left))
        if self._limiter and not paid.get():
            now = asyncio.get_running_loop().time()
            self._replies.append(now)
            self._counted += 1
            self._note(getattr(method, "chat_id", None), now)

    def replies(self) -> int:
        """How many there were since this was asked last."""
        counted, self._counted = self._counted, 0
        return counted

    async def turn(self, chat_id: int) -> None:
        """Wait until the bulk may say one thing more, to this chat."""
        if self._limiter is None:
            return
        loop = asyncio.get_running_loop()
        async with self._turn:
            await self._limiter.acquire()
            while self._owed(loop.time()):
                await self._limiter.acquire()
        while (wait := self._chats.get(chat_id, 0.0) - loop.time()) > 0:  # noqa: ASYNC110
            await asyncio.sleep(wait)
        self._note(chat_id, loop.time())

    def _owed(self, now: float) -> bool:
        """Whether a reply of the last second is still to be paid for; this pays for it."""
        while self._replies and self._replies[0] < now - 1:
            self._replies.popleft()
        if not self._replies:
            return False
        self._replies.popleft()
        return True

    def _note(self, chat_id: int | str | None, now: float) -> None:
        if chat_id is None:
            return
        self._chats.pop(chat_id, None)  # to the end of the line
        self._chats[chat_id] = now + CHAT_SECONDS
        if len(self._chats) > MOST_CHATS:
            del self._chats[next(iter(self._chats))]


def speaks(method: TelegramMethod[Any]) -> bool:
    """Asking for updates or a file goes on during a pause."""
    return getattr(method, "chat_id", None) is not None or isinstance(method, AnswerCallbackQuery)


def pace_of(bot: Bot) -> Pace | None:
    """None: a door of our own, as fast as it can."""
    pace = getattr(bot.session, "pace", None)
    return pace if isinstance(pace, Pace) else None
