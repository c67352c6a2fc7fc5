"""Takes updates from every door: stores them first, then has them handled."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.types import Update
from pydantic import ValidationError

from bot.nursery import Nursery
from storage.archive import Archive
from storage.clock import Clock
from storage.engine import Database
from storage.inbox import Incoming

log = structlog.get_logger()
HANDLING = "update"


@dataclass(frozen=True, kw_only=True)
class Reception:
    """When `accept` has committed, a door may acknowledge: the update survives a kill."""

    database: Database
    dispatcher: Dispatcher
    nursery: Nursery
    clock: Clock
    bots: dict[int, Bot] = field(default_factory=dict)

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
        rows = [
            Incoming(
                bot_id=bot.id,
                update_id=raw["update_id"],
                raw=json.dumps(raw, ensure_ascii=False),
            )
            for raw in raws
        ]
        fresh = await archive.inbox.accept(rows, self.clock.now())
        return [raw for raw in raws if raw["update_id"] in fresh]

    def hand_on(self, bot: Bot, raws: Sequence[dict[str, Any]]) -> None:
        for raw in raws:
            self.nursery.start(self.handle(bot, raw), name=f"{HANDLING} {raw['update_id']}")

    async def handle(self, bot: Bot, raw: dict[str, Any]) -> None:
        try:
            update = Update.model_validate(raw, context={"bot": bot})
        except ValidationError as error:
            log.warning("malformed update", bot_id=bot.id, faults=error.error_count())
            await self.set_aside(bot, raw["update_id"], json.dumps(raw, ensure_ascii=False))
            return
        await self.dispatcher.feed_update(bot, update, accepted=True)

    async def set_aside(self, bot: Bot, update_id: int, raw: str) -> None:
        """Keep what nobody understands, marked so, instead of having it sent again for ever."""
        incoming = Incoming(bot_id=bot.id, update_id=update_id, raw=raw)
        async with self.database.writing() as work:
            await Archive(work).inbox.keep_malformed(incoming, self.clock.now())

    async def resume(self, bot: Bot, *, after_start: bool = False) -> int:
        """Handle again what was accepted and never finished."""
        async with self.database.writing() as work:
            abandoned = await Archive(work).inbox.take_over(
                bot.id, self.clock.now(), all_leases=after_start
            )
        self.hand_on(bot, [json.loads(each.raw) for each in abandoned if each.raw])
        return len(abandoned)
