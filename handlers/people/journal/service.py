"""The journal, page by page, and as a table; whether its chain is whole."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from forms.sheets import write_rows
from handlers.desk import Desk
from handlers.journal_words import HEADINGS, TITLE, Names, ids_in, row_of
from handlers.noting import note
from handlers.rights import Action, require
from storage.archive import Archive
from storage.engine import Database
from storage.files import File
from storage.journal import Examined, Link
from storage.naming import names_of

SHOWN = 10
MOST = 100_000  # more than a spreadsheet opens with pleasure
BATCH = 500
NAME = "操作日志-{day}.xlsx"
KEPT = timedelta(days=1)
CHECKED_EVERY = timedelta(minutes=10)


@dataclass(kw_only=True)
class ChainWatch:
    """Walks the whole chain, and remembers for a while what it found."""

    database: Database
    report: Examined | None = None
    at: datetime | None = None

    async def look(self, now: datetime) -> Examined:
        if self.report is None or self.at is None or now - self.at >= CHECKED_EVERY:
            async with self.database.reading() as work:
                self.report, self.at = await Archive(work).journal.examine(), now
        return self.report


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some entries, the newest first; `about` is what they were looked for by."""

    report: Examined
    links: Sequence[Link]
    names: Names
    about: str
    number: int
    pages: int  # that are known of


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The use cases of the corner."""

    database: Database
    chain: ChainWatch

    async def page(self, desk: Desk, about: str = "", number: int = 0) -> Page:
        """`about` is a person's id or that of whatever was acted on."""
        require(desk.person, Action.READ_JOURNAL)
        await desk.archive.work.let_go()  # the chain is long, and others want to write
        report = await self.chain.look(desk.now)
        async with self.database.reading() as work:
            links = await Archive(work).journal.page(
                most=SHOWN + 1, skip=number * SHOWN, about=about or None
            )
            ids = set().union({about}, *map(ids_in, links))
            names = await names_of(work, ids)
        return Page(
            report=report,
            links=links[:SHOWN],
            names=names,
            about=about,
            number=number,
            pages=number + 2 if len(links) > SHOWN else number + 1,
        )

    async def export(self, desk: Desk, about: str = "") -> tuple[File, int]:
        """With the number of entries; what is filtered is exported filtered."""
        require(desk.person, Action.READ_JOURNAL)
        await desk.archive.work.let_go()
        rows = await self._rows(about)
        content = await asyncio.to_thread(write_rows, HEADINGS, rows, TITLE)
        name = NAME.format(day=f"{desk.now:%Y-%m-%d}")
        file = await desk.keep(name, content, desk.now + KEPT)
        await note(desk, "journal exported", about or "journal", count=len(rows))
        return file, len(rows)

    async def _rows(self, about: str) -> list[list[object]]:
        rows: list[list[object]] = []
        async with self.database.reading() as work:
            before: int | None = None
            while len(rows) < MOST:
                links = await Archive(work).journal.page(
                    most=BATCH, before=before, about=about or None
                )
                names = await names_of(work, set().union(*map(ids_in, links)))
                rows += [row_of(link, names) for link in links]
                if len(links) < BATCH:
                    break
                before = links[-1].number
                await asyncio.sleep(0)
        return rows
