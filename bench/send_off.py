"""The courier alone, as a process of its own: to be measured, and to be killed."""

import asyncio
import json
import logging
import resource
import sys
from dataclasses import asdict, dataclass
from datetime import timedelta
from time import perf_counter

import structlog
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer

from bot.bulk_desk import BulkDesk
from bot.channels.kept import KeptFiles
from bot.channels.telegram_session import TelegramSession
from bot.courier import Courier
from bot.distribution import Distribution
from bot.metrics import Metrics
from bot.nursery import Nursery
from bot.rendering import Renderings
from bot.upkeep.broadcasts import BroadcastRounds
from storage.archive import Archive
from storage.clock import Clock, SystemClock
from storage.engine import Database

TOKEN = "7:bench"


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a courier is told: where the rows are, where they go, how fast."""

    database: str
    api: str
    per_second: float = 0
    at_once: int = 16
    lease_seconds: float = 480


@dataclass(frozen=True, kw_only=True)
class SendOff:
    """A courier, its bulk line and the rounds, without a house around them."""

    order: Order
    database: Database
    bot: Bot
    courier: Courier
    distribution: Distribution
    rounds: BroadcastRounds
    nursery: Nursery

    async def once(self) -> int:
        """One round, and whatever is due by then; how many messages were tried."""
        await self.rounds.walk()
        return await self.distribution.drain(self.bot)

    async def for_ever(self) -> None:
        await self.courier.doubt(self.bot)
        self.distribution.keep_going([self.bot])
        while True:
            await self.courier.doubt_lost(self.bot)
            await self.courier.send_due(self.bot)
            await self.rounds.walk()
            await asyncio.sleep(0.1)

    async def is_over(self, broadcast_id: str) -> bool:
        async with self.database.reading() as work:
            found = await Archive(work).broadcasts.get(broadcast_id)
        return found is not None and found.finished_at is not None

    async def close(self) -> None:
        await self.distribution.close(20)
        await self.nursery.close()
        await self.bot.session.close()
        await self.database.close()


def send_off(order: Order, *, clock: Clock | None = None, bot: Bot | None = None) -> SendOff:
    """`bot`: another door than Telegram's, or one that keeps files."""
    clock, nursery = clock or SystemClock(), Nursery()
    database = Database(order.database)
    bot = bot or telegram_bot(order, clock)
    courier = Courier(
        database=database,
        clock=clock,
        metrics=Metrics(),
        lease=timedelta(seconds=order.lease_seconds),
    )
    distribution = Distribution(
        courier=courier,
        desk=BulkDesk(courier=courier, renderings=Renderings()),
        nursery=nursery,
        busy=lambda: False,
        at_once=order.at_once,
    )
    return SendOff(
        order=order,
        database=database,
        bot=bot,
        courier=courier,
        distribution=distribution,
        rounds=BroadcastRounds(database=database, clock=clock),
        nursery=nursery,
    )


def telegram_bot(order: Order, clock: Clock, kept: KeptFiles | None = None) -> Bot:
    server = TelegramAPIServer.from_base(order.api)
    session = TelegramSession(server, clock, kept, order.per_second)
    return Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode="HTML"))


async def until_over(order: Order, broadcast_id: str) -> dict[str, float]:
    """How long the announcement took, and the most memory that was ever held."""
    sending = send_off(order)
    started = perf_counter()
    work = asyncio.ensure_future(sending.for_ever())  # noqa: TID251 - a benchmark
    while not await sending.is_over(broadcast_id):
        await asyncio.sleep(0.05)
    seconds = perf_counter() - started
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    await sending.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "memory_mb": memory}


def run(order: Order) -> None:
    """Until it is killed."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    asyncio.run(send_off(order).for_ever())


def command(order: Order) -> list[str]:
    return [sys.executable, "-m", "bench.send_off", json.dumps(asdict(order))]


if __name__ == "__main__":
    told = Order(**json.loads(sys.argv[1]))
    if len(sys.argv) > 2:
        print(json.dumps(asyncio.run(until_over(told, sys.argv[2]))))
    else:
        run(told)
