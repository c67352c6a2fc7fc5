"""Official files people send, read in the sandbox; the NoticeReader the rooms are given."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import structlog

from bot import sandbox
from bot.imports.sheet_reader import on_disk
from bot.office import converted, find_office
from forms import refusals
from handlers.attachments import safe_name
from handlers.notices.reading import Progress, Stage, Watch, nobody
from knowledge.reading.errors import (
    EmptyDocument,
    Looks,
    NotRead,
    OutOfMemory,
    ReadingError,
    TimedOut,
    TooLarge,
)
from knowledge.reading.extracting import suffix_of
from knowledge.reading.looks import HEAD, by_head
from knowledge.reading.office import TARGETS
from knowledge.reading.packing import packed, unpacked_extract, unpacked_reading
from knowledge.reading.reading import Extract, Reading, Remark, Remarked

log = structlog.get_logger()
LARGEST = 20 * 2**20
AT_ONCE = 2
READ, GRASP = "bot.notice_jobs:read", "bot.notice_jobs:grasp"
RECOGNISE = "knowledge.reading.recognising:recognise"
PAGES_TOGETHER, MOST_PAGES = 2, 200
READING = sandbox.Limits()
RECOGNISING = sandbox.Limits(cpu_seconds=60, wall_seconds=180)


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxedNotices:
    """Reads a few files at once, each in processes of their own; the others wait."""

    largest: int = LARGEST
    office: Path | None = field(default_factory=find_office)
    _places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def read(
        self, file: Path | bytes, name: str, today: date, on_progress: Watch = nobody
    ) -> Reading:
        """Raises a ReadingError and nothing else."""
        name = safe_name(name)
        with in_our_words(name):
            suffix_of(name)
            size = len(file) if isinstance(file, bytes) else file.stat().st_size
            if size == 0:
                raise EmptyDocument(name)
            if size > self.largest:
                raise TooLarge(name, size, self.largest)
            if self._places.locked():
                await on_progress(Progress(stage=Stage.WAITING))
            with on_disk(file) as path:
                async with self._places:
                    if not is_old(path, name):
                        return await _read(path, name, today, on_progress)
                    await on_progress(Progress(stage=Stage.CONVERTING))
                    async with converted(self.office, path, name) as new:
                        return await _read(new, name, today, on_progress, new.suffix)


def is_old(path: Path, name: str) -> bool:
    """Whether LibreOffice has to open it; what calls itself so and is a web page needs none."""
    with path.open("rb") as file:
        looks = by_head(file.read(HEAD))
    return suffix_of(name) in TARGETS and looks in (Looks.OLD, Looks.RICH, Looks.ARCHIVE)


async def _read(
    path: Path, name: str, today: date, on_progress: Watch, suffix: str = ""
) -> Reading:
    await on_progress(Progress(stage=Stage.EXTRACTING))
    about = {"name": name, "today": today.isoformat()}
    found = await sandbox.run(READ, path, {**about, "suffix": suffix}, READING)
    if "reading" in found:
        return unpacked_reading(found["reading"])
    extract = bounded(unpacked_extract(found["extract"]))
    pages = [page async for page in _recognised(path, extract.scanned, on_progress)]
    await on_progress(Progress(stage=Stage.UNDERSTANDING))
    whole = json.dumps({"extract": packed(extract), "pages": pages}).encode()
    with on_disk(whole) as other:
        found = await sandbox.run(GRASP, other, about, READING)
    return unpacked_reading(found["reading"])


async def _recognised(
    path: Path, numbers: Sequence[int], on_progress: Watch
) -> AsyncIterator[Mapping[str, Any]]:
    """A few pages a child; one that cannot be recognised is blank, if it is not every one."""
    failed: Exception | None = None
    done = 0
    for start in range(0, len(numbers), PAGES_TOGETHER):
        missing = list(numbers[start : start + PAGES_TOGETHER])
        progress = Progress(stage=Stage.RECOGNISING, page=start + 1, pages=len(numbers))
        await on_progress(progress)
        try:
            async with sandbox.rows(RECOGNISE, path, {"pages": missing}, RECOGNISING) as pages:
                async for page in pages:
                    missing.remove(page["page"])
                    done += 1
                    yield page
        except (refusals.TimedOut, refusals.OutOfMemory) as error:
            failed = error
        for page in missing:
            yield {"page": page, "text": "", "characters": 0, "confidence": 0.0}
    if failed and not done:
        raise failed


def bounded(extract: Extract) -> Extract:
    """Not more scanned pages than can be recognised in some minutes; the others are said."""
    more = len(extract.scanned) - MOST_PAGES
    if more <= 0:
        return extract
    remark = Remarked(remark=Remark.CUT, what="scanned pages", count=more)
    scanned = extract.scanned[:MOST_PAGES]
    return replace(extract, scanned=scanned, remarks=(*extract.remarks, remark))


@contextmanager
def in_our_words(name: str) -> Iterator[None]:
    """Whatever the sandbox says, as a ReadingError."""
    try:
        yield
    except ReadingError:
        raise
    except refusals.TimedOut as error:
        raise TimedOut(name, error.seconds) from error
    except refusals.OutOfMemory as error:
        raise OutOfMemory(name, error.limit) from error
    except (sandbox.SandboxFailed, refusals.FileRefused, OSError) as error:
        log.warning("notice not read", error=type(error).__name__, what=getattr(error, "what", ""))
        raise NotRead(name) from error
