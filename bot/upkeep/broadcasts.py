"""Moves announcements on: begun at their time, spread, ended when all has been done."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from handlers.announced import Content, parts
from storage.archive import Archive
from storage.broadcasts import Broadcast, BroadcastState
from storage.clock import Clock
from storage.engine import Database

BATCH = 2000  # recipients in one transaction
MOST_BATCHES = 5  # in one round: the others have their turn too
RUNNING = (BroadcastState.SENDING, BroadcastState.PAUSED)


@dataclass(frozen=True, kw_only=True)
class BroadcastRounds:
    """Each step is a compare-and-set: several processes walk without harm."""

    database: Database
    clock: Clock

    async def walk(self) -> int:
        """How many steps were taken."""
        async with self.database.reading() as work:
            unfinished = await Archive(work).broadcasts.unfinished()
        steps = 0
        for each in unfinished:
            steps += await self._go_on(each, self.clock.now())
        return steps

    async def _go_on(self, broadcast: Broadcast, now: datetime) -> int:
        over = broadcast.expires_at is not None and broadcast.expires_at <= now
        if broadcast.state is BroadcastState.READY:
            return await self._begin(broadcast, now, over=over)
        if await self._finish(broadcast, now):
            return 1
        if broadcast.state in RUNNING and over:
            return await self._expire(broadcast, now)
        if broadcast.state is BroadcastState.SENDING and broadcast.spread_at is None:
            return await self._spread(broadcast)
        if broadcast.state not in (*RUNNING, BroadcastState.DONE):
            return await self._sweep(broadcast, now)
        return 0

    async def _begin(self, broadcast: Broadcast, now: datetime, *, over: bool) -> int:
        if not over and broadcast.send_at is not None and broadcast.send_at > now:
            return 0
        ready = [BroadcastState.READY]
        async with self.database.writing() as work:
            broadcasts = Archive(work).broadcasts
            if over:
                expired = BroadcastState.EXPIRED
                await broadcasts.move(broadcast.id, ready, expired, now, finished_at=now)
                return 1
            sending = BroadcastState.SENDING
            if not await broadcasts.move(broadcast.id, ready, sending, now, started_at=now):
                return 0
        return 1 + await self._spread(broadcast)

    async def _spread(self, broadcast: Broadcast) -> int:
        steps = 0
        for _ in range(MOST_BATCHES):
            if not await self._spread_some(broadcast):
                break
            steps += 1
            await asyncio.sleep(0)  # a reply may pass between two batches
        return steps

    async def _spread_some(self, broadcast: Broadcast) -> bool:
        """Whether there is more to spread; never beside a pause or a withdrawal."""
        now = self.clock.now()
        async with self.database.writing() as work:
            archive = Archive(work)
            standing = (await archive.bulk.standing([broadcast.id])).get(broadcast.id)
            if standing is None or standing.state != BroadcastState.SENDING:
                return False
            if await archive.deliveries.spread(
                broadcast.id,
                parts=parts(Content.of(broadcast.content)),
                now=now,
                expires_at=broadcast.expires_at,
                most=BATCH,
                mandatory=broadcast.mandatory,
            ):
                return True
            if not await archive.deliveries.is_spread(broadcast.id):
                return False  # another process is at the last of them
        async with self.database.writing() as work:  # its row was held for reading until now
            await Archive(work).broadcasts.mark(broadcast.id, spread_at=now)
        return False

    async def _expire(self, broadcast: Broadcast, now: datetime) -> int:
        async with self.database.writing() as work:
            archive = Archive(work)
            expired = BroadcastState.EXPIRED
            if await archive.broadcasts.move(broadcast.id, RUNNING, expired, now):
                await archive.deliveries.expire(broadcast.id, now)
                return 1
        return 0

    async def _sweep(self, broadcast: Broadcast, now: datetime) -> int:
        """What came back to the queue while it was being stopped."""
        async with self.database.reading() as work:
            if not await Archive(work).deliveries.waits(broadcast.id):
                return 0
        async with self.database.writing() as work:
            outbox = Archive(work).deliveries
            if broadcast.state is BroadcastState.EXPIRED:
                return await outbox.expire(broadcast.id, now)
            return await outbox.stop_sending(broadcast.id, now)

    async def _finish(self, broadcast: Broadcast, now: datetime) -> bool:
        """All has been tried; looked at once more under the lock."""
        if broadcast.state in RUNNING and broadcast.spread_at is None:
            return False
        async with self.database.reading() as work:
            if not await Archive(work).deliveries.is_over(broadcast.id):
                return False
        async with self.database.writing() as work:
            archive = Archive(work)
            await archive.broadcasts.lock(broadcast.id)
            if not await archive.deliveries.is_over(broadcast.id):
                return False
            done = BroadcastState.DONE
            if not await archive.broadcasts.move(
                broadcast.id, RUNNING, done, now, finished_at=now
            ):
                await archive.broadcasts.mark(broadcast.id, finished_at=now)
        return True
