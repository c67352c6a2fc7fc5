"""Staff look through the notices: list, find, open, with outline and file."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from handlers.desk import Attached, Desk, Reply
from handlers.notice_rows import notice_of
from handlers.notices.naming import quoted
from handlers.notices.outline import drawn
from handlers.notices.shelf import keyboards, texts
from handlers.notices.shelf.shown import Shown, shown
from handlers.notices.taking.service import outlined
from handlers.noting import note
from handlers.paging import PAGE, page_among
from handlers.rights import Action, require
from knowledge.contents import contents

MOST_FOUND = 10
KEPT = timedelta(hours=1)
FILE_NAME = "原件"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelving:
    """The use cases of whoever looks."""

    async def listed(self, desk: Desk, number: int) -> Reply:
        require(desk.person, Action.KEEP_NOTICES)
        records = desk.archive.notice_records
        total = await records.count()
        number, pages = page_among(total, number)
        page = await records.page(number * PAGE, PAGE)
        buttons = keyboards.listed(page, number, pages, desk.now.date())
        return Reply(text=texts.listed(total, number, pages), buttons=buttons)

    async def find(self, desk: Desk, words: str) -> Reply:
        require(desk.person, Action.KEEP_NOTICES)
        records = await desk.archive.notice_records.find(words, MOST_FOUND)
        buttons = keyboards.found(records, desk.now.date())
        return Reply(text=texts.found(len(records), words), buttons=buttons)

    async def one(self, desk: Desk, identity: str) -> Shown:
        require(desk.person, Action.KEEP_NOTICES)
        return await shown(desk.archive, identity)

    async def show(self, desk: Desk, identity: str, before: str = "") -> Reply:
        seen = await self.one(desk, identity)
        text = texts.one(seen, desk.now.date(), before)
        return Reply(text=text, buttons=keyboards.one(seen))

    async def outline(self, desk: Desk, identity: str, number: int) -> Reply:
        seen = await self.one(desk, identity)
        row = await desk.archive.notices.get(identity)
        lines = drawn(await asyncio.to_thread(contents, notice_of(row)) if row else ())
        text, number, pages = outlined(quoted(seen.record.title), lines, number)
        return Reply(text=text, buttons=keyboards.outline(identity, number, pages))

    async def file(self, desk: Desk, identity: str) -> Reply:
        """The file as it was sent; raises ContentGone or CannotOpen."""
        seen = await self.one(desk, identity)
        if seen.record.file_digest is None:
            return Reply(text=texts.NO_FILE, buttons=(keyboards.back(identity),))
        content = await asyncio.to_thread(desk.shelf.take, seen.record.file_digest)
        name = seen.record.file_name or FILE_NAME
        file = await desk.keep(name, content, desk.now + KEPT)
        await note(desk, "notice file opened", identity)
        attached = Attached(file_id=file.id)
        back = keyboards.back(identity)
        return Reply(text=texts.HERE_IS_FILE, buttons=(back,), files=(attached,))
