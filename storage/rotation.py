"""From old keys to the current one, in batches, while others read and write.

A batch locks its rows and changes a value only when it is still the one that was read, so nothing
that somebody else writes meanwhile is lost; killed anywhere, the next run goes on with what is
left. The old keys stay until nothing is left under them.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Update, bindparam, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage.encryption import CannotOpen
from storage.engine import Database, Work
from storage.files import ContentGone, Shelf
from storage.sealed import BATCH, SEALED, UNKNOWN, Row, SealedColumn

BREATH_SECONDS = 0.005  # between batches, for others who want to write
FILES = "files"
NOT_GRANTED = "55P03"  # PostgreSQL: lock_not_available
Progress = Callable[[int], None]


@dataclass(kw_only=True)
class Rotation:
    """`unreadable` counts by column what no key here opens; `twins` what stood there twice."""

    database: Database
    shelf: Shelf
    unreadable: Counter[str] = field(default_factory=Counter)
    twins: int = 0

    async def left(self) -> Counter[str]:
        """How many values and files each key still has; under UNKNOWN those of no key here."""
        async with self.database.reading() as work:
            return await self._left(work)

    async def remaining(self) -> int:
        """How many are not under the current key."""
        return _others(await self.left(), self.shelf.vault.current)

    async def _left(self, work: Work) -> Counter[str]:
        names = [key.id for key in self.shelf.vault.keys]
        found = Counter(dict.fromkeys(names, 0))
        for sealed in SEALED:
            found.update(await sealed.count(work, names))
        kept = filter(lambda each: each is not None, map(self.shelf.key_of, self.shelf.digests()))
        found.update(name if name in names else UNKNOWN for name in kept)
        return found

    async def reseal(self, on_progress: Progress) -> None:
        """One walk over everything; `on_progress` is told how many were done."""
        self.unreadable.clear()
        for sealed in SEALED:
            await self._reseal_column(sealed, on_progress)
        for digest in self.shelf.digests():
            if self.shelf.key_of(digest) != self.shelf.vault.current:
                await self._reseal_file(digest)
                on_progress(1)

    async def _reseal_column(self, sealed: SealedColumn, on_progress: Progress) -> None:
        after: list[Any] | None = None
        while True:
            try:
                rows = await self._reseal_batch(sealed, after)
            except IntegrityError:
                rows = await self._reseal_alone(sealed, after)
            on_progress(len(rows))
            if len(rows) < BATCH:
                return
            after = sealed.key_of(rows[-1])
            await asyncio.sleep(BREATH_SECONDS)

    async def _reseal_batch(self, sealed: SealedColumn, after: Sequence[Any] | None) -> list[Row]:
        # A row somebody else holds is left for the next walk: waiting for it might be a deadlock.
        query = self._under_others(sealed, after).with_for_update(skip_locked=True, key_share=True)
        async with self.database.writing() as work:
            rows: list[Row] = [dict(row._mapping) for row in await work.run(query)]
            if changes := self._changes(sealed, rows):
                await work.run(_change(sealed), changes)
        return rows

    async def _reseal_alone(self, sealed: SealedColumn, after: Sequence[Any] | None) -> list[Row]:
        """Twins came in while two keys were in use: the second keeps its value, unindexed."""
        async with self.database.reading() as work:
            found = await work.run(self._under_others(sealed, after))
            rows: list[Row] = [dict(row._mapping) for row in found]
        blank = dict.fromkeys((f"new_{each.column}" for each in sealed.blind), None)
        for change in self._changes(sealed, rows):
            try:
                await self._run(_change(sealed), change)
            except IntegrityError:
                self.twins += 1
                await self._run(_change(sealed), change | blank)
        return rows

    def _under_others(self, sealed: SealedColumn, after: Sequence[Any] | None) -> Any:
        return sealed.page(after, ~sealed.sealed_with(self.shelf.vault.current))

    async def _run(self, statement: Update, values: Mapping[str, Any]) -> None:
        async with self.database.writing() as work:
            await work.run(statement, values)

    def _changes(self, sealed: SealedColumn, rows: Sequence[Row]) -> list[dict[str, Any]]:
        changes = []
        for row in rows:
            try:
                fresh = sealed.resealed(row, self.shelf.vault)
            except CannotOpen:
                self.unreadable[sealed.name] += 1
                continue
            change = {f"key_{name}": row[name] for name in sealed.key}
            change |= {f"new_{name}": value for name, value in fresh.items()}
            changes.append(change | {"former": row[sealed.column]})
        return changes

    async def _reseal_file(self, digest: str) -> None:
        try:
            await asyncio.to_thread(self.shelf.reseal, digest)
        except CannotOpen:
            self.unreadable[FILES] += 1
        except ContentGone:
            return  # its time came meanwhile

    async def finish(self, drop: Callable[[], None]) -> bool:
        """With all writers waiting: when nothing is left under another key, drop the others."""
        try:
            async with self.database.writing() as work:
                await _hold_writers(work)
                done = not _others(await self._left(work), self.shelf.vault.current)
                if done:
                    drop()
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) != NOT_GRANTED:
                raise
            return False
        return done


def _others(counted: Counter[str], current: str) -> int:
    return sum(count for key, count in counted.items() if key != current)


def _change(sealed: SealedColumn) -> Update:
    table = sealed.table
    columns = [sealed.column, *(each.column for each in sealed.blind)]
    return (
        update(table)
        .where(
            *(table.c[name] == bindparam(f"key_{name}") for name in sealed.key),
            table.c[sealed.column] == bindparam("former"),
        )
        .values({name: bindparam(f"new_{name}") for name in columns})
    )


async def _hold_writers(work: Work) -> None:
    if work.is_sqlite:
        await work.run(text("select 1"))  # BEGIN IMMEDIATE comes before it
        return
    # Give up before PostgreSQL looks for deadlocks, which takes it a second, and ends somebody.
    await work.run(text("set local lock_timeout = '500ms'"))
    names = ", ".join(sorted({sealed.table.name for sealed in SEALED}))
    await work.run(text(f"lock table {names} in share mode"))
