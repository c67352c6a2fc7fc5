"""Typing a button's number or label presses it."""

from typing import Any, cast

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Message, TelegramObject, Update, User

from bot.middlewares.trail import Handler
from bot.offers import chosen
from handlers.replies import TYPED
from storage.archive import Archive
from storage.engine import Database

LONGEST_LABEL = 64


class TypedChoice(BaseMiddleware):
    """Turns a matching message into the press it means; the rooms need not know."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        update = cast(Update, event)
        message = update.message
        if message and message.from_user and message.text and len(message.text) <= LONGEST_LABEL:
            async with self._database.reading() as work:
                offered = await Archive(work).choices.offered(data["bot"].id, message.chat.id)
            if choice := chosen(message.text, offered):
                return await handler(_press(update, message, message.from_user, choice.data), data)
        return await handler(event, data)


def _press(update: Update, message: Message, user: User, data: str) -> Update:
    query = CallbackQuery(
        id=f"{TYPED}{update.update_id}",
        from_user=user,
        chat_instance=str(message.chat.id),
        message=message,
        data=data,
    ).as_(message.bot)
    return Update(update_id=update.update_id, callback_query=query).as_(message.bot)
