"""Tables that were sent: checked, and written when somebody says so, beside the conversations.

What is to be done stands in the table `imports`; whoever holds a row's lease works on it, and
whoever finds an old one goes on where it stopped.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import structlog
from aiogram import Bot

from bot.imports.case import Case, Overtaken
from bot.live import LiveMessage
from bot.sandbox import SandboxFailed
from forms.refusal_texts import sentence
from forms.refusals import FileRefused
from forms.sheets.reader import SheetReader
from handlers.links import Links
from handlers.noting import By
from handlers.people.importing.books import Table, book_for, require_import
from handlers.people.importing.passes import Importing
from handlers.people.importing.plans import Book
from handlers.people.importing.tally import Tally, tally_of
from handlers.people.sheets import outcomes
from handlers.rights import NotForThisRole
from storage.archive import Archive
from storage.clock import Clock
from storage.encryption import CannotOpen
from storage.engine import Database
from storage.files import ContentGone, File, Shelf
from storage.imports import Import, ImportState

log = structlog.get_logger()
MOST_FAILURES = 3
FAILURES = "failures"


@dataclass(kw_only=True)
class Clerk:
    """One table at a time in each process."""

    database: Database
    shelf: Shelf
    clock: Clock
    reader: SheetReader
    links: Links
    invitation_days: int
    bots: Mapping[int, Bot] = field(default_factory=dict)
    at_work: bool = False

    async def work_off(self) -> int:
        """Everything that waits; how many there were."""
        if self.at_work:
            return 0
        self.at_work, done = True, 0
        try:
            while taken := await self._take():
                await self._treat(*taken)
                done += 1
        finally:
            self.at_work = False
        return done

    async def _take(self) -> tuple[Import, File] | None:
        async with self.database.reading() as work:
            if not await Archive(work).imports.waiting(self.clock.now()):
                return None
        async with self.database.writing() as work:
            archive = Archive(work)
            imported = await archive.imports.take(self.clock.now())
            file = imported and await archive.files.get(imported.file_id)
            return (imported, file) if imported and file else None

    async def _treat(self, imported: Import, file: File) -> None:
        """Whatever happens, whoever sent the table hears of it, and the next one has its turn."""
        case = self._case(imported, file)
        try:
            content = await asyncio.to_thread(self.shelf.take, file.digest)
            async with self.database.reading() as work:
                await self._require(Archive(work), imported)
            treat = self._check if imported.state is ImportState.RECEIVED else self._apply
            await treat(case, content)
        except Overtaken:
            log.info("import stopped", imported=imported.id)
        except NotForThisRole:
            await case.refuse(outcomes.NOT_ANY_MORE.format(name=case.name))
        except FileRefused as refusal:
            why = sentence(refusal)
            await case.refuse(outcomes.REFUSED.format(name=case.name, why=why))
        except (ContentGone, CannotOpen):
            await case.refuse(outcomes.GONE.format(name=case.name))
        except Exception as error:  # noqa: BLE001 - tried again when the lease has run out
            log.error("import failed", imported=imported.id, error=type(error).__name__)
            if isinstance(error, SandboxFailed) or not await self._try_again(imported):
                await case.refuse(outcomes.BROKEN.format(name=case.name))

    async def _require(self, archive: Archive, imported: Import) -> None:
        """A role that has ended meanwhile does not count any more; raises NotForThisRole."""
        person = await archive.people.get(imported.person_id, self.clock.now())
        if person is None:
            raise NotForThisRole
        require_import(person, Table(imported.kind), imported.society_id)

    async def _try_again(self, imported: Import) -> bool:
        async with self.database.writing() as work:
            imports = Archive(work).imports
            fresh = await imports.get(imported.id)
            if fresh is None or (failures := fresh.counts.get(FAILURES, 0) + 1) >= MOST_FAILURES:
                return fresh is None
            counts = fresh.counts | {FAILURES: failures}
            return await imports.note(fresh.id, fresh.state, counts, self.clock.now())

    def _case(self, imported: Import, file: File) -> Case:
        bot = self.bots.get(imported.bot_id)
        draft_id = int(imported.id[:7], 16) or 1
        live = LiveMessage(bot, imported.chat_id, draft_id, set()) if bot else None
        return Case(
            imported=imported,
            file=file,
            database=self.database,
            shelf=self.shelf,
            clock=self.clock,
            live=live,
        )

    async def _check(self, case: Case, content: bytes) -> None:
        book = self._book(case.imported)
        importing = self._importing(case, book, 0)
        async with self.reader.open(book.spec, content, case.file.name) as sheet:
            tally = await importing.check(sheet.rows)
        tally.ignored = sheet.ignored
        await case.tell_checked(tally)

    async def _apply(self, case: Case, content: bytes) -> None:
        imported = case.imported
        book = self._book(imported)
        by = By(person_id=imported.person_id, door=imported.door, clock=self.clock)
        begun, total = begun_and_total(imported.counts)
        importing = self._importing(case, book, total)
        async with self.reader.open(book.spec, content, case.file.name) as sheet:
            tally = await importing.apply(sheet.rows, by, begun)
        await case.tell_done(tally, book, self.links)

    def _book(self, imported: Import) -> Book:
        return book_for(imported, self.clock, self.invitation_days)

    def _importing(self, case: Case, book: Book, total: int) -> Importing:
        failures = {FAILURES: case.imported.counts.get(FAILURES, 0)}

        async def note(archive: Archive, tally: Tally) -> None:
            await self._require(archive, case.imported)
            counts = tally.as_counts() | failures | {TOTAL: total or tally.total}
            state = case.imported.state
            if not await archive.imports.note(case.imported.id, state, counts, self.clock.now()):
                raise Overtaken

        async def watch(tally: Tally) -> None:
            await case.show(outcomes.progress(case.file.name, tally, total))

        return Importing(database=self.database, book=book, watch=watch, note=note)


TOTAL = "total"


def begun_and_total(counts: Mapping[str, int]) -> tuple[Tally, int]:
    return tally_of(counts), counts.get(TOTAL, 0)


def by_id(bots: Sequence[Bot]) -> dict[int, Bot]:
    return {bot.id: bot for bot in bots}
