"""Staff delete a notice: asked twice, then gone everywhere at once."""

from dataclasses import dataclass

from handlers.desk import Desk, Reply
from handlers.notices.errors import NotOnShelf
from handlers.notices.naming import quoted
from handlers.notices.shelf import keyboards, texts
from handlers.notices.shelf.service import Shelving
from handlers.notices.taking.concluding import discard
from handlers.noting import note
from handlers.stacks import Stacks
from storage.contents import unnamed


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleting:
    """The use cases of deleting."""

    shelving: Shelving
    stacks: Stacks

    async def ask(self, desk: Desk, identity: str, number: int) -> Reply:
        """Once with what belongs to it, and once more."""
        seen = await self.shelving.one(desk, identity)
        if number == keyboards.SURE:
            what = quoted(seen.record.title, seen.record.document_number)
            buttons = keyboards.surer(identity)
            return Reply(text=texts.SURER.format(what=what), buttons=buttons)
        dues, casts = await desk.archive.notice_records.mentions(identity)
        return Reply(text=texts.sure(seen, dues, casts), buttons=keyboards.sure(identity))

    async def delete(self, desk: Desk, identity: str) -> Reply:
        """From memory and both indices, from SQL, and the file with its passing copies."""
        seen, archive = await self.shelving.one(desk, identity), desk.archive
        record = seen.record
        await archive.work.let_go()
        await self.stacks.take_away(identity)
        if not await archive.notices.drop(identity):
            raise NotOnShelf  # a colleague was faster
        gone = []
        if record.file_digest:
            await archive.files.drop_passing(record.file_digest)
            gone = await unnamed(archive.work, [record.file_digest])
        await note(desk, "notice deleted", identity, count=seen.passages)
        await archive.work.let_go()
        await discard(desk.shelf, gone)
        what = quoted(record.title, record.document_number)
        return Reply(text=texts.DELETED.format(what=what), buttons=(keyboards.SHELF,))
