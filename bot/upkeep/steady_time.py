"""The time, where the clock can be believed: it is held against one that is never set."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from storage.archive import Archive
from storage.clock import Clock
from storage.engine import Database

log = structlog.get_logger()
JUMP = timedelta(minutes=10)
STEADY_SECONDS = 3600.0
KEY = "clock"  # among the states: what the next process compares its clock with


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Both clocks at one moment; `jumped` is when the wall clock was last set, if ever."""

    at: datetime
    seconds: float
    jumped: float | None = None

    def is_off(self, now: datetime, seconds: float) -> bool:
        passed = timedelta(seconds=seconds - self.seconds)
        return abs((now - self.at) - passed) > JUMP


@dataclass(kw_only=True)
class SteadyTime:
    """After a jump, nothing for an hour: whoever set the clock may be about to put it right.

    The last reading is kept in the database, so that a restart hides no jump. After a start of
    the machine its steady clock begins anew and proves nothing: that counts as a jump.
    """

    database: Database
    clock: Clock
    seconds: Callable[[], float]
    last: Reading | None = None

    async def now(self) -> datetime | None:
        """None while it may be wrong."""
        now, seconds = self.clock.now(), self.seconds()
        last = self.last or await self._remembered()
        if last is None:
            self.last = await self._keep(Reading(at=now, seconds=seconds))
            return now
        jumped = seconds if last.is_off(now, seconds) else last.jumped
        if jumped != last.jumped:
            log.warning("clock jumped", was=last.at.isoformat(), now=now.isoformat())
        # Moved along now and then: a clock that runs a little fast has not jumped.
        if jumped != last.jumped or seconds - last.seconds >= STEADY_SECONDS:
            last = await self._keep(Reading(at=now, seconds=seconds, jumped=jumped))
        self.last = last
        return None if jumped is not None and seconds - jumped < STEADY_SECONDS else now

    async def _remembered(self) -> Reading | None:
        async with self.database.reading() as work:
            kept = await Archive(work).states.data(KEY)
        if not kept:
            return None
        at = datetime.fromisoformat(kept["at"])
        return Reading(at=at, seconds=kept["seconds"], jumped=kept["jumped"])

    async def _keep(self, reading: Reading) -> Reading:
        kept = {
            "at": reading.at.isoformat(),
            "seconds": reading.seconds,
            "jumped": reading.jumped,
        }
        async with self.database.writing() as work:
            await Archive(work).states.keep_data(KEY, kept)
        return reading
