"""Small courtesies: a pressed button stops spinning, a room gets a stage to show on."""

from typing import Any, cast

import structlog
from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import TelegramObject, Update

from bot.live import COURTESY_SECONDS, LiveMessage
from bot.middlewares.trail import Handler
from bot.middlewares.typing import TYPED

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
        query = update.callback_query
        if query and not query.id.startswith(TYPED):
            await self._acknowledge(bot, query.id)
        return await handler(event, data)

    async def _acknowledge(self, bot: Bot, query_id: str) -> None:
        try:
            await bot.answer_callback_query(query_id, request_timeout=COURTESY_SECONDS)
        except TelegramAPIError as error:  # pressed long ago: the reply itself still comes
            log.info("press not acknowledged", error=type(error).__name__)
