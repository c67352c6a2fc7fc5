"""Writes down what became of messages, and what follows from it for their addresses."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import TelegramMethod

from bot.outcomes import arrived, otherwise, outcome_of
from bot.pace import pace_of
from storage.archive import Archive
from storage.delivery import Delivery, DeliveryState, Outcome

Settled = tuple[Delivery, Outcome]
Call = Callable[[TelegramMethod[Any]], Awaitable[Any]]
Fallback = Callable[[TelegramMethod[Any], Exception], TelegramMethod[Any] | None]
Judge = Callable[[Exception, int, datetime], Outcome]


async def attempt(
    call: Call,
    method: TelegramMethod[Any],
    explain: Callable[[Exception], Outcome],
    fallback: Fallback = otherwise,
) -> Outcome:
    """Whatever happens is an outcome: a row left claimed would never be looked at again."""
    asked = method
    while True:
        try:
            sent = await call(method)
        except Exception as error:  # noqa: BLE001 - see above
            other = fallback(method, error) if method is asked else None
            if other is None:
                return explain(error)
            method = other
        else:
            return arrived(asked, method, getattr(sent, "message_id", None))


def explained(
    bot: Bot, error: Exception, attempts: int, now: datetime, judge: Judge = outcome_of
) -> Outcome:
    """A pause ends for all at the same moment, also for who came late."""
    outcome, pace = judge(error, attempts, now), pace_of(bot)
    if isinstance(error, TelegramRetryAfter) and pace and pace.until:
        return Outcome(
            state=outcome.state, reason=outcome.reason, due_at=pace.until, counted=False
        )
    return outcome


async def settle(archive: Archive, settled: Sequence[Settled], now: datetime) -> None:
    """An address that refuses us is left alone, one that has moved is followed."""
    await archive.deliveries.settle([(row.id, outcome) for row, outcome in settled], now)
    for row, outcome in settled:
        if outcome.state is DeliveryState.HELD:
            reason = outcome.reason or ""
            await archive.people.hold(row.bot_id, row.chat_id, reason, now)
            await archive.deliveries.hold(row.bot_id, row.chat_id, reason, now)
        if outcome.moved_to is not None:
            await archive.people.move(row.bot_id, row.chat_id, outcome.moved_to)
            await archive.deliveries.follow(row.bot_id, row.chat_id, outcome.moved_to)


async def share_pause(archive: Archive, bot: Bot, now: datetime) -> None:
    """Tell the other processes, once."""
    pace = pace_of(bot)
    if pace and (until := pace.unshared):
        await archive.pauses.begin(bot.id, until, "429", now)
        pace.unshared = None
