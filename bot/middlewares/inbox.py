"""An update counts once, however often it is delivered."""

from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update

from bot.middlewares.trail import Handler
from storage.archive import Archive
from storage.clock import Clock
from storage.engine import Database
from storage.inbox import Incoming


class InboxGuard(BaseMiddleware):
    """Lets pass what the reception accepted; accepts the rest itself."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        assert isinstance(event, Update)  # noqa: S101
        if data.get("accepted") or await self._is_new(data["bot"].id, event):
            return await handler(event, data)
        data["outcome"]["outcome"] = "repeated"
        return None

    async def _is_new(self, bot_id: int, update: Update) -> bool:
        raw = update.model_dump_json(exclude_unset=True, by_alias=True)
        incoming = Incoming(bot_id=bot_id, update_id=update.update_id, raw=raw)
        async with self._database.writing() as work:
            return bool(await Archive(work).inbox.accept([incoming], self._clock.now()))
