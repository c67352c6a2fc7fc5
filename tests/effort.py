"""What a piece of work takes, however slow the machine is and whatever else it does.

Bounds of tests were set on one machine. `slowness` says how much slower this one is right now, and
only what a thread has worked itself is counted, not how long others kept it waiting.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")
PATIENCE_SECONDS = 240  # for what has to come; only ends a test that failed
FIXED_WORK_SECONDS = 0.0048  # what `_fixed_work` takes where the bounds were set


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """What comes of it, and the seconds this thread has worked for it."""
    began = time.thread_time()
    result = work()
    return result, time.thread_time() - began


def slowness() -> float:
    """A bound is multiplied by it; 1 on a machine as quick as the one the bounds were set on."""
    return max(1.0, min(timed(_fixed_work)[1] for _ in range(5)) / FIXED_WORK_SECONDS)


def _fixed_work() -> int:
    return sum(len({n: str(n)}[n].encode()) for n in range(20_000))


@dataclass
class Beat:
    """The longest time the loop was held up, in seconds."""

    longest: float = 0.0


@asynccontextmanager
async def beating(every: float) -> AsyncIterator[Beat]:
    """Somebody else on the loop, who wants to be served at once."""
    beat = Beat()

    async def go_on() -> None:
        while True:
            waited, began = _kept_waiting(), time.monotonic()
            await asyncio.sleep(every)
            held = time.monotonic() - began - (_kept_waiting() - waited)
            beat.longest = max(beat.longest, held)

    task = asyncio.create_task(go_on())
    try:
        yield beat
    finally:
        await asyncio.sleep(every)  # what held it up last may be the longest
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def _kept_waiting() -> float:
    """Seconds this thread was ready and another process had its core; Linux counts them."""
    counted = Path("/proc/thread-self/schedstat")
    return int(counted.read_text().split()[1]) / 10**9 if counted.exists() else 0.0
