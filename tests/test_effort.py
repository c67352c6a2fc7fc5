"""A loop that is held up is noticed; what others do to the machine is not held against it."""

import asyncio
import time

from tests.effort import beating, slowness, timed


async def test_a_loop_that_is_held_up_is_noticed() -> None:
    async with beating(0.001) as beat:
        await asyncio.sleep(0.01)
        time.sleep(0.2)  # noqa: ASYNC251 - what is not to happen in the house
    assert beat.longest > 0.15


def test_only_work_counts() -> None:
    _, asleep = timed(lambda: time.sleep(0.2))
    found, awake = timed(lambda: sum(range(3_000_000)))
    assert found and asleep < 0.1 < 1 <= slowness()
    assert awake > asleep
