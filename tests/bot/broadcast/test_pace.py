"""Figure 3: within the limits, and silent when told to be."""

import asyncio
from collections.abc import Sequence
from itertools import pairwise

import pytest

from bench.bot_api import Manners
from bench.send_off import SendOff
from handlers.announced import Content, Piece
from storage.archive import Archive
from storage.broadcasts import BroadcastState
from tests.bot.broadcast.town import FIRST, Town, until
from tests.effort import PATIENCE_SECONDS, slowness

PER_SECOND, PAUSE = 25, 5
REPLY = 77


async def at_once(couriers: Sequence[SendOff], town: Town, identity: str) -> None:
    """All of them at work until it is done."""
    tasks = [asyncio.create_task(each.for_ever()) for each in couriers]
    async with asyncio.timeout(PATIENCE_SECONDS):
        while (await town.broadcast(identity)).state is not BroadcastState.DONE:
            for task in tasks:
                assert not task.done()
            await asyncio.sleep(0.05)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def busiest_second(times: Sequence[float]) -> int:
    ordered = sorted(times)
    return max(sum(start <= each < start + 1 for each in ordered) for start in ordered)


@pytest.mark.parametrize("processes", [1, 2])
async def test_never_faster_than_allowed(town: Town, processes: int) -> None:
    """A process for itself, and two that share the turns of a second."""
    if processes == 2 and town.database.is_sqlite:
        pytest.skip("one process on SQLite")
    identity = await town.announce(70)
    couriers = [town.courier(per_second=PER_SECOND, at_once=8) for _ in range(processes)]
    await at_once(couriers, town, identity)
    assert town.got() == {FIRST + n: 1 for n in range(70)}
    assert busiest_second([at for at, *_ in town.api.sent]) <= PER_SECOND


async def test_one_chat_gets_one_message_a_second(town: Town) -> None:
    pieces = tuple(Piece(file_id=f"f{n}", name=f"{n}.pdf") for n in range(2))
    identity = await town.announce(3, Content(text="见附件", pieces=pieces))
    courier = town.courier(per_second=PER_SECOND)
    await at_once([courier], town, identity)
    for chat in (FIRST, FIRST + 1, FIRST + 2):
        its = [(at, method) for at, method, to, _ in town.api.sent if to == chat]
        assert [method for _, method in its] == ["sendMessage", "sendDocument", "sendDocument"]
        times = [at for at, _ in its]
        assert min(b - a for a, b in pairwise(times)) >= 1


async def test_told_to_pause_everything_pauses_and_replies_go_first(town: Town) -> None:
    identity = await town.announce(40)
    processes = 1 if town.database.is_sqlite else 2
    couriers = [town.courier(per_second=PER_SECOND, at_once=4) for _ in range(processes)]
    town.api.manners = Manners(pause_after=15, pause_seconds=PAUSE)
    sending = asyncio.create_task(at_once(couriers, town, identity))
    await until(town.is_paused)
    await asyncio.sleep(1)
    async with town.database.writing() as work:
        payload = f'{{"chat_id": {REPLY}, "text": "好的"}}'
        now = town.clock.now()
        await Archive(work).deliveries.post(7, REPLY, "SendMessage", payload, now)
    await sending
    silent, over = town.api.paused_at, town.api.paused_at + PAUSE
    slow = slowness()
    during = [at for at, *_ in town.api.sent if silent + 0.5 * slow < at < over]
    assert during == []
    # The other process may have been about to speak when the first was told.
    assert len(town.api.refused) <= 8 and all(at < silent + 0.5 * slow for at in town.api.refused)
    after = [(at, chat) for at, _, chat, _ in town.api.sent if at >= over]
    answered = next(at for at, chat in after if chat == REPLY)
    assert answered - over < slow  # a second, where the machine is quick
    assert [chat for _, chat in after].index(REPLY) < processes
    assert town.got() == {REPLY: 1, **{FIRST + n: 1 for n in range(40)}}
    attempts = {row["attempts"] for row in await town.rows("deliveries")}
    assert attempts == {1}
