"""Takes updates from every door: stores them first, then has them handled."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.dispatcher.middlewares.user_context import UserContextMiddleware
from aiogram.methods import SendMessage
from aiogram.types import Update
from pydantic import ValidationError

from bot.courier import post
from bot.nursery import Nursery
from storage.archive import Archive
from storage.clock import Clock
from storage.engine import Database
from storage.inbox import Incoming

log = structlog.get_logger()
HANDLING = "update"
# Generous: whoever restarts the house again and again must not make it forget a message.
MOST_ATTEMPTS = 25
GIVEN_UP = (
    "抱歉，您之前发来的一条消息我一直没能办成，已经停下来了。"
    "请换个说法再发一次；如果还不行，请联系工作人员。"
)


@dataclass(frozen=True, kw_only=True)
class Reception:
    """When `accept` has committed, a door may acknowledge: the update survives a kill."""

    database: Database
    dispatcher: Dispatcher
    nursery: Nursery
    clock: Clock
    in_hand: set[tuple[int, int]] = field(default_factory=set)

    async def receive(self, bot: Bot, raws: Sequence[dict[str, Any]]) -> None:
        """Store and hand on in the background; back as soon as they are safe."""
        async with self.database.writing() as work:
            fresh = await self.accept(Archive(work), bot, raws)
        self.hand_on(bot, fresh)

    async def accept(
        self, archive: Archive, bot: Bot, raws: Sequence[dict[str, Any]]
    ) -> list[dict[str, Any]]:
        """Store within the caller's transaction; those that were new."""
        if not raws:
            return []
        once = {raw["update_id"]: raw for raw in raws}
        rows = [_incoming(bot, raw) for raw in once.values()]
        fresh = await archive.inbox.accept(rows, self.clock.now())
        return [raw for update_id, raw in once.items() if update_id in fresh]

    def hand_on(self, bot: Bot, raws: Sequence[dict[str, Any]]) -> None:
        """Handle in the background what nobody here is handling yet."""
        for raw in raws:
            if (key := (bot.id, raw["update_id"])) not in self.in_hand:
                self.in_hand.add(key)
                self.nursery.start(self._handle(bot, raw), name=f"{HANDLING} {raw['update_id']}")

    async def _handle(self, bot: Bot, raw: dict[str, Any]) -> None:
        try:
            if update := _understood(bot, raw):
                await self.dispatcher.feed_update(bot, update, accepted=True)
            else:
                await self.set_aside(_incoming(bot, raw))
        finally:
            self.in_hand.discard((bot.id, raw["update_id"]))

    async def set_aside(self, incoming: Incoming) -> None:
        """Keep what nobody understands, marked so, instead of having it sent again for ever."""
        async with self.database.writing() as work:
            await Archive(work).inbox.keep_malformed(incoming, self.clock.now())

    async def resume(self, bot: Bot, *, after_start: bool = False) -> int:
        """Handle again what was accepted and never finished."""
        async with self.database.writing() as work:
            archive = Archive(work)
            abandoned = await archive.inbox.take_over(
                bot.id, self.clock.now(), all_leases=after_start
            )
            hopeless = [each for each in abandoned if each.attempts > MOST_ATTEMPTS]
            for each in hopeless:
                await self._give_up(archive, bot, each)
        hopeful = [each for each in abandoned if each not in hopeless]
        self.hand_on(bot, [json.loads(each.raw) for each in hopeful if each.raw])
        return len(hopeful)

    async def _give_up(self, archive: Archive, bot: Bot, incoming: Incoming) -> None:
        log.error("update given up", bot_id=bot.id, update_id=incoming.update_id)
        now = self.clock.now()
        await archive.inbox.give_up(bot.id, incoming.update_id, now)
        update = _understood(bot, json.loads(incoming.raw or "{}"))
        chat = UserContextMiddleware.resolve_event_context(update).chat if update else None
        if chat:
            await post(archive, bot, SendMessage(chat_id=chat.id, text=GIVEN_UP), now)


def _understood(bot: Bot, raw: dict[str, Any]) -> Update | None:
    try:
        return Update.model_validate(raw, context={"bot": bot})
    except ValidationError as error:
        log.warning("malformed update", bot_id=bot.id, faults=error.error_count())
        return None


def _incoming(bot: Bot, raw: dict[str, Any]) -> Incoming:
    # Escaped: half of a surrogate pair is no text to a database.
    return Incoming(bot_id=bot.id, update_id=raw["update_id"], raw=json.dumps(raw))
