"""A form on an announcement is opened by one press, which is noted on the way."""

from typing import Any, cast

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, TelegramObject

from bot.middlewares.trail import Handler
from handlers.broadcast.receiving.service import Pressing
from handlers.callbacks import Announced, Go
from handlers.places import Place
from handlers.telling import Teller

BEGINS = f"{Announced.__prefix__}{Announced.__separator__}"


class Leading(BaseMiddleware):
    """Hands the press on with the data it leads to; what leads nowhere the room answers."""

    def __init__(self, pressing: Pressing) -> None:
        self._pressing = pressing

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        query = cast(CallbackQuery, event)
        form = await self._form(query, data.get("teller"))
        if form:
            query = query.model_copy(update={"data": Go(to=Place.FORM, id=form).pack()})
        return await handler(query, data)

    async def _form(self, query: CallbackQuery, teller: Teller | None) -> str | None:
        if teller is None or not (query.data or "").startswith(BEGINS):
            return None
        try:
            pressed = Announced.unpack(query.data or "")
        except (TypeError, ValueError):  # forged: nobody takes it
            return None
        return await self._pressing.lead(teller.desk, pressed.id, pressed.n)
