"""What staff have sent, as it was understood and mended: a notice that is none yet."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handlers.notices.fields import KINDS_OF_FIELDS
from knowledge.contents import contents
from knowledge.notice import Audience, Notice, Passage
from knowledge.passages import split
from knowledge.reading.packing import unpacked_reading
from knowledge.reading.reading import Reading
from knowledge.shelf import shelve
from storage.intakes import Intake

LONGEST_SOURCE = 500
DEPTH, LINES = 3, 10  # of an outline that is only a part of a card
APART = "apart"  # staff have said that it is no new version of what it resembles

Headings = list[tuple[int, str]]  # levels from 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """`reading` holds what staff have mended; `notice` is what would be kept."""

    intake: Intake
    reading: Reading
    notice: Notice
    passages: tuple[Passage, ...]
    headings: Headings
    outline: Headings  # as much of them as fits into a few lines

    @property
    def is_apart(self) -> bool:
        return bool(self.intake.changes.get(APART))


async def understood(intake: Intake) -> Understood:
    """Of an intake that was read; a long text is cut beside the loop."""
    reading = mended(unpacked_reading(intake.reading), intake.changes)
    notice = shelve(reading, intake.source[:LONGEST_SOURCE])
    passages, headings, outline = await asyncio.to_thread(_cut, notice)
    return Understood(
        intake=intake,
        reading=reading,
        notice=notice,
        passages=passages,
        headings=headings,
        outline=outline,
    )


def _cut(notice: Notice) -> tuple[tuple[Passage, ...], Headings, Headings]:
    return split(notice), contents(notice), contents(notice, DEPTH, LINES)


def mended(reading: Reading, changes: Mapping[str, Any]) -> Reading:
    values: dict[str, str | date | None] = {
        name: None if changes[name] is None else kind.restore(changes[name])
        for name, kind in KINDS_OF_FIELDS.items()
        if name in changes
    }
    return replace(reading, **values)  # type: ignore[arg-type]


def for_readers(found: Understood, audience: Audience) -> Notice:
    return replace(found.notice, audience=audience)
