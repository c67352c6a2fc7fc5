"""Answers from a hundred real documents: time, memory, and how often they are right.

Run as a process of its own, so that its peak memory is its own; prints one JSON object.
"""

import asyncio
import json
import os
import resource
import sys
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

os.environ.setdefault("OMP_WAIT_POLICY", "passive")

from bot.librarian import Librarian, notice_files
from bot.libraries import build_library
from bot.metrics import Metrics
from bot.settings import Settings
from knowledge.calibration import off_topic_questions
from knowledge.evaluation import Figures, evaluate, load_questions
from knowledge.library import Library
from knowledge.notice import Tier
from knowledge.reader import all_readable
from storage.clock import SystemClock
from storage.engine import Database
from storage.schema import migrate

TURNS = 5


async def measure(shared: Path) -> dict[str, Any]:
    with TemporaryDirectory(prefix="xuehui-bench-") as folder:
        settings = Settings(data=Path(folder), database_url=None)
        await migrate(settings.database)
        database, library = Database(settings.database), build_library(settings)
        librarian = Librarian(
            database=database, library=library, clock=SystemClock(), metrics=Metrics()
        )
        await librarian.open()
        started = perf_counter()
        files = notice_files([shared / "notices"])
        for path in files:
            await librarian.shelve(path)
        read = perf_counter() - started
        await librarian.catch_up()
        indexed = perf_counter() - started
        figures = {
            "documents": len(files),
            "passages": library.size[1],
            "reading_seconds": round(read, 1),
            "indexing_seconds": round(indexed, 1),
            "documents_per_second": round(len(files) / indexed, 2),
            "passages_per_second": round(library.size[1] / indexed, 1),
            **await times(library, shared),
            **await strangers(library),
            "rss_mb": round(current_megabytes()),
            "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        }
        await library.close()
        await database.close()
        return figures


async def strangers(library: Library) -> dict[str, Any]:
    """What nobody asks an association must be refused."""
    reader = all_readable(SystemClock().now().date())
    tiers = [(await library.ask(each, reader)).tier for each in off_topic_questions()]
    return {
        "off-topic questions": len(tiers),
        "off-topic refused": sum(tier is Tier.NOT_FOUND for tier in tiers) / len(tiers),
        "off-topic called direct": sum(tier is Tier.DIRECT for tier in tiers),
    }


async def times(library: Library, shared: Path) -> dict[str, Any]:
    today = SystemClock().now().date()
    reader = all_readable(today)
    golds = load_questions(shared / "eval" / "key-points-dev.jsonl")
    await library.ask("热身", reader)
    taken = []
    for _ in range(TURNS):
        for gold in golds:
            started = perf_counter()
            await library.ask(gold.text, reader)
            taken.append((perf_counter() - started) * 1000)
    hundredths = quantiles(taken, n=100)
    figures = [row async for row in evaluate(library, golds, today, corpus=False)][-1]
    assert isinstance(figures, Figures)
    return {
        "asked": len(taken),
        "ask_p50_ms": round(hundredths[49], 1),
        "ask_p95_ms": round(hundredths[94], 1),
        **figures.as_dict(),
    }


def current_megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(Path(sys.argv[1]))), ensure_ascii=False))
