"""Lets go of what has been kept long enough; says once a day how far the journal has come."""

import asyncio
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog

from bot.settings import Settings
from storage.announced_files import let_go_of_old
from storage.archive import Archive
from storage.clock import Clock
from storage.engine import Database
from storage.files import Shelf
from storage.journal import Entry
from storage.retention import Limits, Rule, daily, hourly

log = structlog.get_logger()
BATCH = 500  # rows deleted under one write lock: some milliseconds
PAUSE_SECONDS = 0.02  # between batches, for everybody else
EVERY = timedelta(hours=1)
INVITATIONS_KEPT = timedelta(days=30)  # after they expired: an old link deserves an explanation
SESSIONS_KEPT = timedelta(days=1)
ATTEMPTS_KEPT = timedelta(days=8)  # longer than anything is counted: one name on a roster, a week
BEING_WRITTEN_SECONDS = 600


@dataclass(kw_only=True)
class Retention:
    """Walks along with the rounds; does something once an hour, and the rest once a day."""

    database: Database
    shelf: Shelf
    settings: Settings
    clock: Clock
    walked_at: datetime | None = None
    day: date | None = None

    async def walk(self) -> None:
        now = self.clock.now()
        if self.walked_at and now - self.walked_at < EVERY:
            return
        self.walked_at, limits = now, self._limits(now)
        for rule in hourly(now, limits):
            await self._follow(rule)
        if self.day != now.date():
            self.day = now.date()
            await self._clear_out(limits, now)
            await self._note_head()
        await self._sweep()
        await self.database.checkpoint()

    def _limits(self, now: datetime) -> Limits:
        kept = self.settings
        return Limits(
            left=now - timedelta(days=kept.keep_left_days),
            messages=now - timedelta(days=kept.keep_messages_days),
            questions=now - timedelta(days=kept.keep_questions_days),
            drafts=now - timedelta(days=kept.keep_drafts_days),
            filing_drafts=now - timedelta(days=kept.keep_filing_drafts_days),
            invitations=now - INVITATIONS_KEPT,
            sessions=now - SESSIONS_KEPT,
            attempts=now - ATTEMPTS_KEPT,
        )

    async def _clear_out(self, limits: Limits, now: datetime) -> None:
        """One entry a day, and none where nothing was removed."""
        async with self.database.writing() as work:
            await let_go_of_old(work, limits.messages, now)
        counts = {rule.name: await self._follow(rule) for rule in daily(limits)}
        removed = {name: count for name, count in counts.items() if count}
        if not removed:
            return
        entry = Entry(
            at=now,
            person_id=None,
            door="house",
            action="kept long enough",
            object="retention",
            detail=removed,
        )
        async with self.database.writing() as work:
            await Archive(work).journal.write(entry)

    async def _follow(self, rule: Rule) -> int:
        """Batch by batch, each its own transaction: whoever waits to write comes in between."""
        total = 0
        while True:
            async with self.database.reading() as work:
                keys = await rule.due(work, BATCH)
            if not keys:
                return total
            async with self.database.writing() as work:
                total += await rule.carry_out(work, keys)
            await asyncio.sleep(PAUSE_SECONDS)

    async def _note_head(self) -> None:
        """Kept elsewhere with the logs, it shows whether the end of the chain was cut off."""
        async with self.database.reading() as work:
            journal = Archive(work).journal
            log.info("journal", entries=await journal.count(), head=await journal.head())

    async def _sweep(self) -> None:
        """Contents nobody's row names; what was put there just now may have no row yet."""
        before = time.time() - BEING_WRITTEN_SECONDS  # files know the machine's clock only
        async with self.database.reading() as work:
            kept = await Archive(work).files.digests()
        await asyncio.to_thread(self.shelf.sweep, kept, before)
