"""The desk of the bulk: claims, sends and settles, and sees that no correction is missed."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import TelegramMethod

from bot.courier import Courier, method_of
from bot.landing import Claimed, Landed, write_down
from bot.outcomes import followed, insistent, otherwise, outcome_of
from bot.pace import pace_of, paid
from bot.rendering import Renderings, Uploads, crossed_out
from bot.settling import attempt, explained, share_pause
from handlers.announced import Content
from storage.archive import Archive
from storage.delivery import ANNOUNCE, Deed, Delivery, DeliveryState, Outcome

AHEAD = timedelta(seconds=0.4)  # so far ahead turns are given out
SHARED = 1.15  # processes are late in their own ways: together they take fewer turns
UNREACHABLE = "TelegramNetworkError"
LATE = timedelta(seconds=0.12)  # made up for, missed turns would be a burst
MISSED = Outcome(state=DeliveryState.PENDING, reason="late", counted=False)
PAUSED = Outcome(state=DeliveryState.PENDING, reason="pause", counted=False)
CLOSING = Outcome(state=DeliveryState.PENDING, reason="closing", counted=False)


class BulkDesk:
    """One transaction settles what landed and claims what flies next."""

    def __init__(self, *, courier: Courier, renderings: Renderings) -> None:
        self._courier = courier
        self._database = courier.database
        self._clock = courier.clock
        self._renderings = renderings
        self._uploads = Uploads()

    async def must_wait(self, bot: Bot) -> bool:
        """Whether it has to keep still; what it was told to here is told to others."""
        pace = pace_of(bot)
        if pace and pace.unshared:
            async with self._database.writing() as work:
                await share_pause(Archive(work), bot, self._clock.now())
        return await self._courier.must_wait(bot)

    async def has_work(self, bot: Bot) -> bool:
        """Looked at often, and without the write lock."""
        async with self._database.reading() as work:
            return await Archive(work).bulk.has_due(bot.id, self._clock.now())

    async def turn(self, bot: Bot, landed: Sequence[Landed], room: int) -> list[Claimed]:
        if room and await self.must_wait(bot):
            room = 0
        if not landed and not room:
            return []
        now = self._clock.now()
        async with self._database.writing() as work:
            archive = Archive(work)
            # Locks are always taken in this order: turns, announcements, rows.
            await share_pause(archive, bot, now)
            first = await self._first_turn(archive, bot, now) if room else None
            if landed:
                await write_down(archive, bot, landed, now, self._renderings)
            if first is None:
                return await self._claim(archive, bot, room, now) if room else []
            return await self._allotted(archive, bot, room, now, first)

    async def _first_turn(self, archive: Archive, bot: Bot, now: datetime) -> datetime | None:
        """Several processes share the turns of a second; one alone has them all."""
        pace = pace_of(bot)
        if pace is None or not pace.is_limited or self._database.is_sqlite:
            return None
        owed = pace.replies() * timedelta(seconds=pace.interval * SHARED)
        return await archive.pauses.next_turn(bot.id, now) + owed

    async def _allotted(
        self, archive: Archive, bot: Bot, room: int, now: datetime, first: datetime
    ) -> list[Claimed]:
        pace = pace_of(bot)
        each = timedelta(seconds=pace.interval * SHARED if pace else 0)
        left = min(room, (now + AHEAD - first) // each)
        claimed = await self._claim(archive, bot, left, now) if left > 0 else []
        await archive.pauses.allot(bot.id, first + len(claimed) * each)
        return [replace(one, turn=first + n * each) for n, one in enumerate(claimed)]

    async def _claim(self, archive: Archive, bot: Bot, room: int, now: datetime) -> list[Claimed]:
        lease = now + self._courier.lease
        terms: dict[str, Any] = {"now": now, "lease": lease}
        rows = await archive.bulk.claim(bot.id, None, (), most=room, **terms)
        claimed = [Claimed(row=row) for row in rows]
        for broadcast_id in await archive.bulk.working():
            if (left := room - len(claimed)) <= 0:
                break
            standing = (await archive.bulk.standing([broadcast_id]))[broadcast_id]
            found = await archive.bulk.claim(
                bot.id, broadcast_id, standing.deeds, most=left, **terms
            )
            if found:
                await self._render(archive, broadcast_id, standing.edition)
            claimed += [Claimed(row=row, edition=standing.edition) for row in found]
        return claimed

    async def _render(self, archive: Archive, broadcast_id: str, edition: int) -> None:
        if self._renderings.knows(broadcast_id, edition):
            return
        broadcast = await archive.broadcasts.get(broadcast_id)
        content = Content.of(broadcast.content if broadcast else {})
        self._renderings.keep(broadcast_id, edition, content)

    async def send(self, bot: Bot, claimed: Claimed, closing: Callable[[], bool]) -> Outcome:
        """Whatever happens is an outcome. What has to wait goes back as if never claimed."""
        row, pace = claimed.row, pace_of(bot)
        if pace is not None:
            if claimed.turn is not None:
                left = (claimed.turn - self._clock.now()).total_seconds()
                await asyncio.sleep(min(left, AHEAD.total_seconds()))
            await pace.turn(row.chat_id)
            if pace.left:
                return PAUSED
            if claimed.turn is not None and self._clock.now() - claimed.turn > LATE:
                return MISSED
        if closing():
            return CLOSING
        paid.set(True)  # in this task only

        def explain(error: Exception) -> Outcome:
            judge = outcome_of if row.act == Deed.SEND else insistent
            outcome = explained(bot, error, row.attempts, self._clock.now(), judge)
            self._courier.note(row, outcome, error)
            return outcome

        try:
            method = self._method(claimed)
        except Exception as error:  # noqa: BLE001 - nothing was sent
            outcome = Outcome(state=DeliveryState.FAILED, reason=type(error).__name__)
            self._courier.note(row, outcome, error)
            return outcome
        return await attempt(
            lambda each: self._uploads.send(bot, each), method, explain, _fallback(row)
        )

    def _method(self, claimed: Claimed) -> TelegramMethod[Any]:
        if claimed.row.method != ANNOUNCE:
            return method_of(claimed.row)
        return self._renderings.method(claimed.row, claimed.edition)

    def is_unreachable(self, outcome: Outcome) -> bool:
        """Nobody answered the call at all."""
        return outcome.state is DeliveryState.PENDING and outcome.reason == UNREACHABLE


def _fallback(
    row: Delivery,
) -> Callable[[TelegramMethod[Any], Exception], TelegramMethod[Any] | None]:
    """What is tried instead: an edit is nothing but an edit, a deletion may become one."""
    if row.act == Deed.EDIT:
        return followed
    if row.act == Deed.DELETE:
        return lambda method, error: followed(method, error) or _cross_out(row, error)
    return otherwise


def _cross_out(row: Delivery, error: Exception) -> TelegramMethod[Any] | None:
    refused = isinstance(error, TelegramBadRequest) and "not found" not in error.message
    return crossed_out(row) if refused else None
