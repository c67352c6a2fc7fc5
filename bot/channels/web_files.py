"""Files that come and go through the page: kept by content, served to their owner only."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote

from aiohttp import BodyPartReader, web

from bot.channels.kept import KeptFiles
from bot.channels.session import Refusal
from bot.channels.web_feed import VISITOR, Unacceptable
from bot.channels.web_session import WEB_BOT_ID
from forms.masking import mask
from handlers.attachments import LARGEST, safe_name
from storage.archive import Archive
from storage.clock import Clock
from storage.engine import Database
from storage.files import File, Shelf

PNG = b"\x89PNG\r\n\x1a\n"
TOO_LARGE = "文件超过 20 兆，收不下。请压缩或分开后再发。"
EMPTY = "这个文件是空的（0 字节），请检查后重新选择。"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileShelf:
    """Files on their way through the page, on the house's shelf."""

    shelf: Shelf
    database: Database
    clock: Clock
    kept: timedelta

    async def receive(self, account: int, part: BodyPartReader) -> File:
        content = bytearray()
        while chunk := await part.read_chunk(65536):
            content += chunk
            if len(content) > LARGEST:
                break
        return await self.keep(account, part.filename or "", bytes(content))

    async def keep(self, account: int, name: str, content: bytes) -> File:
        """Raises Unacceptable when there is nothing in it, or too much."""
        if not content:
            raise Unacceptable(EMPTY)
        if len(content) > LARGEST:
            raise Unacceptable(TOO_LARGE)
        await asyncio.to_thread(self.shelf.put, content)
        now = self.clock.now()
        async with self.database.writing() as work:
            archive = Archive(work)
            owner = await archive.people.at(WEB_BOT_ID, account, now) or (
                await archive.people.welcome(WEB_BOT_ID, account, VISITOR, now)
            )
            shown = mask(safe_name(name))
            return await archive.files.add(owner.id, shown, content, now, now + self.kept)

    async def serve(self, account: int | None, identity: str) -> web.StreamResponse:
        """To its owner, through whichever account they are here; to nobody else."""
        async with self.database.reading() as work:
            archive = Archive(work)
            file = await archive.files.get(identity)
            person = account and await archive.people.at(WEB_BOT_ID, account, self.clock.now())
        if file is None or not person or file.person_id != person.id:
            raise web.HTTPNotFound
        try:
            content = await KeptFiles(database=self.database, shelf=self.shelf).content(file)
        except Refusal as error:
            raise web.HTTPNotFound from error
        return _response(file, content)


def _response(file: File, content: bytes) -> web.Response:
    """Only what is a picture by its content is shown; everything else is saved, never opened."""
    kind, way = "application/octet-stream", "attachment"
    if content.startswith(PNG):
        kind, way = "image/png", "inline"
    response = web.Response(body=content, content_type=kind)
    response.headers["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(file.name)}"
    return response
