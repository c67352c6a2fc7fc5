"""A large import through the whole house: rows a second, memory, and answers given meanwhile.

Run as a process of its own, so that its peak memory is its own; prints one JSON object.
"""

import asyncio
import json
import os
import resource
import subprocess
import sys
from collections.abc import Coroutine
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

os.environ.setdefault("OMP_WAIT_POLICY", "passive")

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.methods import EditMessageText, SendDocument, SendMessage, SendMessageDraft

from bench.answers import current_megabytes
from bench.corridor import TOKEN, Sink
from bench.rosters import SEED, member_rows
from bench.wire import raw_update
from bot.app import House, build_house
from bot.libraries import build_library
from bot.rehearsal.quiet import QuietDoor
from bot.settings import Settings
from storage.archive import Archive
from storage.imports import ImportState
from storage.roles import Role

SOCIETIES, MEMBERS = 200, 50_000
QUESTION = "今年青年人才托举工程选多少人？"
ASK_EVERY, QUIET_SECONDS = 0.25, 10.0
SAMPLES = Path(__file__).parent.parent / "knowledge" / "samples"


class Listener(Sink):
    """Notes when each chat is answered."""

    def __init__(self) -> None:
        super().__init__()
        self.answered: dict[int, asyncio.Event] = {}
        self.texts: list[str] = []

    @cached_property
    def translations(self) -> Any:
        more = (EditMessageText, SendDocument, SendMessageDraft)
        return {**super().translations, SendMessage: self._hear} | dict.fromkeys(more, self._ok)

    async def _hear(self, bot: Bot, method: SendMessage) -> dict[str, Any]:
        if event := self.answered.get(int(method.chat_id)):
            event.set()
        self.texts.append(method.text)
        return await self._send(bot, method)

    async def _ok(self, _bot: Bot, method: Any) -> Any:
        if isinstance(method, SendMessageDraft):
            return True
        return {"message_id": 1, "date": 0, "chat": {"id": method.chat_id, "type": "private"}}


async def measure(societies: int, members: int) -> dict[str, Any]:
    with TemporaryDirectory(prefix="xuehui-bench-") as folder:
        paths = made(Path(folder), societies, members)
        settings = Settings(
            data=Path(folder) / "data", database_url=None, messages_per_minute=10**6
        )
        session = Listener()
        bot = Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode="HTML"))
        house = build_house(settings, build_library(settings), hang=lambda _: [QuietDoor(bot=bot)])
        await house.open(samples=sorted(SAMPLES.glob("*.txt")))
        await house.librarian.catch_up()
        base = current_megabytes()
        await run(house, paths["societies"], "societies")
        alone = await asked_while(house, bot, session, asyncio.sleep(QUIET_SECONDS))
        cpu = process_time()
        importing = run(house, paths["members"], "members")
        meanwhile = await asked_while(house, bot, session, importing)
        cpu = process_time() - cpu
        first = meanwhile.result
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        again = await run(house, paths["members"], "members")
        lost = await missing(house, societies, members)
        await house.close()
    rows = first["rows"]
    return {
        "rows": rows,
        "rows_per_second": round(rows / (first["check"] + first["apply"])),
        "check_seconds": round(first["check"], 1),
        "apply_seconds": round(first["apply"], 1),
        "processor_seconds": round(cpu, 1),
        "rss_before_mb": round(base),
        "peak_mb": round(peak),
        **{f"answer_alone_{name}_ms": value for name, value in alone.figures().items()},
        **{f"answer_meanwhile_{name}_ms": value for name, value in meanwhile.figures().items()},
        "lost": lost,
        "again_new": again["new"],
        "again_changed": again["changed"],
        "load_average": round(os.getloadavg()[0], 1),
    }


@dataclass(kw_only=True)
class Meanwhile:
    """What was done, and how long each answer took that was wanted meanwhile."""

    result: Any
    waits: list[float]

    def figures(self) -> dict[str, int]:
        hundredths = quantiles(self.waits, n=100)
        return {"p50": round(hundredths[49]), "p95": round(hundredths[94])}


async def asked_while(
    house: House, bot: Bot, session: Listener, doing: Coroutine[Any, Any, Any]
) -> Meanwhile:
    waits: list[float] = []
    asking = asyncio.create_task(ask_on(house, bot, session, waits))  # noqa: TID251
    result = await doing
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    return Meanwhile(result=result, waits=waits)


askers = count(1)


async def ask_on(house: House, bot: Bot, session: Listener, waits: list[float]) -> None:
    """One question after the other, each from somebody else."""
    for number in askers:
        raw = raw_update(number, 10**6)
        raw["message"]["text"] = QUESTION
        event = session.answered[1000 + number] = asyncio.Event()
        started = perf_counter()
        await house.reception.receive(bot, [raw])
        await event.wait()
        waits.append((perf_counter() - started) * 1000)
        await asyncio.sleep(ASK_EVERY)


async def run(house: House, path: Path, kind: str) -> dict[str, Any]:
    """Checked, approved when there is anything to do, applied; the seconds of both."""
    now = house.clock.now()
    async with house.database.writing() as work:
        archive = Archive(work)
        person = await archive.people.welcome(7, 999, "工作人员", now)
        await archive.roles.give(person.id, Role.STAFF, None, now, given_by=None)
        content = path.read_bytes()
        house.shelf.put(content)
        file = await archive.files.add(person.id, f"{kind}.xlsx", content, now, None)
        chat = ("telegram", 7, 999)
        identity = await archive.imports.receive(kind, person.id, file.id, chat, now)
        del content
    check = await timed(house)
    async with house.database.writing() as work:
        archive = Archive(work)
        going = await archive.imports.turn(
            identity, ImportState.CHECKED, ImportState.APPROVED, house.clock.now()
        )
    apply = await timed(house) if going else 0.0
    async with house.database.reading() as work:
        (done,) = [
            entry
            for entry in await Archive(work).journal.entries(about=identity)
            if entry.action == "import done"
        ]
    counts = {name: done.detail.get(name, 0) for name in ("new", "changed", "same", "bad")}
    return counts | {"rows": sum(counts.values()), "check": check, "apply": apply}


async def timed(house: House) -> float:
    started = perf_counter()
    await house.clerk.work_off()
    return perf_counter() - started


async def missing(house: House, societies: int, members: int) -> int:
    """Rows of the file that are not in the table, or do not open."""
    kept = set()
    async with house.database.reading() as work:
        archive = Archive(work)
        for society in await archive.societies.all():
            for each in await archive.members.page(society.id, most=10**6):
                kept.add((each.society, each.name, each.identity, each.mobile))
    wanted = {
        (row["society"], row["name"], row["identity"], row["mobile"])
        for row in member_rows(members, societies)
    }
    return len(wanted - kept)


def made(folder: Path, societies: int, members: int) -> dict[str, Path]:
    """The workbooks, made elsewhere: the memory that takes is not ours."""
    paths = {kind: folder / f"{kind}.xlsx" for kind in ("societies", "members")}
    for kind, path in paths.items():
        sizes = [str(societies), str(members)]
        subprocess.run(
            [sys.executable, "-m", "bench.rosters", kind, *sizes, str(path)], check=True
        )
    return paths


if __name__ == "__main__":
    import logging

    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    size = int(sys.argv[1]) if len(sys.argv) > 1 else MEMBERS
    print(json.dumps({"seed": SEED} | asyncio.run(measure(SOCIETIES, size)), ensure_ascii=False))
