"""A file or a link comes in: kept as a row at once, read here or, if it is slow, later."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handlers.desk import Desk, Reply
from handlers.notices.reading import Progress
from handlers.notices.taking import keyboards, texts
from handlers.notices.taking.card import Cards
from handlers.notices.taking.concluding import conclude, discard, let_go_of, refuse
from handlers.notices.taking.perusing import Perusing
from handlers.noting import note
from handlers.rights import Action, require
from handlers.stage import Stage
from knowledge.reading.errors import ReadingError
from storage.intakes import Intake

EXPECTED = "notice.replacing"  # the draft that says which notice the next file replaces
CHAT = "chat"
PATIENCE_SECONDS = 5.0
SLOW = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp")  # each is recognised for seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiving:
    """The use cases of whoever brings something to be taken in."""

    perusing: Perusing
    cards: Cards
    patience: float = PATIENCE_SECONDS

    async def ask_for(self, desk: Desk) -> Reply:
        require(desk.person, Action.KEEP_NOTICES)
        await desk.archive.drafts.drop(desk.person.id, EXPECTED)
        return Reply(text=texts.SEND, buttons=(keyboards.INTAKES, keyboards.SHELF))

    async def file(self, desk: Desk, stage: Stage, name: str, content: bytes) -> Reply:
        require(desk.person, Action.KEEP_NOTICES)
        digest = await asyncio.to_thread(desk.shelf.put, content)
        return await self._take(desk, stage, name, file_name=name, file_digest=digest)

    async def link(self, desk: Desk, stage: Stage, url: str) -> Reply:
        require(desk.person, Action.KEEP_NOTICES)
        return await self._take(desk, stage, url)

    async def _take(self, desk: Desk, stage: Stage, source: str, **file: str) -> Reply:
        """Sent twice, it is read once."""
        intakes, person = desk.archive.intakes, desk.person.id
        known = await intakes.same(person, source, file.get("file_digest"))
        if known:
            return await self.cards.of(desk.archive, known, desk.now.date())
        expected = await desk.archive.drafts.get(person, EXPECTED)
        await desk.archive.drafts.drop(person, EXPECTED)
        former = await desk.archive.notice_records.get(expected["id"]) if expected else None
        values: dict[str, Any] = {"replaces": former and former.id, **file}
        chat = [desk.door, desk.bot_id, desk.chat_id]
        identity = await intakes.begin(person, source, desk.now, changes={CHAT: chat}, **values)
        await note(desk, "notice sent in", identity)
        intake = await intakes.get(identity)
        await desk.archive.work.let_go()  # from here on a restart finds the row
        assert intake is not None  # noqa: S101 - it was written just now
        if source.lower().endswith(SLOW) and file:
            return await self._later(desk, intake)
        return await self._read(desk, stage, intake)

    async def _read(self, desk: Desk, stage: Stage, intake: Intake) -> Reply:
        name = intake.file_name or intake.source

        async def watch(at: Progress) -> None:
            await stage.show(texts.progress(name, at))

        archive, today = desk.archive, desk.now.date()
        try:
            async with asyncio.timeout(self.patience):
                perused = await self.perusing.read(intake, desk.shelf, today, watch)
        except TimeoutError:
            return await self._later(desk, intake)
        except ReadingError as refusal:
            reply, gone = await refuse(archive, intake, refusal)
            return await self._done(desk, reply, gone)
        except Exception:
            gone = await let_go_of(archive, intake)
            await archive.work.let_go()
            await discard(desk.shelf, gone)
            raise
        reply, gone = await conclude(archive, self.cards, desk.clock, intake, perused)
        return await self._done(desk, reply, gone)

    async def _done(self, desk: Desk, reply: Reply, gone: Sequence[str]) -> Reply:
        if gone:
            await desk.archive.work.let_go()
            await discard(desk.shelf, list(gone))
        return reply

    async def _later(self, desk: Desk, intake: Intake) -> Reply:
        await desk.archive.intakes.put_off(intake, desk.now)
        text = texts.LATER.format(name=texts.named(intake))
        return Reply(text=text, buttons=keyboards.reading(intake.id))

    async def replace(self, desk: Desk, notice_id: str, what: str) -> Reply:
        """The next thing this person sends is the new version; `what` is escaped."""
        require(desk.person, Action.KEEP_NOTICES)
        await desk.archive.drafts.keep(desk.person.id, EXPECTED, {"id": notice_id}, desk.now)
        back = keyboards.one(notice_id, "回到这份通知")
        return Reply(text=texts.SEND_NEW.format(what=what), buttons=(back,))
