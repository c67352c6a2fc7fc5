"""Paused, cancelled, expired, corrected, withdrawn: also what is on its way at that moment."""

import asyncio
from datetime import timedelta

from bench.bot_api import Manners
from bench.send_off import SendOff
from bot.rendering import WITHDRAWN
from storage.broadcasts import BroadcastState
from tests.bot.broadcast.town import FIRST, Town, until

NEW = "各学会：报送时间改到下月。"


async def half_way(town: Town, courier: SendOff, people: int) -> "asyncio.Task[int]":
    """The courier goes on while something is decided."""
    town.api.manners = Manners(seconds=0.05)
    task = asyncio.create_task(courier.once())
    await until(lambda: town.has_sent(people // 3))
    return task


async def test_paused_and_resumed(town: Town) -> None:
    identity = await town.announce(60)
    courier = town.courier(at_once=4)
    task = await half_way(town, courier, 60)
    await town.move(identity, BroadcastState.PAUSED)
    await task
    sent = town.got().total()
    assert sent < 60
    await town.run(courier)
    assert town.got().total() == sent
    await town.move(identity, BroadcastState.SENDING)
    await town.run(courier)
    assert town.got() == {FIRST + n: 1 for n in range(60)}


async def test_cancelled(town: Town) -> None:
    identity = await town.announce(60)
    courier = town.courier(at_once=4)
    task = await half_way(town, courier, 60)
    await town.move(identity, BroadcastState.CANCELLED)
    await task
    await town.run(courier)
    states = await town.states(identity)
    assert states == {"sent": town.got().total(), "cancelled": 60 - town.got().total()}
    assert (await town.broadcast(identity)).state is BroadcastState.CANCELLED


async def test_expired(town: Town) -> None:
    identity = await town.announce(3, expires_at=town.clock.now() + timedelta(hours=1))
    town.api.manners = Manners(breaks={FIRST: 1})
    courier = town.courier()
    await town.run(courier)
    await town.pass_time(courier, 3601)
    await town.run(courier)
    assert await town.states(identity) == {"sent": 2, "expired": 1}
    assert (await town.broadcast(identity)).state is BroadcastState.EXPIRED


async def test_corrected_everywhere_also_where_it_was_on_its_way(town: Town) -> None:
    identity = await town.announce(60)
    courier = town.courier(at_once=4)
    task = await half_way(town, courier, 60)
    await town.correct(identity, NEW)
    await task
    await town.run(courier)
    assert town.shows() == {FIRST + n: [NEW] for n in range(60)}
    assert town.got() == {FIRST + n: 1 for n in range(60)}
    assert set(await town.states(identity, "edit")) == {"sent"}


async def test_corrected_twice_the_last_words_stay(town: Town) -> None:
    identity = await town.announce(20)
    courier = town.courier(at_once=4)
    await town.run(courier)
    await town.correct(identity, "先改一次")
    task = await half_way(town, courier, 80)
    await town.correct(identity, NEW)
    await task
    await town.run(courier)
    assert town.shows() == {FIRST + n: [NEW] for n in range(20)}


async def test_withdrawn_everywhere_also_where_it_was_on_its_way(town: Town) -> None:
    identity = await town.announce(60)
    courier = town.courier(at_once=4)
    task = await half_way(town, courier, 60)
    town.api.manners.keeps = [FIRST]
    await town.move(identity, BroadcastState.WITHDRAWN)
    await task
    await town.run(courier)
    shows = town.shows()
    assert shows.pop(FIRST) == [WITHDRAWN]
    assert set(map(tuple, shows.values())) == {()}
    assert len(shows) < 59
    assert set(await town.states(identity)) == {"sent", "cancelled"}
    assert set(await town.states(identity, "delete")) == {"sent"}
    for row in await town.rows("choices"):
        assert "已阅" not in str(row["offered"])


async def test_a_house_that_closes_leaves_nothing_in_doubt(town: Town) -> None:
    identity = await town.announce(60)
    courier = town.courier(at_once=4)
    task = await half_way(town, courier, 60)
    await courier.distribution.close(20)
    await task
    states = await town.states(identity)
    assert states == {"sent": town.got().total(), "pending": 60 - town.got().total()}
    await town.run(town.courier())
    assert town.got() == {FIRST + n: 1 for n in range(60)}
