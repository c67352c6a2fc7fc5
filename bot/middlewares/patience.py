"""So many messages a minute from one person, and a kind word to whoever is faster."""

from typing import Any

from aiogram import BaseMiddleware
from aiogram.methods import SendMessage
from aiogram.types import TelegramObject
from limits import RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter

from bot.middlewares.trail import Handler

TOO_FAST = "您发得有点快，我跟不上了。请稍等半分钟再发，刚才这条没有处理，需要的话请再发一次。"


class Patience(BaseMiddleware):
    """A sliding window per person; the kind word itself comes once in ten seconds."""

    def __init__(self, per_minute: int) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._pace = RateLimitItemPerMinute(per_minute)
        self._reminder = RateLimitItemPerSecond(1, 10)

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        person = data["person"].id
        if await self._limiter.hit(self._pace, "pace", person):
            return await handler(event, data)
        data["outcome"]["outcome"] = "too_fast"
        chat = data.get("event_chat")
        if chat and await self._limiter.hit(self._reminder, "word", person):
            return SendMessage(chat_id=chat.id, text=TOO_FAST)
        return None
