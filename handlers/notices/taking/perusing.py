"""A file or link becomes a reading: at the desk when it is quick, else in the background."""

import asyncio
from dataclasses import dataclass
from datetime import date

from handlers.notices.fetching import Fetcher
from handlers.notices.reading import NoticeReader, Watch
from knowledge.reading.errors import NotFetched, Why
from knowledge.reading.reading import Reading
from storage.files import Shelf
from storage.intakes import Intake


@dataclass(frozen=True, slots=True, kw_only=True)
class Perused:
    """What was read, and the file it was read from where a link led to it."""

    reading: Reading
    found: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Perusing:
    """Slow: nobody's transaction is open meanwhile. A house without a fetcher takes no links."""

    reader: NoticeReader
    fetcher: Fetcher | None = None

    async def read(self, intake: Intake, shelf: Shelf, today: date, watch: Watch) -> Perused:
        """Raises ReadingError, and ContentGone or CannotOpen of the archive."""
        if intake.file_digest is not None:
            content = await asyncio.to_thread(shelf.take, intake.file_digest)
            name = intake.file_name or intake.source
            return Perused(reading=await self.reader.read(content, name, today, watch), found={})
        if self.fetcher is None:
            raise NotFetched(intake.source, Why.UNREACHABLE)
        fetched = await self.fetcher.fetch(intake.source)
        reading = await self.reader.read(fetched.content, fetched.name, today, watch)
        digest = await asyncio.to_thread(shelf.put, fetched.content)
        found = {"file_name": fetched.name, "file_digest": digest, "source": fetched.url}
        return Perused(reading=reading, found=found)
