"""A reading is done, or was refused: the row turns, and whoever sent it hears of it."""

import asyncio
import time
from dataclasses import replace
from typing import Any

from handlers.desk import Reply
from handlers.notices.naming import quoted
from handlers.notices.refusal_texts import sentence
from handlers.notices.taking import keyboards, texts
from handlers.notices.taking.card import Cards
from handlers.notices.taking.duplicates import same_text
from handlers.notices.taking.perusing import Perused
from handlers.notices.taking.understood import understood
from knowledge.reading.errors import ReadingError
from knowledge.reading.packing import packed
from storage.archive import Archive
from storage.clock import Clock
from storage.contents import unnamed
from storage.files import Shelf
from storage.intakes import Intake, IntakeState


async def conclude(
    archive: Archive, cards: Cards, clock: Clock, intake: Intake, perused: Perused
) -> tuple[Reply, list[str]]:
    """The card, and contents nobody needs any more; what is kept already is not kept again."""
    values: dict[str, Any] = {"reading": packed(perused.reading), **perused.found}
    as_read = replace(intake, state=IntakeState.READ, changes={}, **values)
    found = await understood(as_read)  # before the first write: a long text takes a moment
    if not await archive.intakes.finish(intake, now=clock.now(), **values):
        return Reply(text=texts.GONE_MEANWHILE, buttons=(keyboards.ADD,)), []
    same = await same_text(archive, found)
    if same is None:
        return await cards.shown(archive, found, clock.now().date()), []
    gone = await let_go_of(archive, as_read)
    text = texts.SAME.format(what=quoted(same.title, same.document_number))
    return Reply(text=text, buttons=(keyboards.one(same.id), keyboards.ADD)), gone


async def refuse(archive: Archive, intake: Intake, error: ReadingError) -> tuple[Reply, list[str]]:
    gone = await let_go_of(archive, intake)
    return Reply(text=sentence(error), buttons=(keyboards.ADD,)), gone


async def let_go_of(archive: Archive, intake: Intake) -> list[str]:
    """The row, and its person's passing copies of the file; contents no row names any more."""
    await archive.intakes.drop(intake.id)
    if intake.file_digest is None:
        return []
    await archive.files.drop_passing(intake.file_digest, intake.person_id)
    return await unnamed(archive.work, [intake.file_digest])


async def discard(shelf: Shelf, digests: list[str]) -> None:
    """At once, after the rows are gone for good."""
    await asyncio.to_thread(shelf.discard, digests, time.time() + 1)
