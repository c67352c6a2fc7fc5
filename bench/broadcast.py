"""Announcements: how fast, how much memory, how fresh the counts, what a kill costs.

The courier and each published library run as processes of their own, against the same Bot API
server over real HTTP, without any pace. `python -m bench.broadcast 10000` for another size.
"""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from subprocess import PIPE, Popen
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench import rivals
from bench.bot_api import BotApiProcess, served
from bench.crowd import FIRST, announce, gather
from bench.send_off import Order, command
from storage.archive import Archive
from storage.clock import SystemClock
from storage.delivery import DeliveryState
from storage.engine import Database
from storage.schema import migrate

PEOPLE, FEW, KILLED = 100_000, 1_000, 1_000
AT_ONCE = 16
LOOK_SECONDS = 0.25


@asynccontextmanager
async def prepared(count: int) -> AsyncIterator[tuple[Database, str]]:
    """A database with that many people and an announcement to them all."""
    with TemporaryDirectory(prefix="xuehui-bench-") as folder:
        url = f"sqlite:///{folder}/xuehui.db"
        await migrate(url)
        database, now = Database(url), SystemClock().now()
        await gather(database, count, now)
        yield database, await announce(database, count, now)
        await database.close()


async def sent_as_counted(database: Database, broadcast_id: str) -> int:
    async with database.reading() as work:
        states = await Archive(work).deliveries.states(broadcast_id)
    return states.get(DeliveryState.SENT, 0)


async def finished(process: "Popen[str]") -> dict[str, Any]:
    out, _ = await asyncio.to_thread(process.communicate)
    assert process.returncode == 0
    told: dict[str, Any] = json.loads(out.splitlines()[-1])
    return told


async def staleness(
    process: "Popen[str]", api: BotApiProcess, database: Database, broadcast_id: str
) -> float:
    """By how many seconds the counts that staff see were behind what had arrived, at most."""
    seen: list[tuple[float, int]] = []
    worst = 0.0
    while process.poll() is None:
        seen.append((perf_counter(), await api.count()))
        counted = await sent_as_counted(database, broadcast_id)
        passed = next((at for at, count in seen if count > counted), None)
        if passed is not None:
            worst = max(worst, perf_counter() - passed)
        seen = [each for each in seen if each[1] > counted] or seen[-1:]
        await asyncio.sleep(LOOK_SECONDS)
    return worst


async def ours(count: int) -> dict[str, float]:
    async with prepared(count) as (database, broadcast_id), served() as api:
        order = Order(database=database.url, api=api.url, at_once=AT_ONCE)
        process = Popen([*command(order), broadcast_id], stdout=PIPE, text=True)
        stale = await staleness(process, api, database, broadcast_id)
        told = await finished(process)
        assert await api.count() == count
    return {
        f"sends_a_second_{count}": count / told["seconds"],
        f"memory_mb_{count}": told["memory_mb"],
        f"counts_behind_s_{count}": stale,
    }


def reckoned(name: str, count: int, told: dict[str, Any], doubtful: int) -> dict[str, float]:
    """Lost: got nothing and is on no list. Doubled: got it more than once."""
    got = Counter(chat for _, method, chat, _ in told["sent"] if method == "sendMessage")
    without = {FIRST + n for n in range(count)} - got.keys()
    return {
        f"{name}_lost": max(len(without) - doubtful, 0),
        f"{name}_doubled": sum(times > 1 for times in got.values()),
        f"{name}_listed_as_doubtful": doubtful,
    }


async def killed_half_way(start: list[str], api: BotApiProcess, count: int) -> None:
    process = Popen(start, stdout=PIPE, text=True)
    while await api.count() < count // 2:
        await asyncio.sleep(0.01)
    process.kill()
    await asyncio.to_thread(process.communicate)


async def ours_killed(count: int) -> dict[str, float]:
    async with prepared(count) as (database, broadcast_id), served() as api:
        order = Order(database=database.url, api=api.url, at_once=AT_ONCE)
        start = [*command(order), broadcast_id]
        await killed_half_way(start, api, count)
        await finished(Popen(start, stdout=PIPE, text=True))
        async with database.reading() as work:
            states = await Archive(work).deliveries.states(broadcast_id)
        doubtful = states.get(DeliveryState.UNCERTAIN, 0)
        return reckoned("xuehui", count, await api.ask("/sent"), doubtful)


async def theirs(name: str, count: int) -> dict[str, float]:
    """The whole way once, then with a kill half-way and a restart."""
    start = [sys.executable, "-m", "bench.rivals", name]
    with TemporaryDirectory(prefix="xuehui-bench-") as folder:
        async with served() as api:
            process = Popen([*start, api.url, str(count), folder], stdout=PIPE, text=True)
            seconds = (await finished(process))["seconds"]
    with TemporaryDirectory(prefix="xuehui-bench-") as folder:
        async with served() as api:
            again = [*start, api.url, str(count), folder]
            await killed_half_way(again, api, count)
            await finished(Popen(again, stdout=PIPE, text=True))
            figures = reckoned(name, count, await api.ask("/sent"), 0)
    return {f"{name}_sends_a_second_{count}": count / seconds, **figures}


async def measure(people: int = PEOPLE) -> dict[str, float]:
    figures = {**await ours(FEW), **await ours(people)}  # FEW as many as the libraries get
    figures["memory_growth_mb"] = figures[f"memory_mb_{people}"] - figures[f"memory_mb_{FEW}"]
    figures |= await ours_killed(KILLED)
    for name in rivals.NAMES:
        figures |= await theirs(name, KILLED)
    return figures


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    print(json.dumps(asyncio.run(measure(size))))
