"""Sends what was written to the outbox, and writes down what became of each message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiogram.methods
import structlog
from aiogram import Bot
from aiogram.methods import SendMessage, TelegramMethod

from bot.batch import Batch
from bot.fsm import private_key
from bot.metrics import Metrics
from bot.offers import joined, offered_by
from bot.pace import pace_of
from bot.settling import Settled, attempt, explained, settle, share_pause
from handlers.letters import Letter
from handlers.telling import STATE
from storage.archive import Archive
from storage.choices import Choice
from storage.clock import Clock
from storage.deliveries import LEASE
from storage.delivery import REPLIES, Delivery, DeliveryState, Outcome
from storage.engine import Database
from storage.people import Address

log = structlog.get_logger()


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


async def send_letter(
    archive: Archive, letter: Letter, now: datetime, *, lane: int = REPLIES
) -> None:
    """A row for every door of that person; the rounds bring them out within a second.

    Many letters at once belong into the lane of the bulk, which keeps the pace.

    Its buttons join those that are open in that chat. Its numbers come first, as it is the newest
    message there; but in the middle of a conversation a typed number belongs to what was asked.
    """
    for address in await archive.people.addresses(letter.person_id):
        if address.held or (address.bot_id, address.account) == letter.besides:
            continue
        method = SendMessage(
            chat_id=address.account, text=letter.text, reply_markup=letter.keyboard
        )
        await post_to(archive, address, method, now, lane)


async def post_to(
    archive: Archive, address: Address, method: TelegramMethod[Any], now: datetime, lane: int = 0
) -> Delivery:
    """The same for one door, with a row that can be asked later what became of it."""
    payload = method.model_dump_json(exclude_unset=True)
    name = type(method).__name__
    to = (address.bot_id, address.account)
    delivery = await archive.deliveries.post(*to, name, payload, now, lane)
    if added := offered_by(method):
        await _offer_too(archive, address, added)
    return delivery


async def _offer_too(archive: Archive, address: Address, added: list[Choice]) -> None:
    bot_id, account = address.bot_id, address.account
    open_ = await archive.choices.offered(bot_id, account)
    state = await archive.states.state(private_key(bot_id, account))
    in_the_middle = (state or "").startswith(STATE)
    offered = joined(open_, added, in_the_middle=in_the_middle)
    await archive.choices.offer(bot_id, account, offered)


class Courier:
    """Claims rows, sends them in order, settles them; claims that meet share a transaction."""

    def __init__(
        self, *, database: Database, clock: Clock, metrics: Metrics, lease: timedelta = LEASE
    ) -> None:
        self.database = database
        self.clock = clock
        self.metrics = metrics
        self.lease = lease
        self._claims = Batch(self._claim)
        self._settlements = Batch(self._settle)

    async def send(self, bot: Bot, parcels: Sequence[Parcel]) -> None:
        """One after the other: a kill leaves no more than one of them in doubt.

        Nothing is claimed while the bot has to keep still: what waits goes first afterwards.
        """
        for parcel in parcels:
            if await self.must_wait(bot):
                return
            if await self._claims.do(parcel.delivery.id):
                outcome = await self._attempt(bot, parcel)
                await self._settlements.do((bot, (parcel.delivery, outcome)))

    async def must_wait(self, bot: Bot) -> bool:
        """Whether somebody, here or in another process, was told to keep still."""
        pace = pace_of(bot)
        if pace is None:
            return False
        if not pace.left and not self.database.is_sqlite:
            now = self.clock.now()
            async with self.database.reading() as work:
                until = await Archive(work).pauses.until(bot.id, now)
            if until is not None:
                pace.keep_still(until, shared=True)
        return pace.left > 0

    async def _claim(self, wanted: Sequence[int]) -> list[bool]:
        lease = self.clock.now() + self.lease
        async with self.database.writing() as work:
            claimed = await Archive(work).deliveries.claim(wanted, lease)
        return [each in claimed for each in wanted]

    async def _settle(self, settled: Sequence[tuple[Bot, Settled]]) -> list[None]:
        now = self.clock.now()
        async with self.database.writing() as work:
            archive = Archive(work)
            for bot in {bot.id: bot for bot, _ in settled}.values():
                await share_pause(archive, bot, now)
            await settle(archive, [each for _, each in settled], now)
        return [None] * len(settled)

    async def send_due(self, bot: Bot) -> int:
        """Send what waits: left by a crash, or put off by the other side."""
        if await self.must_wait(bot):
            return 0
        now = self.clock.now()
        async with self.database.reading() as work:
            waiting = await Archive(work).deliveries.due(bot.id, now)
        await self.send(bot, [Parcel(delivery=row, method=method_of(row)) for row in waiting])
        return len(waiting)

    async def doubt(self, bot: Bot) -> int:
        """After a start: rows claimed by the process that died may or may not have arrived.

        On PostgreSQL another process may live: there a claim is in doubt when its lease is over.
        """
        now, alone = self.clock.now(), self.database.is_sqlite
        async with self.database.writing() as work:
            archive = Archive(work)
            until = await archive.pauses.until(bot.id, now)
            if until and (pace := pace_of(bot)):
                pace.keep_still(until, shared=True)  # the process before was told to
            return await archive.deliveries.doubt_claimed(bot.id, now, all_leases=alone)

    async def doubt_lost(self, bot: Bot) -> int:
        """Now and then: claims of a process that is not there any more."""
        now = self.clock.now()
        async with self.database.reading() as work:
            lost = await Archive(work).deliveries.has_lost(bot.id, now)
        if not lost:
            return 0
        async with self.database.writing() as work:
            return await Archive(work).deliveries.doubt_claimed(bot.id, now, all_leases=False)

    async def _attempt(self, bot: Bot, parcel: Parcel) -> Outcome:
        row = parcel.delivery

        def explain(error: Exception) -> Outcome:
            outcome = explained(bot, error, row.attempts + 1, self.clock.now())
            self.note(row, outcome, error)
            return outcome

        return await attempt(bot, parcel.method, explain)

    def note(self, row: Delivery, outcome: Outcome, error: Exception) -> None:
        """What did not go out is counted and logged, without what it says."""
        if outcome.state is not DeliveryState.SENT:
            self.metrics.errors.labels(f"delivery_{outcome.state}").inc()
            kind = type(error).__name__
            log.warning("delivery", delivery=row.id, state=outcome.state, error=kind)


def method_of(row: Delivery) -> TelegramMethod[Any]:
    kind: type[TelegramMethod[Any]] = getattr(aiogram.methods, row.method)
    return kind.model_validate_json(row.payload or "{}")
