"""Brings out the bulk beside the replies: a few at a time, at its pace, each once."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NoReturn

import structlog
from aiogram import Bot

from bot.bulk_desk import BulkDesk
from bot.courier import Courier
from bot.landing import Claimed, Landed
from bot.nursery import Nursery
from bot.pace import pace_of
from bot.reception import Reception
from bot.rendering import Links, Renderings

log = structlog.get_logger()
IDLE_SECONDS = 0.3
GATE_SECONDS = 0.2
BREATH_SECONDS = 0.02  # what lands within it is settled together
MOST_BREATHS = 10  # a reply under way comes first, but the bulk does not starve
REST_SECONDS = (1.0, 10.0)
AT_ONCE = 16  # at a door of our own


@dataclass
class _Line:
    """One bot's bulk: who is on the way, and what came back since it was last written down."""

    bot: Bot
    flying: set[asyncio.Task[None]] = field(default_factory=set)
    landed: list[Landed] = field(default_factory=list)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    rest: float = 0.0


class Distribution:
    """No more rows are claimed than are on the way: that many are in doubt after a kill.

    `busy` says whether replies are being made; `at_once` is how many are on the way to Telegram.
    """

    def __init__(
        self,
        *,
        courier: Courier,
        desk: BulkDesk,
        nursery: Nursery,
        busy: Callable[[], object],
        at_once: int = 8,
    ) -> None:
        self._courier = courier
        self._desk = desk
        self._nursery = nursery
        self._busy = busy
        self._at_once = at_once
        self._lines: dict[int, _Line] = {}
        self._stopping = False

    def keep_going(self, bots: Iterable[Bot]) -> None:
        for bot in bots:
            self._nursery.start(self.drain_for_ever(bot), name="bulk line")

    async def drain_for_ever(self, bot: Bot) -> NoReturn:
        while True:
            try:
                await self._once(bot)
            except Exception:
                log.exception("bulk failed")
                await asyncio.sleep(REST_SECONDS[0])
            await asyncio.sleep(IDLE_SECONDS)

    async def _once(self, bot: Bot) -> None:
        """What is due; after a pause the replies that waited go first."""
        paused = False
        while await self._desk.must_wait(bot):
            paused = True
            pace = pace_of(bot)
            await asyncio.sleep(min(GATE_SECONDS, pace.left if pace else 0))
        waiting = paused
        while waiting:
            waiting = bool(await self._courier.send_due(bot))
        await self.drain(bot)

    async def drain(self, bot: Bot) -> int:
        """Until nothing more is due, or the bot has to keep still; how many were tried."""
        line = self._lines.setdefault(bot.id, _Line(bot=bot))
        if line.turn.locked():  # its own task is at it
            return 0
        async with line.turn:
            if not (line.landed or line.flying) and not await self._desk.has_work(bot):
                return 0
            return await self._drain(line)

    async def _drain(self, line: _Line) -> int:
        count = 0
        while True:
            fresh = await self._turn(line)
            count += len(fresh)
            for each in fresh:
                flight = self._nursery.start(self._fly(line, each), name="bulk")
                line.flying.add(flight)
                flight.add_done_callback(line.flying.discard)
            if not line.flying and not line.landed:
                return count
            if line.flying:
                await asyncio.wait(line.flying, return_when=asyncio.FIRST_COMPLETED)
            if line.flying:
                await asyncio.wait(line.flying, timeout=BREATH_SECONDS)

    async def _turn(self, line: _Line) -> list[Claimed]:
        """Write down what landed and claim as many anew, in one transaction."""
        landed = list(line.landed)
        nobody_home = bool(landed) and all(self._desk.is_unreachable(each) for _, each in landed)
        rests = self._stopping or nobody_home
        room = 0 if rests else self._most(line.bot) - len(line.flying)
        fresh = await self._desk.turn(line.bot, landed, room)
        del line.landed[: len(landed)]  # written down: until then they are kept here
        if nobody_home:
            await self._rest(line)
        elif landed:
            line.rest = 0.0
        return fresh

    async def _fly(self, line: _Line, claimed: Claimed) -> None:
        for _ in range(MOST_BREATHS):
            if not self._busy():
                break
            await asyncio.sleep(BREATH_SECONDS)
        outcome = await self._desk.send(line.bot, claimed, lambda: self._stopping)
        line.landed.append((claimed, outcome))

    async def _rest(self, line: _Line) -> None:
        """When nobody is at home over there, knock now and then."""
        line.rest = min(max(line.rest * 2, REST_SECONDS[0]), REST_SECONDS[1])
        await asyncio.sleep(line.rest)

    def _most(self, bot: Bot) -> int:
        return AT_ONCE if pace_of(bot) is None else self._at_once

    async def close(self, seconds: float) -> None:
        """Let what is on the way land; what only waits for its turn is put back."""
        self._stopping = True
        try:
            async with asyncio.timeout(seconds):
                for line in self._lines.values():
                    async with line.turn:
                        await self._drain(line)
        except TimeoutError:
            log.warning("bulk left in doubt")


def build_distribution(
    courier: Courier, reception: Reception, at_once: int, links: Links | None = None
) -> Distribution:
    """It lets replies pass: updates in hand are what will become of them."""
    return Distribution(
        courier=courier,
        desk=BulkDesk(courier=courier, renderings=Renderings(links)),
        nursery=reception.nursery,
        busy=lambda: reception.in_hand,
        at_once=at_once,
    )
