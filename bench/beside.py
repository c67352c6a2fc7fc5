"""What a running announcement costs those who write meanwhile: reply times with and without."""

import asyncio
import json
import logging
import random
from statistics import quantiles
from time import perf_counter
from typing import Any

import structlog
from aiogram import Bot
from aiogram.methods import SendMessage

from bench.corridor import Sink, opened_house, sink_bot
from bench.crowd import FIRST, announce, gather
from bench.wire import raw_update
from bot.app import House
from bot.pace import Pace
from bot.rehearsal.quiet import QuietDoor
from storage.clock import SystemClock

SEED, REPLIES, PER_SECOND, CROWD = 20261124, 300, 20, 20_000
ACCOUNTS = 50  # from 1000 on: far from FIRST


class Timed(Sink):
    """Notes when each reply went out; `pace` makes it a Telegram with its limits."""

    def __init__(self) -> None:
        super().__init__()
        self.pace: Pace | None = None
        self.replied: dict[int, float] = {}
        self.bulk = 0

    async def _send(self, bot: Bot, method: SendMessage) -> dict[str, Any]:
        if int(method.chat_id) < FIRST:
            self.replied[int(method.chat_id)] = perf_counter()
        else:
            self.bulk += 1
        return await super()._send(bot, method)


async def reply_times(house: House, bot: Bot, timed: Timed, first: int, most: int) -> list[float]:
    """People write at moments of their own; nobody waits for anybody else."""
    chance, times = random.Random(SEED), []

    async def one(number: int) -> None:
        raw = raw_update(number, ACCOUNTS)
        account = 1000 + number % ACCOUNTS
        timed.replied.pop(account, None)
        started = perf_counter()
        await house.reception.receive(bot, [raw])
        while account not in timed.replied:
            await asyncio.sleep(0.001)
        times.append(timed.replied[account] - started)

    async with asyncio.TaskGroup() as group:
        for number in range(first, first + most):
            group.create_task(one(number))
            await asyncio.sleep(min(chance.expovariate(PER_SECOND), 0.2))
    return times


def p99(times: list[float]) -> float:
    return quantiles(times, n=100)[98] * 1000


async def measure(
    *,
    replies: int = REPLIES,
    crowd: int = CROWD,
    per_second: float = 25,
    spreading: float = 5,
) -> dict[str, float]:
    """`per_second` 0: the announcement goes out as fast as it can."""
    bot, timed = sink_bot(), Timed()
    bot.session = timed
    async with opened_house(lambda _house: [QuietDoor(bot=bot)]) as house:
        await reply_times(house, bot, timed, 1, 50)  # warm
        alone = p99(await reply_times(house, bot, timed, 1000, replies))
        now = SystemClock().now()
        await gather(house.database, crowd, now)
        await announce(house.database, crowd, now)
        if per_second:
            timed.pace = Pace(SystemClock(), per_second)
        house.keep_going()
        while not timed.bulk:
            await asyncio.sleep(0.05)
        await asyncio.sleep(spreading)  # spread: rows for all of them are made
        before = timed.bulk
        beside = p99(await reply_times(house, bot, timed, 5000, replies))
        assert timed.bulk > before
    name = f"{per_second:g}_a_second" if per_second else "unlimited"
    return {
        "reply_p99_ms_alone": alone,
        f"reply_p99_ms_beside_{name}": beside,
        f"ratio_{name}": beside / alone,
    }


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    print(json.dumps(asyncio.run(measure()) | asyncio.run(measure(per_second=0))))
