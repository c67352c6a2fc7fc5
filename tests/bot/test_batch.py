"""Jobs that arrive together are done together; trouble of one is not trouble of another."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from bot.batch import Batch


@dataclass(kw_only=True)
class Desk:
    """Doubles numbers, a batch for every release; refuses a batch with a zero."""

    batches: list[list[int]] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))

    async def run(self, jobs: Sequence[int]) -> list[int]:
        self.batches.append(list(jobs))
        self.arrived.set()
        await self.gate.acquire()
        if 0 in jobs:
            raise ValueError("zero")
        return [job * 2 for job in jobs]


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def started(batch: Batch[int, int], *jobs: int) -> list[asyncio.Task[int]]:
    tasks = [asyncio.create_task(batch.do(job)) for job in jobs]
    await asyncio.sleep(0)
    return tasks


def let_go(desk: Desk, *, batches: int) -> None:
    for _ in range(batches):
        desk.gate.release()


async def test_what_gathers_meanwhile_goes_together(desk: Desk) -> None:
    batch: Batch[int, int] = Batch(desk.run)
    first = await started(batch, 1)
    await desk.arrived.wait()
    others = await started(batch, 2, 3, 4)
    let_go(desk, batches=2)
    assert await asyncio.gather(*first, *others) == [2, 4, 6, 8]
    assert desk.batches == [[1], [2, 3, 4]]


async def test_an_error_is_everybodys_and_nobody_elses(desk: Desk) -> None:
    batch: Batch[int, int] = Batch(desk.run)
    first = await started(batch, 1)
    await desk.arrived.wait()
    others = await started(batch, 0, 3)
    let_go(desk, batches=3)
    assert await asyncio.gather(*first) == [2]
    errors = await asyncio.gather(*others, return_exceptions=True)
    assert [type(error) for error in errors] == [ValueError, ValueError]
    assert await batch.do(5) == 10


async def test_whoever_goes_and_is_cancelled_takes_nobody_along(desk: Desk) -> None:
    batch: Batch[int, int] = Batch(desk.run)
    leading = await started(batch, 1)
    await desk.arrived.wait()
    going, also, later = await started(batch, 2, 3, 4)
    desk.arrived.clear()
    let_go(desk, batches=1)
    await asyncio.gather(*leading)
    await desk.arrived.wait()
    assert desk.batches[-1] == [2, 3, 4]
    going.cancel()
    let_go(desk, batches=1)
    assert await asyncio.gather(also, later) == [6, 8]
    assert going.cancelled()
    assert desk.batches == [[1], [2, 3, 4], [3, 4]]


async def test_whoever_leaves_before_their_turn_is_not_done(desk: Desk) -> None:
    batch: Batch[int, int] = Batch(desk.run)
    leading = await started(batch, 1)
    await desk.arrived.wait()
    leaving, staying = await started(batch, 2, 3)
    leaving.cancel()
    await asyncio.sleep(0)
    let_go(desk, batches=2)
    assert await asyncio.gather(*leading, staying) == [2, 6]
    assert desk.batches == [[1], [3]]
