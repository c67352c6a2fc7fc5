"""What is kept about me, a copy of it to take along, and the end of it."""

import asyncio
import time
from dataclasses import dataclass
from datetime import timedelta

from forms.sheets.book import write_book
from handlers.desk import Desk
from handlers.noting import note
from handlers.people.own import filed, sheets
from handlers.people.vouching import withdraw_lapsed
from handlers.rights import Action, require
from storage.files import File
from storage.personal import Erased, Gathered
from storage.roles import Role

NAME = "我的数据-{day}.xlsx"
KEPT = timedelta(days=1)
BEING_WRITTEN_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """The use cases of the corner."""

    async def gather(self, desk: Desk) -> Gathered:
        require(desk.person, Action.KEEP_OWN_DATA)
        return await desk.archive.personal.gather(desk.person.id)

    async def export(self, desk: Desk) -> File:
        """The table is made without the write lock: a long chat takes a while."""
        require(desk.person, Action.KEEP_OWN_DATA)
        gathered = await desk.archive.personal.gather(desk.person.id)
        await desk.archive.work.let_go()
        content = await asyncio.to_thread(write_book, sheets.of(gathered))
        name = NAME.format(day=f"{desk.now:%Y-%m-%d}")
        file = await desk.keep(name, content, desk.now + KEPT)
        count = sum(map(len, gathered.values()))
        await note(desk, "own data exported", desk.person.id, count=count)
        return file

    async def is_needed(self, desk: Desk) -> bool:
        """The last administrator cannot go: nobody could appoint the next one."""
        require(desk.person, Action.KEEP_OWN_DATA)
        is_one = desk.person.holds(Role.ADMINISTRATOR)
        return is_one and await desk.archive.roles.is_last(Role.ADMINISTRATOR, desk.now)

    async def erase(self, desk: Desk) -> Erased | None:
        """At once, and the chat is a guest's again; None for who is needed."""
        if await self.is_needed(desk):
            return None
        here = (desk.bot_id, desk.chat_id)
        own = filed.own_forms()
        erased = await desk.archive.personal.erase(desk.person.id, desk.now, staying=here, own=own)
        # An upload of the very same content may just be under way: it is left to the sweep.
        before = time.time() - BEING_WRITTEN_SECONDS
        await asyncio.to_thread(desk.shelf.discard, erased.digests, before)
        await note(desk, "own data erased", desk.person.id, **erased.counts)
        await withdraw_lapsed(desk, desk.person.id)
        return erased
