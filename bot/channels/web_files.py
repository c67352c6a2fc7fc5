"""Files that come and go through the page: kept by content, served to their owner only."""

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

from aiohttp import BodyPartReader, web

from bot.channels.web_feed import Unacceptable
from storage.archive import Archive
from storage.clock import Clock
from storage.engine import Database
from storage.web import WebFile

LARGEST = 20 * 1024 * 1024
TOO_LARGE = "文件超过 20 MB，收不下。请压缩或分开后再发。"
EMPTY = "这个文件是空的（0 字节），请检查后重新选择。"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileShelf:
    """A folder of files named by their SHA-256."""

    folder: Path
    database: Database
    clock: Clock

    async def receive(self, account: int, part: BodyPartReader) -> WebFile:
        content = bytearray()
        while chunk := await part.read_chunk(65536):
            content += chunk
            if len(content) > LARGEST:
                break
        return await self.keep(account, safe_name(part.filename), bytes(content))

    async def keep(self, account: int, name: str, content: bytes) -> WebFile:
        """Raises Unacceptable when there is nothing in it, or too much."""
        if not content:
            raise Unacceptable(EMPTY)
        if len(content) > LARGEST:
            raise Unacceptable(TOO_LARGE)
        digest = sha256(content).hexdigest()
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / digest).write_bytes(content)
        file = WebFile(
            id=uuid4().hex, account=account, name=name, size=len(content), digest=digest
        )
        async with self.database.writing() as work:
            await Archive(work).web_messages.keep_file(file, self.clock.now())
        return file

    async def serve(self, account: int | None, identity: str) -> web.StreamResponse:
        async with self.database.reading() as work:
            file = await Archive(work).web_messages.file(identity)
        if file is None or file.account != account:
            raise web.HTTPNotFound
        response = web.FileResponse(self.folder / file.digest)
        response.content_type = "application/octet-stream"
        response.headers["Content-Disposition"] = (
            f"attachment; filename*=UTF-8''{quote(file.name)}"
        )
        return response


def safe_name(name: str | None) -> str:
    """The last part of a path, without anything that could lead a terminal or page astray."""
    last = re.split(r"[\\/]", name or "")[-1]
    return re.sub(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]", "", last)[:120] or "文件"
