"""Keeps the library and the archive in step: SQL is the truth, the indices follow."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import structlog

from bot.metrics import Metrics
from bot.notice_reader import SandboxedNotices
from bot.stacks import Touched
from handlers.notice_rows import notice_of, parts_of, row_of
from handlers.notices.reading import NoticeReader, Watch, nobody
from knowledge.library import Library, shelve
from knowledge.notice import Audience, Notice, Standing
from knowledge.reading import LARGEST, PLAIN, Reading, read
from knowledge.reading.errors import NotRead, ReadingError
from knowledge.reading.extracting import READABLE
from knowledge.reading.reading import Remarked
from storage.archive import Archive
from storage.clock import Clock
from storage.engine import Database
from storage.journal import Entry

log = structlog.get_logger()
# What browsers save beside a page, and what offices leave beside an open file.
BESIDE, LEFT = ("_files", ".files"), ("~$", ".")
LONGEST_SOURCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """What became of one file: how many passages, or why not."""

    path: Path
    outcome: str  # added | replaced | unchanged | refused
    passages: int = 0
    title: str = ""
    error: ReadingError | None = None
    remarks: tuple[Remarked, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Librarian:
    """Puts notices on the shelves, and brings what others put there to the library."""

    database: Database
    library: Library
    clock: Clock
    metrics: Metrics
    reader: NoticeReader = field(default_factory=SandboxedNotices)
    touched: Touched = field(default_factory=Touched)
    seen: dict[str, tuple[str, datetime]] = field(default_factory=dict)

    async def open(self) -> None:
        async with self.database.reading() as work:
            self.seen.update(await Archive(work).notice_records.states())
            rows = await Archive(work).notices.all()
        await self.library.open([notice_of(row) for row in rows])
        self.metrics.passages.set(self.library.size[1])

    async def shelve(self, path: Path, on_progress: Watch = nobody) -> Shelved:
        """Read one file; unchanged files are left alone, changed ones replaced.

        A file is known by its whole path: folders may hold files of the same name. A text that
        was moved or copied is known by itself.
        """
        try:
            reading = await self._read(path, on_progress)
        except ReadingError as error:
            return Shelved(path=path, outcome="refused", error=error)
        except OSError:
            return Shelved(path=path, outcome="refused", error=NotRead(path.name))
        notice = shelve(reading, source_of(path))
        async with self.database.reading() as work:
            shelf = Archive(work).notices
            known = await shelf.from_source(notice.source)
            is_kept = await shelf.has_text(notice.digest)
        if known.get(notice.id) == notice.digest or (is_kept and not known):
            return Shelved(path=path, outcome="unchanged", title=notice.title)
        notice = await self._as_before(notice, known)
        passages = await self.library.add(notice, embed=False)
        for former in known.keys() - {notice.id}:
            await self.library.remove(former)
        if not await self._keep(notice, list(known)):
            await self.library.remove(notice.id)
        return Shelved(
            path=path,
            outcome="replaced" if known else "added",
            passages=passages,
            title=notice.title,
            remarks=reading.remarks,
        )

    async def _read(self, path: Path, on_progress: Watch) -> Reading:
        """Text an operator names is read here, everything else in the sandbox."""
        today = self.clock.now().date()
        if path.suffix.lower() in PLAIN and path.stat().st_size <= LARGEST:
            return read(path, path.name, today)
        return await self.reader.read(path, path.name, today, on_progress)

    async def _as_before(self, notice: Notice, former: Iterable[str]) -> Notice:
        """Who may read it and whether it counts: staff have said so, its file does not."""
        async with self.database.reading() as work:
            records = Archive(work).notice_records
            facts = [await records.kept_facts(each) for each in former]
        if not facts:
            return notice
        said = facts[0]
        return replace(
            notice,
            audience=Audience(said["audience"]),
            standing=Standing(said["standing"]),
            replaced_by=said["replaced_by"],
            expires=notice.expires or said["expires"],
        )

    async def _keep(self, notice: Notice, former: Iterable[str]) -> bool:
        """False where another one has this very text: it takes the place of the former ones."""
        parts = parts_of(self.library.passages_of(notice.id))
        async with self.database.writing() as work:
            shelf, records = Archive(work).notices, Archive(work).notice_records
            now = self.clock.now()
            is_kept = await shelf.keep(row_of(notice), parts, now)
            held = await records.with_text(notice.digest)
            stays = held.id if held else None
            for identity in set(former) - {stays}:
                await records.hand_on(identity, stays)
                await shelf.drop(identity)
                self.seen.pop(identity, None)
            if not is_kept:
                return False
            self.seen[notice.id] = (notice.digest, now)
            await Archive(work).journal.write(
                Entry(
                    at=now,
                    person_id=None,
                    door="command line",
                    action="notice shelved",
                    object=notice.id,
                    detail={"source": notice.source, "digest": notice.digest},
                )
            )
        return True

    async def catch_up(self, on_progress: Callable[[int, int], None] | None = None) -> None:
        await self.library.catch_up(on_progress)
        self.metrics.passages.set(self.library.size[1])

    async def follow(self) -> bool:
        """Bring in what another process shelved meanwhile; True when anything changed."""
        async with self.database.reading() as work:
            kept = await Archive(work).notice_records.states()
        held, fresh = {notice.id for notice in self.library.notices()}, self.touched.fresh()
        changed = {each for each in kept if each not in held or self.seen.get(each) != kept[each]}
        changed |= self.touched.looked_at_again() & kept.keys()
        await self._bring(changed - fresh)
        for gone in held - kept.keys() - fresh:
            await self.library.remove(gone)
            self.seen.pop(gone, None)
        self.seen.update({each: kept[each] for each in changed - fresh})
        if self.library.mode == "lexical":  # changed just now, or the model was away last time
            await self.catch_up()
        return bool((changed | (held - kept.keys())) - fresh)

    async def _bring(self, identities: set[str]) -> None:
        async with self.database.reading() as work:
            rows = [await Archive(work).notices.get(each) for each in sorted(identities)]
        for notice in map(notice_of, filter(None, rows)):
            if notice != self.library.notice(notice.id):
                await self.library.add(notice, embed=False)


def source_of(path: Path) -> str:
    return str(path.resolve())[-LONGEST_SOURCE:]


def notice_files(paths: Iterable[Path]) -> list[Path]:
    """The readable files among the paths and below the folders, in a steady order."""
    found: list[Path] = []
    for path in paths:
        inside = path.rglob("*") if path.is_dir() else [path]
        found += sorted(
            each for each in inside if each.is_file() and (each == path or is_readable(each, path))
        )
    return list(dict.fromkeys(found))


def is_readable(file: Path, folder: Path) -> bool:
    """Whether it is a notice somebody put there, by its name."""
    if file.suffix.lower() not in READABLE or file.name.startswith(LEFT):
        return False
    return not any(part.endswith(BESIDE) for part in file.relative_to(folder).parts[:-1])
