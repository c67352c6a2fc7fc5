"""Whether what is kept is whole: every value opens, every file is there, the chain holds."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256

from storage.encryption import CannotOpen, NoKeys
from storage.engine import Database, Work
from storage.files import ContentGone, Files, Shelf
from storage.journal import Examined, Journal
from storage.sealed import SEALED


@dataclass(kw_only=True)
class Checkup:
    """`unreadable` counts values by column; files are counted by content."""

    journal: Examined
    opened: int = 0
    unreadable: Counter[str] = field(default_factory=Counter)
    files: int = 0
    files_gone: int = 0
    files_unreadable: int = 0

    @property
    def well(self) -> bool:
        faults = self.unreadable.total() + self.files_gone + self.files_unreadable
        return not faults and self.journal.broken_at is None


async def check(database: Database, shelf: Shelf, *, deeply: bool) -> Checkup:
    """`deeply` opens every sealed value and every content; else contents need only be there."""
    async with database.reading() as work:
        checkup = Checkup(journal=await Journal(work).examine())
        if deeply:
            await _open_values(work, shelf, checkup)
        digests = await Files(work).digests()
    checkup.files = len(digests)
    for digest in digests:
        await asyncio.to_thread(_look_at, shelf, digest, checkup, deeply=deeply)
    return checkup


async def _open_values(work: Work, shelf: Shelf, checkup: Checkup) -> None:
    for sealed in SEALED:
        async for row in sealed.rows(work):
            try:
                sealed.opened(row, shelf.vault)
                checkup.opened += 1
            except (CannotOpen, NoKeys):
                checkup.unreadable[sealed.name] += 1


def _look_at(shelf: Shelf, digest: str, checkup: Checkup, *, deeply: bool) -> None:
    if not deeply:
        checkup.files_gone += shelf.key_of(digest) is None
        return
    try:
        whole = sha256(shelf.take(digest)).hexdigest() == digest
        checkup.files_unreadable += not whole
    except ContentGone:
        checkup.files_gone += 1
    except (CannotOpen, NoKeys):
        checkup.files_unreadable += 1
