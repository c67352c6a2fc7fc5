"""One transaction per update: what the room wrote, what it replies, and that it is done."""

from typing import Any, cast

import structlog
from aiogram import BaseMiddleware, Bot
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.methods import SendMessage, TelegramMethod
from aiogram.types import TelegramObject, Update

from bot.courier import Courier, Parcel, post, send_letter
from bot.fsm import current_archive
from bot.metrics import Metrics
from bot.middlewares.trail import Handler
from bot.offers import offered_by
from handlers.callbacks import GuideCallback
from handlers.errors import OVER, apology
from handlers.letters import Letter
from handlers.telling import STATE
from storage.archive import Archive
from storage.clock import Clock
from storage.engine import Database

log = structlog.get_logger()


class FinishedElsewhere(Exception):
    """Somebody else has committed this very update: what was done here is undone."""


class UnitOfWork(BaseMiddleware):
    """Commits the replies with the work, then has the courier send them.

    A kill before the commit means the update is handled again and nothing was sent; a kill after
    it means the replies stand in the outbox. Handlers therefore *return* their messages. The
    write lock is held from a handler's first write: slow work comes before it.
    """

    def __init__(
        self, database: Database, courier: Courier, clock: Clock, metrics: Metrics
    ) -> None:
        self._database = database
        self._courier = courier
        self._clock = clock
        self._metrics = metrics

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        update, bot = cast(Update, event), cast(Bot, data["bot"])
        try:
            parcels = await self._walk_or_apologise(handler, update, data)
        except FinishedElsewhere:
            data["outcome"]["outcome"] = "repeated"
            return
        await self._courier.send(bot, parcels)

    async def _walk_or_apologise(
        self, handler: Handler, update: Update, data: dict[str, Any]
    ) -> list[Parcel]:
        try:
            return await self._walk(handler, update, data)
        except FinishedElsewhere:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a room raises becomes a sentence
            return await self._apologise(error, update, data)

    async def _walk(self, handler: Handler, update: Update, data: dict[str, Any]) -> list[Parcel]:
        async with self._database.writing() as work:
            archive = data["archive"] = Archive(work)
            token = current_archive.set(archive)
            try:
                result = await handler(update, data)
            finally:
                current_archive.reset(token)
            return await self._conclude(archive, data["bot"], update, result)

    async def _conclude(
        self, archive: Archive, bot: Bot, update: Update, result: Any
    ) -> list[Parcel]:
        now = self._clock.now()
        said = replies(result)
        for letter in (each for each in said if isinstance(each, Letter)):
            await send_letter(archive, letter, now)
        methods = [each for each in said if not isinstance(each, Letter)]
        parcels = [await post(archive, bot, method, now) for method in methods]
        for parcel in parcels:
            if (offered := offered_by(parcel.method)) is not None:
                await archive.choices.offer(bot.id, parcel.delivery.chat_id, offered)
        if not await archive.inbox.finish(bot.id, update.update_id, now):
            raise FinishedElsewhere
        return parcels

    async def _apologise(
        self, error: Exception, update: Update, data: dict[str, Any]
    ) -> list[Parcel]:
        incident = structlog.contextvars.get_contextvars().get("trail", "")
        sentence, expected = apology(error, incident)
        data["outcome"].update(outcome="declined" if expected else "incident")
        if not expected:
            self._metrics.errors.labels("incident").inc()
            log.error("incident", incident=incident, exc_info=error)
        # A press on a message too old to be named carries no chat, but a person.
        chat = data.get("event_chat") or data.get("event_from_user")
        reply = SendMessage(chat_id=chat.id, text=sentence) if chat else None
        async with self._database.writing() as work:
            archive = Archive(work)
            if isinstance(error, OVER) and belongs_to_a_guide(update):
                await self._leave(archive, data)
            return await self._conclude(archive, data["bot"], update, reply)

    async def _leave(self, archive: Archive, data: dict[str, Any]) -> None:
        """Or the same sentence would be the answer to whatever is said next."""
        state, name = data.get("state"), str(data.get("raw_state") or "")
        if state is None or not name.startswith(STATE):
            return
        token = current_archive.set(archive)
        try:
            await state.clear()
            await archive.drafts.drop(data["person"].id, name.removeprefix(STATE))
        finally:
            current_archive.reset(token)


def belongs_to_a_guide(update: Update) -> bool:
    """What is typed in the middle of one does; of the buttons only its own."""
    pressed = update.callback_query
    if pressed is None:
        return update.message is not None
    return (pressed.data or "").startswith(f"{GuideCallback.__prefix__}:")


def replies(result: Any) -> list[TelegramMethod[Any] | Letter]:
    """A handler returns one method or letter, several, or none."""
    if result is None or result is UNHANDLED:
        return []
    return list(result) if isinstance(result, list | tuple) else [result]
