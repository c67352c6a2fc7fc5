"""One import on its way: who is told what, and which files remain of it."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape
from time import monotonic

from aiogram.methods import EditMessageText, SendDocument, SendMessage
from aiogram.types import InlineKeyboardMarkup

from bot.live import LiveMessage
from bot.offers import offered_by
from forms.sheets import marked
from handlers.callbacks import GuideCallback
from handlers.desk import Button
from handlers.links import Links
from handlers.people.importing.books import Table
from handlers.people.importing.invitations import InvitationBook
from handlers.people.importing.inviting import invitation_table
from handlers.people.importing.plans import Book
from handlers.people.importing.tally import Tally
from handlers.people.sheets import keyboards, outcomes, texts
from handlers.replies import numbered
from handlers.telling import SHELF
from storage.archive import Archive
from storage.clock import Clock
from storage.engine import Database
from storage.files import File, Shelf
from storage.imports import Import, ImportState
from storage.journal import Entry

KEPT = timedelta(days=1)
INVITATIONS_KEPT = timedelta(days=7)
FIRST_SIGN_SECONDS = 1.0  # what is done by then needs no progress shown
GUIDED = f"{GuideCallback.__prefix__}:"
Message = SendMessage | EditMessageText | SendDocument


class Overtaken(Exception):
    """Somebody stopped it, or somebody else has finished it."""


@dataclass(kw_only=True)
class Case:
    """The import's row, its file, and the chat where it is told how it goes."""

    imported: Import
    file: File
    database: Database
    shelf: Shelf
    clock: Clock
    live: LiveMessage | None
    began: float = field(default_factory=monotonic)

    @property
    def name(self) -> str:
        return escape(self.file.name)

    async def show(self, progress: str) -> None:
        if self.live and monotonic() - self.began > FIRST_SIGN_SECONDS:
            await self.live.show(progress)

    async def refuse(self, text: str) -> None:
        async with self.database.writing() as work:
            archive = Archive(work)
            former = self.imported.state
            imports = archive.imports
            if not await imports.turn(self.imported.id, former, ImportState.REFUSED, self._now):
                return  # stopped meanwhile: whoever did it knows
            await self._journal(archive, "import refused")
            await archive.files.drop_content(self.file)
            await self._post(archive, [self._message(text)])

    async def tell_checked(self, tally: Tally) -> None:
        """What would happen, and the choice; without anything to do it is over."""
        table, spec = Table(self.imported.kind), Table(self.imported.kind).spec
        mending = await asyncio.to_thread(marked, spec, tally.bad) if tally.bad else b""
        goes_on = tally.good > 0 or (table is Table.INVITATIONS and tally.total > len(tally.bad))
        buttons = keyboards.after_check(self.imported.id, table, tally) if goes_on else ()
        text = outcomes.checked(self.file.name, table, tally)
        async with self.database.writing() as work:
            archive = Archive(work)
            counts = {"total": tally.total}
            await self._turn(archive, ImportState.CHECKED if goes_on else ImportState.DONE, counts)
            said: list[Message] = [self._message(text, buttons)]
            if mending:
                name = f"需要修改的行-{self.file.name}"
                said.append(await self._document(archive, name, mending, KEPT))
            if not goes_on:
                await self._journal(archive, "import done", tally)
                await archive.files.drop_content(self.file)
            await self._post(archive, said)

    async def tell_done(self, tally: Tally, book: Book, links: Links) -> None:
        table = Table(self.imported.kind)
        given = book.given if isinstance(book, InvitationBook) else []
        content = await invitation_table(given, links) if given else b""
        text = outcomes.done(self.file.name, table, tally)
        if isinstance(book, InvitationBook):
            text = f"{text}\n{texts.invited(len(given), book.days, [])}"
        async with self.database.writing() as work:
            archive = Archive(work)
            await self._turn(archive, ImportState.DONE)
            await self._journal(archive, "import done", tally)
            buttons = keyboards.after_import(table, self.imported.society_id)
            said: list[Message] = [self._message(text, buttons)]
            if content:
                name = f"邀请码{self._now:%Y%m%d}.xlsx"
                said.append(await self._document(archive, name, content, INVITATIONS_KEPT))
            await archive.files.drop_content(self.file)
            await self._post(archive, said)

    @property
    def _now(self) -> datetime:
        return self.clock.now()

    async def _turn(
        self, archive: Archive, state: ImportState, counts: dict[str, int] | None = None
    ) -> None:
        former = self.imported.state
        if not await archive.imports.turn(self.imported.id, former, state, self._now, counts):
            raise Overtaken

    async def _journal(self, archive: Archive, action: str, tally: Tally | None = None) -> None:
        facts = {fate.value: count for fate, count in tally.counts.items()} if tally else {}
        entry = Entry(
            at=self._now,
            person_id=self.imported.person_id,
            door=self.imported.door,
            action=action,
            object=self.imported.id,
            detail={"kind": self.imported.kind, "society": self.imported.society_id} | facts,
        )
        await archive.journal.write(entry)

    async def _document(
        self, archive: Archive, name: str, content: bytes, kept: timedelta
    ) -> SendDocument:
        await asyncio.to_thread(self.shelf.put, content)
        owner, until = self.imported.person_id, self._now + kept
        file = await archive.files.add(owner, name, content, self._now, until)
        return SendDocument(chat_id=self.imported.chat_id, document=f"{SHELF}{file.id}")

    def _message(self, text: str, buttons: tuple[Button, ...] = ()) -> Message:
        keyboard: InlineKeyboardMarkup | None = numbered(buttons) if buttons else None
        if self.live:
            return self.live.finish(text, keyboard)
        return SendMessage(chat_id=self.imported.chat_id, text=text, reply_markup=keyboard)

    async def _post(self, archive: Archive, said: list[Message]) -> None:
        """The rounds bring them out; typed numbers mean these buttons from now on."""
        bot_id, chat_id = self.imported.bot_id, self.imported.chat_id
        there = await archive.people.at(bot_id, chat_id, self._now)
        if there is None or there.id != self.imported.person_id:
            return  # the door was ended, and somebody else may be behind it
        for method in said:
            payload = method.model_dump_json(exclude_unset=True)
            name = type(method).__name__
            await archive.deliveries.post(bot_id, chat_id, name, payload, self._now)
            if offered := offered_by(method):
                open_ = await archive.choices.offered(bot_id, chat_id)
                # Whoever is in the middle of a question answers that one by its numbers.
                guided = [each for each in open_ if each.data.startswith(GUIDED)]
                await archive.choices.offer(bot_id, chat_id, [*guided, *offered])
