"""Over all rows of a table: once to look, once to write, in batches of their own transactions."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

from forms.sheets import Row
from handlers.noting import By
from handlers.people.importing.plans import Book, Fate
from handlers.people.importing.tally import Tally
from storage.archive import Archive
from storage.engine import Database

BATCH = 50  # so many rows take the writer of SQLite some ten milliseconds
NOTED = 500
PAUSE = 0.003  # many turns of the loop: a message on its way takes some thirty of them

Watch = Callable[[Tally], Awaitable[None]]
Note = Callable[[Archive, Tally], Awaitable[None]]


async def unwatched(_tally: Tally) -> None: ...


async def unnoted(_archive: Archive, _tally: Tally) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Importing:
    """`watch` is told after every batch; `note` writes in its transaction how far it is."""

    database: Database
    book: Book
    watch: Watch = unwatched
    note: Note = unnoted

    async def check(self, rows: AsyncIterator[Row]) -> Tally:
        """Nothing is written but notes."""
        tally, noted = Tally(), 0
        async for batch in batches(rows):
            async with self.database.reading() as work:
                tally.add(await self.book.plan(Archive(work), batch))
            if tally.total >= noted + NOTED:
                noted = tally.total
                async with self.database.writing() as work:
                    await self.note(Archive(work), tally)
            await self._breathe(tally)
        return tally

    async def apply(self, rows: AsyncIterator[Row], by: By, tally: Tally) -> Tally:
        """Goes on behind `tally.last`; the earlier rows are looked at again, to know them."""
        done = tally.last
        async for batch in batches(rows):
            async with self.database.reading() as work:  # others may write meanwhile
                plans = await self.book.plan(Archive(work), batch)
            fresh = [plan for plan in plans if plan.row.number > done]
            async with self.database.writing() as work:
                archive = Archive(work)
                await self.book.write(archive, [p for p in fresh if p.fate in TO_DO], by)
                tally.add(fresh)
                await self.note(archive, tally)
            await self._breathe(tally)
        return tally

    async def _breathe(self, tally: Tally) -> None:
        await self.watch(tally)
        await asyncio.sleep(PAUSE)


TO_DO = (Fate.NEW, Fate.CHANGED)


async def batches(rows: AsyncIterator[Row]) -> AsyncIterator[list[Row]]:
    batch: list[Row] = []
    async for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
