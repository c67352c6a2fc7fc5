"""What is due now and then: rows put off, filings to be moved on, notices shelved elsewhere."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NoReturn

import structlog
from aiogram import Bot

from bot.courier import Courier
from bot.distribution import Distribution
from bot.imports.clerk import Clerk
from bot.intake_clerk import IntakeClerk
from bot.librarian import Librarian
from bot.nursery import Nursery
from bot.reception import Reception
from bot.upkeep.retention import Retention
from bot.upkeep.walkers import Walker
from storage.archive import Archive
from storage.clock import Clock
from storage.engine import Database

log = structlog.get_logger()
PAUSE_SECONDS = 0.8  # a reply put off goes out within a second of its time
FORGET_EVERY = 75  # rounds
FOLLOW_SECONDS = 16.0
KEPT = timedelta(days=7)  # Telegram redelivers for 24 hours at most


@dataclass(frozen=True, kw_only=True)
class Rounds:
    """One walk through the house; `walk` takes the injected clock's word for the time."""

    bots: Sequence[Bot]
    reception: Reception
    courier: Courier
    distribution: Distribution
    librarian: Librarian
    retention: Retention
    walkers: Sequence[Walker]
    clerk: Clerk
    intake_clerk: IntakeClerk
    nursery: Nursery
    database: Database
    clock: Clock

    async def walk_for_ever(self) -> NoReturn:
        number = 0
        while True:
            await asyncio.sleep(PAUSE_SECONDS)
            number += 1
            try:
                await self.tidy(thoroughly=number % FORGET_EVERY == 0)
                if not self.clerk.at_work:  # a large table takes a minute, and no round waits
                    self.nursery.start(self.clerk.work_off(), name="tables")
                if not self.intake_clerk.at_work:
                    self.nursery.start(self.intake_clerk.work_off(), name="intakes")
            except Exception:
                log.exception("round failed")

    async def follow_for_ever(self) -> NoReturn:
        """Apart from the rest: many new notices take minutes, and no message waits for them."""
        while True:
            try:
                await self.librarian.follow()
            except Exception:
                log.exception("notices not followed")
            await self.librarian.touched.wait(FOLLOW_SECONDS)

    async def walk(self) -> None:
        """Everything that is due, once."""
        await self.clerk.work_off()
        await self.intake_clerk.work_off()
        await self.tidy(thoroughly=True)
        if sum([await self.distribution.drain(bot) for bot in self.bots]):
            await self._walk_walkers()  # what was brought out may be over
        await self.librarian.follow()

    async def tidy(self, *, thoroughly: bool) -> None:
        for bot in self.bots:
            await self.courier.doubt_lost(bot)
            await self.courier.send_due(bot)
            await self.reception.resume(bot)
        await self._walk_walkers()
        if thoroughly:  # last: it empties the database's log of what it removed
            await self._forget()
            await self.retention.walk()

    async def _walk_walkers(self) -> None:
        for walker in self.walkers:
            await self._walk_along(walker)

    async def _walk_along(self, walker: Walker) -> None:
        try:
            await walker.walk()
        except Exception:
            log.exception("round failed", walker=type(walker).__name__)

    async def _forget(self) -> None:
        before = self.clock.now() - KEPT
        async with self.database.writing() as work:
            archive = Archive(work)
            await archive.inbox.forget(before)
            await archive.deliveries.forget(before)
