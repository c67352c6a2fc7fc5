"""Sends what was written to the outbox, and writes down what became of each message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiogram.methods
import structlog
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import TelegramMethod
from aiohttp import ClientConnectorError

from bot.batch import Batch
from bot.metrics import Metrics
from storage.archive import Archive
from storage.clock import Clock
from storage.deliveries import Delivery, DeliveryState, Outcome
from storage.engine import Database

log = structlog.get_logger()
MOST_ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A delivery row with its method, ready to be sent."""

    delivery: Delivery
    method: TelegramMethod[Any]


async def post(archive: Archive, bot: Bot, method: TelegramMethod[Any], now: datetime) -> Parcel:
    """Write one message to the outbox, within the caller's transaction."""
    delivery = await archive.deliveries.post(
        bot.id,
        method.chat_id,  # type: ignore[attr-defined]
        type(method).__name__,
        method.model_dump_json(exclude_unset=True),
        now,
    )
    return Parcel(delivery=delivery, method=method)


Settled = tuple[Delivery, Outcome]


class Courier:
    """Claims rows, sends them in order, settles them; claims that meet share a transaction."""

    def __init__(self, *, database: Database, clock: Clock, metrics: Metrics) -> None:
        self.database = database
        self.clock = clock
        self.metrics = metrics
        self._claims = Batch(self._claim)
        self._settlements = Batch(self._settle)

    async def send(self, bot: Bot, parcels: Sequence[Parcel]) -> None:
        if not parcels:
            return
        mine = await self._claims.do([each.delivery.id for each in parcels])
        outcomes = [
            (each.delivery, await self._attempt(bot, each))
            for each in parcels
            if each.delivery.id in mine
        ]
        await self._settlements.do(outcomes)

    async def _claim(self, wanted: Sequence[list[int]]) -> list[set[int]]:
        async with self.database.writing() as work:
            claimed = await Archive(work).deliveries.claim(
                [each for ids in wanted for each in ids]
            )
        return [claimed.intersection(ids) for ids in wanted]

    async def _settle(self, groups: Sequence[list[Settled]]) -> list[None]:
        now = self.clock.now()
        settled = [each for group in groups for each in group]
        async with self.database.writing() as work:
            archive = Archive(work)
            await archive.deliveries.settle(
                [(delivery.id, outcome) for delivery, outcome in settled], now
            )
            for delivery, outcome in settled:
                if outcome.state is DeliveryState.HELD:
                    await archive.people.hold(
                        delivery.bot_id, delivery.chat_id, outcome.reason or "", now
                    )
        return [None] * len(groups)

    async def send_due(self, bot: Bot) -> int:
        """Send what waits: left by a crash, or put off by the other side."""
        now = self.clock.now()
        async with self.database.reading() as work:
            waiting = await Archive(work).deliveries.due(bot.id, now)
        await self.send(bot, [Parcel(delivery=row, method=_method(row)) for row in waiting])
        return len(waiting)

    async def doubt(self, bot: Bot) -> int:
        """After a start: rows claimed by the process that died may or may not have arrived."""
        async with self.database.writing() as work:
            return await Archive(work).deliveries.doubt_claimed(bot.id, self.clock.now())

    async def _attempt(self, bot: Bot, parcel: Parcel) -> Outcome:
        try:
            sent = await bot(parcel.method)
        except TelegramAPIError as error:
            outcome = outcome_of(error, parcel.delivery.attempts + 1, self.clock.now())
            self.metrics.errors.labels(f"delivery_{outcome.state}").inc()
            log.warning(
                "delivery",
                delivery=parcel.delivery.id,
                state=outcome.state,
                error=type(error).__name__,
            )
            return outcome
        return Outcome(state=DeliveryState.SENT, message_id=getattr(sent, "message_id", None))


def outcome_of(error: TelegramAPIError, attempts: int, now: datetime) -> Outcome:
    """What an exception of aiogram says about the message that was being sent."""
    reason = type(error).__name__
    if isinstance(error, TelegramRetryAfter):
        later = now + timedelta(seconds=error.retry_after)
        return Outcome(state=DeliveryState.PENDING, reason=reason, due_at=later)
    if isinstance(error, TelegramForbiddenError):
        return Outcome(state=DeliveryState.HELD, reason=reason)
    if isinstance(error, TelegramNetworkError):
        # Not connected: nothing can have arrived. Anything else: nobody knows.
        if not isinstance(error.__cause__, ClientConnectorError):
            return Outcome(state=DeliveryState.UNCERTAIN, reason=reason)
        return _again(reason, attempts, now)
    if isinstance(error, TelegramServerError):
        return _again(reason, attempts, now)
    if isinstance(error, TelegramMigrateToChat):
        return Outcome(state=DeliveryState.FAILED, reason=f"moved to {error.migrate_to_chat_id}")
    return Outcome(state=DeliveryState.FAILED, reason=reason)


def _again(reason: str, attempts: int, now: datetime) -> Outcome:
    if attempts >= MOST_ATTEMPTS:
        return Outcome(state=DeliveryState.FAILED, reason=reason)
    later = now + timedelta(seconds=2**attempts)
    return Outcome(state=DeliveryState.PENDING, reason=reason, due_at=later)


def _method(row: Delivery) -> TelegramMethod[Any]:
    kind: type[TelegramMethod[Any]] = getattr(aiogram.methods, row.method)
    return kind.model_validate_json(row.payload or "{}")
