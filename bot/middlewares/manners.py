"""Small courtesies: a pressed button stops spinning, a room gets a desk to serve from."""

from typing import Any, cast

import structlog
from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import TelegramObject, Update

from bot.live import COURTESY_SECONDS, LiveMessage
from bot.middlewares.trail import Handler
from bot.middlewares.unit_of_work import replies
from handlers.desk import Desk
from handlers.guiding import Guiding
from handlers.replies import TYPED
from handlers.telling import Bookmark, Teller
from storage.clock import Clock
from storage.files import Shelf

log = structlog.get_logger()


class Manners(BaseMiddleware):
    """Answers every press at once; offers `live`, `door`, `teller` and `bookmark` to the rooms."""

    def __init__(self, clock: Clock, shelf: Shelf, guiding: Guiding) -> None:
        self._undrafted: set[int] = set()
        self._clock = clock
        self._shelf = shelf
        self._guiding = guiding

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        update, bot = cast(Update, event), cast(Bot, data["bot"])
        data["door"] = bot.session.door  # type: ignore[attr-defined]
        if chat := data.get("event_chat"):
            draft_id = update.update_id % 2**31 or 1
            data["live"] = LiveMessage(bot, chat.id, draft_id, self._undrafted)
            data["teller"] = self._teller(data, bot.id, chat.id)
        query = update.callback_query
        if query and not query.id.startswith(TYPED):
            await self._acknowledge(bot, query.id)
        data["bookmark"] = bookmark = Bookmark()
        result = await handler(event, data)
        return [*replies(result), *bookmark.answers] if bookmark.answers else result

    def _teller(self, data: dict[str, Any], bot_id: int, chat_id: int) -> Teller:
        desk = Desk(
            archive=data["archive"],
            person=data["person"],
            door=data["door"],
            bot_id=bot_id,
            chat_id=chat_id,
            clock=self._clock,
            shelf=self._shelf,
        )
        return Teller(desk=desk, state=data["state"], guiding=self._guiding)

    async def _acknowledge(self, bot: Bot, query_id: str) -> None:
        try:
            await bot.answer_callback_query(query_id, request_timeout=COURTESY_SECONDS)
        except TelegramAPIError as error:  # pressed long ago: the reply itself still comes
            log.info("press not acknowledged", error=type(error).__name__)
