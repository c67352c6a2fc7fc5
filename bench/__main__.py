"""`make bench`: every measurement, one table; seeds and sizes are printed with the figures."""

import asyncio
import importlib.util
import json
import logging
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

import structlog
from rich.console import Console
from rich.table import Table

from bench import beside, corridor, filing, imports, reading, upkeep

SHARED = Path(os.environ.get("XUEHUI_SHARED", Path(__file__).parent.parent.parent / "shared"))


def announcements(console: Console) -> None:
    if importlib.util.find_spec("aiogram_broadcaster") is None:
        console.print("Announcements: skipped, pip install -e '.[bench]'")
        return
    from bench import broadcast  # noqa: PLC0415 - needs what is only there with that extra

    title = (
        f"Announcements: {broadcast.PEOPLE} people, {broadcast.AT_ONCE} at once, no pace; "
        f"the libraries and the kill: {broadcast.KILLED} people (in order, no seed)"
    )
    console.print(table(title, measured("bench.broadcast")))
    title = (
        f"Replies beside a running announcement: {beside.REPLIES} replies, "
        f"{beside.PER_SECOND} a second, seed {beside.SEED}"
    )
    console.print(table(title, measured("bench.beside")))


def pages(console: Console) -> None:
    title = (
        f"Pages read: notices laid out anew, {reading.SCANNED} pages of each scan turned by "
        f"{reading.TURNED}° (in order, no seed)"
    )
    console.print(table(title, measured("bench.reading", str(SHARED))))


def found(console: Console) -> None:
    title = (
        "Finding: the dev questions of laws, key points and law versions, all of them, in order; "
        "fixed chunks of 500 with 50 shared, same model, Chroma (no seed)"
    )
    console.print(table(title, measured("bench.finding", str(SHARED))))


def sure(console: Console) -> None:
    title = (
        "Certainty: the dev questions of passages, half of them without an answer, and the "
        "strangers' questions that come with the project, all of them, in order (no seed)"
    )
    console.print(table(title, measured("bench.certainty", str(SHARED))))


ALONE = {"broadcast": announcements, "reading": pages, "finding": found, "certainty": sure}


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    console = Console()
    console.print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}"
    )
    if len(sys.argv) > 1:
        ALONE[sys.argv[1]](console)
        return
    if (SHARED / "notices").is_dir():
        console.print(
            table("Answers from the shared documents", measured("bench.answers", str(SHARED)))
        )
    else:
        console.print(f"Answers: skipped, no documents at {SHARED} (set XUEHUI_SHARED)")
    title = (
        f"Import beside answers: {imports.MEMBERS} members of {imports.SOCIETIES} societies, "
        f"seed {imports.SEED}"
    )
    console.print(table(title, measured("bench.imports")))
    title = (
        f"Updates per second: {corridor.UPDATES} updates of {corridor.PEOPLE} people, "
        f"{corridor.AT_ONCE} at once, seed {corridor.SEED}, median of {corridor.ROUNDS}"
    )
    console.print(table(title, asyncio.run(corridor.measure())))
    title = (
        f"Filing: {filing.FORM}, {filing.DRAFTS} drafts at once, {filing.ANSWERS} answers each, "
        f"seed {filing.SEED}"
    )
    console.print(table(title, measured("bench.filing")))
    title = f"Sealing, the journal, rotation: medians of {upkeep.ROUNDS}, {upkeep.MEMBERS} members"
    console.print(table(title, asyncio.run(upkeep.measure())))
    announcements(console)
    pages(console)
    if (SHARED / "eval").is_dir():
        found(console)
        sure(console)


def measured(module: str, *arguments: str) -> dict[str, Any]:
    """In a process of its own: its peak memory is its own."""
    command = [sys.executable, "-m", module, *arguments]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    figures: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return figures


def table(title: str, figures: dict[str, Any]) -> Table:
    rows = Table("figure", "value", title=title, title_justify="left")
    for name, value in figures.items():
        rows.add_row(name, "—" if value is None else f"{value:g}")
    return rows


if __name__ == "__main__":
    main()
