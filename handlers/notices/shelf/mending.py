"""Staff mend what is known of a notice: its facts, its readers, whether it counts."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handlers.days import day
from handlers.desk import Desk, Reply
from handlers.notice_rows import notice_of, parts_of
from handlers.notices.errors import NotOnShelf
from handlers.notices.fields import restored
from handlers.notices.naming import quoted
from handlers.notices.putting import put_back
from handlers.notices.shelf import keyboards, texts
from handlers.notices.shelf.service import Shelving
from handlers.notices.taking.receiving import Receiving
from handlers.notices.words import CHOSEN, READERS
from handlers.noting import note
from handlers.rights import Action, require
from handlers.stacks import Stacks
from knowledge.notice import Audience, Notice, Source, Standing
from knowledge.passages import split
from knowledge.reviewed import reply_of, reworded
from storage.notice_records import NoticeRecord

CUT_BY = ("title", "document_number", "text")  # with these the text is cut into passages anew

ANSWER_TEXT = ("title", "text")  # of an answer both stand in the text


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeMending:
    """The use cases of whoever changes; what is changed counts at once."""

    shelving: Shelving
    stacks: Stacks
    receiving: Receiving

    async def record(self, desk: Desk, identity: str) -> NoticeRecord:
        return (await self.shelving.one(desk, identity)).record

    async def facts(self, desk: Desk, identity: str) -> Notice:
        """What may be changed of it; of an answer the text is only the reply."""
        require(desk.person, Action.KEEP_NOTICES)
        row = await desk.archive.notices.get(identity)
        if row is None:
            raise NotOnShelf
        notice = notice_of(row)
        is_answer = notice.kind is Source.ANSWER
        return replace(notice, text=reply_of(notice)) if is_answer else notice

    async def change(self, desk: Desk, identity: str, field: str, value: Any) -> Reply:
        """One fact, as JSON; None for nothing."""
        values = {field: restored(field, value)}
        notice = await self.facts(desk, identity)
        if notice.kind is Source.ANSWER and values.keys() & set(ANSWER_TEXT):
            said = {"title": notice.title, "text": notice.text} | values
            notice = reworded(notice, said["title"], said["text"])
            values = {name: getattr(notice, name) for name in (*ANSWER_TEXT, "digest")}
        await self._put(desk, identity, **values)
        await note(desk, "notice changed", identity, field=field)
        return await self.shelving.show(desk, identity, texts.CHANGED)

    async def ask_readers(self, desk: Desk, identity: str) -> Reply:
        record = await self.record(desk, identity)
        who = READERS[Audience(record.audience)]
        text = texts.WHO.format(what=quoted(record.title, record.document_number), who=who)
        return Reply(text=text, buttons=keyboards.readers(identity))

    async def set_readers(self, desk: Desk, identity: str, number: int) -> Reply:
        """`number` of the readers, from 1."""
        if not 1 <= number <= len(CHOSEN):
            return await self.ask_readers(desk, identity)
        audience = CHOSEN[number - 1]
        await self._put(desk, identity, audience=audience)
        await note(desk, "notice readers set", identity, audience=audience)
        text = texts.READERS_SET.format(who=READERS[audience])
        return await self.shelving.show(desk, identity, text)

    async def ask_standing(self, desk: Desk, identity: str) -> Reply:
        seen = await self.shelving.one(desk, identity)
        what = quoted(seen.record.title, seen.record.document_number)
        text = texts.RETIRE.format(what=what, how=texts.how(seen, desk.now.date()))
        return Reply(text=text, buttons=keyboards.standings(identity))

    async def set_standing(self, desk: Desk, identity: str, number: int) -> Reply:
        """Current again: an end that has passed is lifted too."""
        standing = keyboards.STANDINGS.get(number)
        if standing is None:
            return await self.ask_standing(desk, identity)
        record = await self.record(desk, identity)
        values: dict[str, Any] = {"standing": standing}
        if standing is Standing.CURRENT:
            ended = record.expires is not None and record.expires < desk.now.date()
            values |= {"replaced_by": None, **({"expires": None} if ended else {})}
        await self._put(desk, identity, **values)
        await note(desk, "notice standing set", identity, standing=standing)
        return await self.shelving.show(desk, identity, texts.STANDING_SET[standing])

    async def set_expiry(self, desk: Desk, identity: str, last: date) -> Reply:
        await self._put(desk, identity, expires=last)
        await note(desk, "notice standing set", identity, until=last.isoformat())
        text = texts.EXPIRY_SET.format(day=day(last))
        return await self.shelving.show(desk, identity, text)

    async def replace(self, desk: Desk, identity: str) -> Reply:
        """What is sent next is the new version."""
        record = await self.record(desk, identity)
        what = quoted(record.title, record.document_number)
        return await self.receiving.replace(desk, identity, what)

    async def _put(self, desk: Desk, identity: str, **values: Any) -> None:
        """First here, then in the archive: what is slow holds nobody up."""
        require(desk.person, Action.KEEP_NOTICES)
        await put(desk, self.stacks, identity, **values)


async def put(desk: Desk, stacks: Stacks, identity: str, **values: Any) -> Notice:
    """Raises NotOnShelf."""
    archive = desk.archive
    row = await archive.notices.get(identity)
    if row is None:
        raise NotOnShelf
    notice = replace(notice_of(row), **values)
    await archive.work.let_go()
    await stacks.put(notice)
    parts = None
    if values.keys() & set(CUT_BY):
        parts = parts_of(await asyncio.to_thread(split, notice))
    if not await archive.notice_records.change(identity, desk.now, **values):
        await put_back(archive, stacks, [identity])  # a colleague has deleted it meanwhile
        raise NotOnShelf
    if parts is not None:
        await archive.notice_records.recut(identity, parts)
    return notice
