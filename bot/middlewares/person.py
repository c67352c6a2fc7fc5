"""Who is speaking: known by the address, welcomed when new."""

from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, User

from bot.middlewares.trail import Handler
from storage.archive import Archive
from storage.clock import Clock
from storage.engine import Database
from storage.people import Person


class Introduction(BaseMiddleware):
    """Puts `person` before the rooms; roles are read afresh for every update.

    What it writes it commits at once: a newcomer's first question must not hold the write lock
    while a language model thinks.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        user: User | None = data.get("event_from_user")
        if user is None:
            return None  # nobody to answer: channel posts, polls, payments
        data["person"] = await self._introduce(data["bot"].id, user)
        return await handler(event, data)

    async def _introduce(self, bot_id: int, user: User) -> Person:
        async with self._database.reading() as work:
            person = await Archive(work).people.at(bot_id, user.id, self._clock.now())
        if person and not person.held:
            return person
        async with self._database.writing() as work:
            archive, now = Archive(work), self._clock.now()
            if person:
                await archive.people.release(bot_id, user.id)
                await archive.deliveries.release(bot_id, user.id, now)
                return person
            return await archive.people.welcome(bot_id, user.id, user.full_name, now)
