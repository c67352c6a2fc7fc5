"""Background tasks: heard when they fail, waited for, cancelled at the end."""

import asyncio

from structlog.testing import capture_logs

from bot.nursery import Nursery


async def fail() -> None:
    raise LookupError("nothing there")


async def test_a_failure_is_logged_with_the_tasks_name() -> None:
    nursery = Nursery()
    with capture_logs() as logged:
        task = nursery.start(fail(), name="search")
        await asyncio.wait([task])
        await asyncio.sleep(0)
    (line,) = logged
    assert (line["event"], line["task"], line["log_level"]) == ("task failed", "search", "error")
    assert isinstance(line["exc_info"], LookupError)


async def test_settle_waits_for_what_is_named_so_and_what_that_starts() -> None:
    nursery, done = Nursery(), []

    async def child() -> None:
        await asyncio.sleep(0)
        done.append("child")

    async def parent() -> None:
        await asyncio.sleep(0)
        nursery.start(child(), name="update 2")
        done.append("parent")

    for_ever = nursery.start(asyncio.Event().wait(), name="rounds")
    nursery.start(parent(), name="update 1")
    assert await nursery.settle("update")
    assert done == ["parent", "child"]
    assert not for_ever.done()
    await nursery.close()


async def test_settle_says_when_somebody_stayed_out() -> None:
    nursery = Nursery()
    nursery.start(asyncio.Event().wait(), name="update 1")
    assert not await nursery.settle("update", seconds=0)
    await nursery.close()


async def test_close_cancels_and_waits_for_the_last_word() -> None:
    nursery, said = Nursery(), []

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            said.append("bye")

    with capture_logs() as logged:
        task = nursery.start(work(), name="work")
        await asyncio.sleep(0)
        await nursery.close()
    assert task.cancelled()
    assert said == ["bye"]
    assert logged == []
