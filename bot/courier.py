"""Sends what was written to the outbox, and writes down what became of each message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import aiogram.methods
import structlog
from aiogram import Bot
from aiogram.methods import SendMessage, TelegramMethod

from bot.batch import Batch
from bot.fsm import private_key
from bot.metrics import Metrics
from bot.offers import by_word_only, offered_by
from bot.outcomes import arrived, otherwise, outcome_of
from handlers.letters import Letter
from handlers.telling import STATE
from storage.archive import Archive
from storage.choices import Choice
from storage.clock import Clock
from storage.deliveries import Delivery, DeliveryState, Outcome
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


async def send_letter(archive: Archive, letter: Letter, now: datetime) -> None:
    """A row for every door of that person; the rounds bring them out within a second.

    Its buttons join those that are open in that chat. Its numbers come first, as it is the newest
    message there; but in the middle of a conversation a typed number belongs to what was asked.
    """
    for address in await archive.people.addresses(letter.person_id):
        if address.held or (address.bot_id, address.account) == letter.besides:
            continue
        method = SendMessage(
            chat_id=address.account, text=letter.text, reply_markup=letter.keyboard
        )
        await post_to(archive, address, method, now)


async def post_to(
    archive: Archive, address: Address, method: TelegramMethod[Any], now: datetime
) -> Delivery:
    """The same for one door, with a row that can be asked later what became of it."""
    payload = method.model_dump_json(exclude_unset=True)
    name = type(method).__name__
    delivery = await archive.deliveries.post(address.bot_id, address.account, name, payload, now)
    if added := offered_by(method):
        await _offer_too(archive, address, added)
    return delivery


async def _offer_too(archive: Archive, address: Address, added: list[Choice]) -> None:
    bot_id, account = address.bot_id, address.account
    open_ = await archive.choices.offered(bot_id, account)
    state = await archive.states.state(private_key(bot_id, account))
    in_the_middle = (state or "").startswith(STATE)
    offered = [*open_, *by_word_only(added)] if in_the_middle else [*added, *open_]
    await archive.choices.offer(bot_id, account, offered)


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
        """One after the other: a kill leaves no more than one of them in doubt."""
        for parcel in parcels:
            if await self._claims.do(parcel.delivery.id):
                outcome = await self._attempt(bot, parcel)
                await self._settlements.do((parcel.delivery, outcome))

    async def _claim(self, wanted: Sequence[int]) -> list[bool]:
        async with self.database.writing() as work:
            claimed = await Archive(work).deliveries.claim(wanted)
        return [each in claimed for each in wanted]

    async def _settle(self, settled: Sequence[Settled]) -> list[None]:
        now = self.clock.now()
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
        return [None] * len(settled)

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
        """Whatever happens is an outcome: a row left claimed would never be looked at again."""
        method = parcel.method
        while True:
            try:
                sent = await bot(method)
            except Exception as error:  # noqa: BLE001 - see above
                other = otherwise(method, error) if method is parcel.method else None
                if other is None:
                    return self._explain(parcel.delivery, error)
                method = other
            else:
                return arrived(parcel.method, method, getattr(sent, "message_id", None))

    def _explain(self, delivery: Delivery, error: Exception) -> Outcome:
        outcome = outcome_of(error, delivery.attempts + 1, self.clock.now())
        if outcome.state is not DeliveryState.SENT:
            self.metrics.errors.labels(f"delivery_{outcome.state}").inc()
            log.warning(
                "delivery", delivery=delivery.id, state=outcome.state, error=type(error).__name__
            )
        return outcome


def _method(row: Delivery) -> TelegramMethod[Any]:
    kind: type[TelegramMethod[Any]] = getattr(aiogram.methods, row.method)
    return kind.model_validate_json(row.payload or "{}")
