"""What is kept about me, a copy of it to take along, and the end of it."""

import asyncio
import time
from dataclasses import dataclass
from datetime import timedelta

from forms.sheets.book import write_book
from handlers.callbacks import Go
from handlers.desk import Attached, Desk, Reply
from handlers.letters import Letter
from handlers.people import conversations
from handlers.people.noting import note
from handlers.people.own import sheets, texts
from handlers.people.secretaries import write_to
from handlers.people.vouching import withdraw_lapsed
from handlers.places import Place
from handlers.rights import Action, require
from storage.personal import Erased
from storage.roles import Role

EXPORT_KEPT = timedelta(days=1)
BEING_WRITTEN_SECONDS = 60
BUTTONS = (("导出我的数据", Go(to=Place.MY_EXPORT)), ("撤回同意并删除", Go(to=Place.ERASE)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """The use cases of the corner."""

    async def show(self, desk: Desk) -> Reply:
        require(desk.person, Action.KEEP_OWN_DATA)
        gathered = await desk.archive.personal.gather(desk.person.id)
        return Reply(text=texts.kept(gathered), buttons=BUTTONS)

    async def export(self, desk: Desk) -> Reply:
        """The table is made without the write lock: a long chat takes a while."""
        require(desk.person, Action.KEEP_OWN_DATA)
        gathered = await desk.archive.personal.gather(desk.person.id)
        await desk.archive.work.let_go()
        content = await asyncio.to_thread(write_book, sheets.of(gathered))
        name = texts.EXPORT_NAME.format(day=f"{desk.now:%Y-%m-%d}")
        file = await desk.keep(name, content, desk.now + EXPORT_KEPT)
        count = sum(map(len, gathered.values()))
        await note(desk, "own data exported", desk.person.id, count=count)
        return Reply(text=texts.EXPORTED, files=(Attached(file_id=file.id),))

    async def ask_to_erase(self, desk: Desk) -> Reply:
        require(desk.person, Action.KEEP_OWN_DATA)
        if await self._is_last_administrator(desk):
            return Reply(text=texts.LAST_ADMINISTRATOR)
        gathered = await desk.archive.personal.gather(desk.person.id)
        return Reply(text=texts.will_go(gathered), guide=conversations.ERASE)

    async def erase(self, desk: Desk) -> Reply:
        """At once; the reply is the last that person hears, in a chat that is a guest's again."""
        require(desk.person, Action.KEEP_OWN_DATA)
        if await self._is_last_administrator(desk):
            return Reply(text=texts.LAST_ADMINISTRATOR)
        here = (desk.bot_id, desk.chat_id)
        erased = await desk.archive.personal.erase(desk.person.id, desk.now, staying=here)
        # An upload of the very same content may just be under way: it is left to the sweep.
        before = time.time() - BEING_WRITTEN_SECONDS
        await asyncio.to_thread(desk.shelf.discard, erased.digests, before)
        await note(desk, "own data erased", desk.person.id, **erased.counts)
        await withdraw_lapsed(desk, desk.person.id)
        return Reply(text=texts.ERASED, letters=await self._letters(desk, erased))

    async def _is_last_administrator(self, desk: Desk) -> bool:
        if not desk.person.holds(Role.ADMINISTRATOR):
            return False
        await desk.archive.roles.settle(Role.ADMINISTRATOR)
        return await desk.archive.roles.count(Role.ADMINISTRATOR, desk.now) <= 1

    async def _letters(self, desk: Desk, erased: Erased) -> tuple[Letter, ...]:
        """To those who keep the rosters: which line is gone, and not whose."""
        letters = list[Letter]()
        for member in erased.members:
            text = texts.member_gone(member.society, member.member_number)
            letters += await write_to(desk, member.society_id, text)
        return tuple(letters)
