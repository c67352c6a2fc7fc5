"""Figure 1: the process is killed again and again, and nobody is left out or written to twice."""

from dataclasses import asdict
from functools import partial

from bench.bot_api import BotApiProcess, Manners, served
from bench.crowd import FIRST, announce, gather
from bench.send_off import Order, run
from storage.archive import Archive
from storage.broadcasts import BroadcastState
from storage.clock import SystemClock
from storage.delivery import DeliveryState
from storage.engine import Database
from tests.bot.broadcast.town import doubtful_chats, texts_by_chat, until
from tests.forked import CONTEXT

PEOPLE, KILLS, AT_ONCE = 3000, 5, 16


def start(order: Order) -> CONTEXT.Process:  # type: ignore[name-defined]
    child = CONTEXT.Process(target=begin, args=(asdict(order),), daemon=True)
    child.start()
    return child


def begin(order: dict[str, object]) -> None:
    """In the child."""
    run(Order(**order))  # type: ignore[arg-type]


async def has_sent(api: BotApiProcess, number: int) -> bool:
    return await api.count() >= number


async def is_done(database: Database, identity: str) -> bool:
    async with database.reading() as work:
        found = await Archive(work).broadcasts.get(identity)
    return found is not None and found.finished_at is not None


async def test_killed_five_times(database: Database) -> None:
    """0 lost; no more in doubt than kills × in flight, and each of them is listed."""
    now = SystemClock().now()
    await gather(database, PEOPLE, now)
    identity = await announce(database, PEOPLE, now)
    async with served(Manners()) as api:
        order = Order(database=database.url, api=api.url, at_once=AT_ONCE, lease_seconds=2)
        for number in range(KILLS):
            child = start(order)
            await until(partial(has_sent, api, (number + 1) * PEOPLE // (KILLS + 1)))
            child.kill()
            child.join()
        child = start(order)
        await until(partial(is_done, database, identity))
        got, doubtful = await texts_by_chat(api), await doubtful_chats(database, identity)
        everybody = {FIRST + n for n in range(PEOPLE)}
        assert everybody - got.keys() <= doubtful
        assert max(got.values()) == 1
        assert 0 < len(doubtful) <= KILLS * AT_ONCE
        async with database.writing() as work:
            resent = await Archive(work).deliveries.resend_uncertain(identity, now)
        assert resent == len(doubtful)
        await until(partial(is_done, database, identity))
        child.kill()
        child.join()
        again = await texts_by_chat(api)
    assert again.keys() == everybody
    assert {chat for chat, times in again.items() if times > 1} <= doubtful
    async with database.reading() as work:
        states = await Archive(work).deliveries.states(identity)
        broadcast = await Archive(work).broadcasts.get(identity)
    assert states == {DeliveryState.SENT: PEOPLE}
    assert broadcast and broadcast.state is BroadcastState.DONE
