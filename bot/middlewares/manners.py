"""Small courtesies: a pressed button stops spinning, a room gets a stage to show on."""

from typing import Any, cast

import structlog
from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import TelegramObject, Update

from bot.live import LiveMessage
from bot.middlewares.trail import Handler

log = structlog.get_logger()


class Manners(BaseMiddleware):
    """Answers every press at once, and offers `live` and `door` to the rooms."""

    def __init__(self) -> None:
        self._undrafted: set[int] = set()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        update, bot = cast(Update, event), cast(Bot, data["bot"])
        data["door"] = bot.session.door  # type: ignore[attr-defined]
        if chat := data.get("event_chat"):
            draft_id = update.update_id % 2**31 or 1
            data["live"] = LiveMessage(bot, chat.id, draft_id, self._undrafted)
        if update.callback_query:
            await self._acknowledge(bot, update.callback_query.id)
        return await handler(event, data)

    async def _acknowledge(self, bot: Bot, query_id: str) -> None:
        try:
            await bot.answer_callback_query(query_id)
        except TelegramAPIError as error:  # pressed long ago: the reply itself still comes
            log.info("press not acknowledged", error=type(error).__name__)
