"""The journal, page by page, and as a table; whether its chain is whole."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from forms.sheets import write_rows
from handlers.callbacks import Go
from handlers.desk import Attached, Button, Desk, Reply
from handlers.journal_words import HEADINGS, TITLE, ids_in, row_of
from handlers.people.journal import texts
from handlers.people.noting import note
from handlers.people.paging import turning
from handlers.places import Place
from handlers.rights import Action, require
from storage.archive import Archive
from storage.engine import Database
from storage.journal import Examined
from storage.naming import names_of

SHOWN = 10
MOST = 100_000  # more than a spreadsheet opens with pleasure
BATCH = 500
EXPORT_KEPT = timedelta(days=1)
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
class Ledger:
    """The use cases of the corner."""

    database: Database
    chain: ChainWatch

    async def show(self, desk: Desk, about: str = "", page: int = 0) -> Reply:
        """The newest first; `about` is a person's id or that of whatever was acted on."""
        require(desk.person, Action.READ_JOURNAL)
        await desk.archive.work.let_go()  # the chain is long, and others want to write
        report = await self.chain.look(desk.now)
        async with self.database.reading() as work:
            links = await Archive(work).journal.page(
                most=SHOWN + 1, skip=page * SHOWN, about=about or None
            )
            ids = set().union({about}, *map(ids_in, links))
            names = await names_of(work, ids)
        text = texts.page(report, links[:SHOWN], names, about=about, number=page)
        return Reply(text=text, buttons=_buttons(about, page, has_more=len(links) > SHOWN))

    async def export(self, desk: Desk, about: str = "") -> Reply:
        """What is filtered is exported filtered."""
        require(desk.person, Action.READ_JOURNAL)
        await desk.archive.work.let_go()
        rows = await self._rows(about)
        content = await asyncio.to_thread(write_rows, HEADINGS, rows, TITLE)
        name = texts.EXPORT_NAME.format(day=f"{desk.now:%Y-%m-%d}")
        file = await desk.keep(name, content, desk.now + EXPORT_KEPT)
        await note(desk, "journal exported", about or "journal", count=len(rows))
        return Reply(text=texts.exported(len(rows)), files=(Attached(file_id=file.id),))

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


def _buttons(about: str, page: int, *, has_more: bool) -> tuple[Button, ...]:
    pages = page + 2 if has_more else page + 1
    everything: tuple[Button, ...] = (("看全部日志", Go(to=Place.JOURNAL)),) if about else ()
    return (
        *turning(lambda number: Go(to=Place.JOURNAL, id=about, n=number), page, pages),
        *everything,
        ("导出成表格", Go(to=Place.EXPORT_JOURNAL, id=about)),
    )
