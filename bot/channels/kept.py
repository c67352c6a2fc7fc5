"""Files the house keeps, on their way out: rooms name them, doors fetch them."""

import asyncio
from dataclasses import dataclass
from http import HTTPStatus

from bot.channels.session import Refusal
from handlers.telling import SHELF
from storage.archive import Archive
from storage.encryption import CannotOpen
from storage.engine import Database
from storage.files import ContentGone, File, Shelf

LONGEST_CAPTION = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFiles:
    """Rows and contents; what is not there is a Refusal, so that a delivery fails and no more."""

    database: Database
    shelf: Shelf

    async def named(self, name: object) -> File:
        """The file a room calls `shelf:<id>`."""
        if not isinstance(name, str) or not name.startswith(SHELF):
            raise Refusal(HTTPStatus.BAD_REQUEST, "Bad Request: wrong file identifier specified")
        return await self.get(name.removeprefix(SHELF))

    async def get(self, identity: str) -> File:
        async with self.database.reading() as work:
            file = await Archive(work).files.get(identity)
        if file is None:
            raise _gone()
        return file

    async def content(self, file: File) -> bytes:
        """In a thread: opening 20 MB must not keep everybody else waiting."""
        try:
            return await asyncio.to_thread(self.shelf.take, file.digest)
        except (ContentGone, CannotOpen) as error:
            raise _gone() from error


def _gone() -> Refusal:
    return Refusal(HTTPStatus.BAD_REQUEST, "Bad Request: the file is not here any more")
