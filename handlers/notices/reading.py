"""Reading a file into what can become a notice, as the rooms see it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from knowledge.reading.reading import Reading


class Stage(StrEnum):
    """What is being done to a file; the sentences live in the rooms' texts."""

    WAITING = "waiting"  # others are being read
    CONVERTING = "converting"
    EXTRACTING = "extracting"
    RECOGNISING = "recognising"
    UNDERSTANDING = "understanding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the reading is; `page` of `pages` scanned ones where there are any."""

    stage: Stage
    page: int = 0
    pages: int = 0


Watch = Callable[[Progress], Awaitable[None]]


async def nobody(progress: Progress) -> None:
    """For whoever does not watch."""


class NoticeReader(Protocol):
    """Reads any official file; slow for scans: seconds a page."""

    async def read(
        self, file: Path | bytes, name: str, today: date, on_progress: Watch = nobody
    ) -> Reading:
        """Raises a `knowledge.reading.errors.ReadingError` and nothing else."""
