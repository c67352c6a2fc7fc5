"""What it costs to seal what comes in and goes out, to keep the journal, to rotate keys."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from bench.wire import raw_update
from storage.archive import Archive
from storage.clock import SystemClock
from storage.encryption import LOCKED, Vault
from storage.engine import Database
from storage.files import Shelf
from storage.inbox import Incoming
from storage.journal import Entry, Journal
from storage.keys import fresh_key, vault_of
from storage.members import MemberState
from storage.rotation import Rotation
from storage.schema import migrate

UPDATES, ENTRIES, MEMBERS, ROUNDS = 400, 1000, 5000, 15
NOW = SystemClock().now()
PAYLOAD = json.dumps({"chat_id": 42, "text": "好" * 300, "parse_mode": "HTML"})


@asynccontextmanager
async def opened(vault: Vault) -> AsyncIterator[Database]:
    with TemporaryDirectory(prefix="xuehui-bench-") as folder:
        url = f"sqlite:///{folder}/xuehui.db"
        await migrate(url)
        database = Database(url, vault)
        yield database
        await database.close()


async def pass_updates(database: Database, first: int) -> float:
    """Processor time, in microseconds, of an update: inbox, a reply in the outbox, finished."""
    started = process_time()  # others use this machine, and a disk is no part of the question
    for number in range(first, first + UPDATES):
        async with database.writing() as work:
            archive = Archive(work)
            raw = json.dumps(raw_update(number, 200))
            await archive.inbox.accept([Incoming(bot_id=1, update_id=number, raw=raw)], NOW)
            await archive.deliveries.post(1, 42, "SendMessage", PAYLOAD, NOW)
            await archive.inbox.finish(1, number, NOW)
    return (process_time() - started) / UPDATES * 1e6


async def sealing() -> dict[str, float]:
    """Turn about, so that a noisy machine is noisy for both; with keys in a file, as usual."""
    clear, sealed = [], []
    with TemporaryDirectory(prefix="xuehui-bench-") as folder:
        async with opened(LOCKED) as plain, opened(vault_of(Path(folder))) as closed:
            for turn in range(ROUNDS):
                clear.append(await pass_updates(plain, turn * UPDATES))
                sealed.append(await pass_updates(closed, turn * UPDATES))
    return {
        "update_clear_us": median(clear),
        "update_sealed_us": median(sealed),
        "sealing_us": median(each - other for each, other in zip(sealed, clear, strict=True)),
    }


async def journal() -> dict[str, float]:
    async with opened(LOCKED) as database:
        started = perf_counter()
        for number in range(ENTRIES):
            async with database.writing() as work:
                await Journal(work).write(entry(number))
        alone = ENTRIES / (perf_counter() - started)
        started = perf_counter()
        async with database.writing() as work:
            for number in range(ENTRIES):
                await Journal(work).write(entry(number))
        together = ENTRIES / (perf_counter() - started)
        started = perf_counter()
        async with database.reading() as work:
            examined = await Journal(work).examine()
        assert examined.broken_at is None
        checked = examined.count / (perf_counter() - started)
    return {
        "journal_entries_a_second_each_committed": alone,
        "journal_entries_a_second_in_one_transaction": together,
        "journal_entries_a_second_verified": checked,
    }


def entry(number: int) -> Entry:
    return Entry(
        at=NOW,
        person_id="p1",
        door="web",
        action="tried",
        object=str(number),
        detail={"from": "member", "to": "secretary"},
    )


async def rotation() -> dict[str, float]:
    old = fresh_key()
    async with opened(Vault([old])) as database:
        async with database.writing() as work:
            archive = Archive(work)
            society = await archive.societies.add(
                {"kind": "society", "name": "甲", "status": "active"}, NOW
            )
            values = [
                {"name": "乙", "identity": str(10**17 + n), "mobile": str(10**10 + n)}
                for n in range(MEMBERS)
            ]
            rows = [(society, each, MemberState.VERIFIED) for each in values]
            started = perf_counter()
            await archive.members.add_many(rows, NOW)
            added = MEMBERS / (perf_counter() - started)
        database.vault = Vault([fresh_key(), old])
        shelf = Shelf(folder=Path("nowhere"), vault=database.vault)
        started = perf_counter()
        await Rotation(database=database, shelf=shelf).reseal(lambda _count: None)
        rotated = 2 * MEMBERS / (perf_counter() - started)
    return {"members_added_a_second": added, "values_resealed_a_second": rotated}


async def measure() -> dict[str, float]:
    parts: list[Callable[[], Awaitable[dict[str, float]]]] = [sealing, journal, rotation]
    figures: dict[str, float] = {}
    for part in parts:
        figures |= await part()
    return figures


if __name__ == "__main__":
    for name, value in asyncio.run(measure()).items():
        print(f"{name}: {value:,.0f}")
