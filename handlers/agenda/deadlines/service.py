"""Deadlines: set, looked at again, changed, lifted; found in notices for staff to judge."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from forms.specification import FormSpec
from handlers.agenda.deadlines import letters
from handlers.agenda.deadlines.candidates import Candidate, in_all
from handlers.desk import Desk
from handlers.duties.deadlines import homes_for, matters_of
from handlers.duties.finding import Duties
from handlers.duties.matter import Matter
from handlers.letters import Letter
from handlers.noting import note
from handlers.paging import page_among, page_of
from handlers.rights import Action, require
from storage.audiences import Conditions
from storage.deadlines import Deadline
from storage.duty_facts import Home


class DeadlineGone(Exception):
    """It was cancelled, or never was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One deadline, with who has met it."""

    deadline: Deadline
    matter: Matter
    form: FormSpec | None
    whom: Conditions


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A page of candidates."""

    candidates: tuple[Candidate, ...]
    number: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineKeeping:
    """The use cases of staff."""

    duties: Duties = field(repr=False)

    async def one(self, desk: Desk, identity: str) -> Shown:
        require(desk.person, Action.KEEP_DEADLINES)
        deadline = await desk.archive.deadlines.get(identity)
        if deadline is None or deadline.cancelled_at:
            raise DeadlineGone
        view = await self.duties.view(desk.archive, desk.now)
        (matter,) = await matters_of(view, [deadline])
        return Shown(
            deadline=deadline,
            matter=matter,
            form=self.duties.catalogue.forms.get(deadline.form or ""),
            whom=Conditions.of(deadline.audience),
        )

    def forms(self, desk: Desk) -> Sequence[FormSpec]:
        """Those that are filed for societies."""
        require(desk.person, Action.KEEP_DEADLINES)
        return [each for each in self.duties.catalogue.forms.values() if each.by == "secretary"]

    async def homes(self, desk: Desk) -> list[Home]:
        require(desk.person, Action.KEEP_DEADLINES)
        return [each for each in await desk.archive.duty_facts.homes() if each.kind == "society"]

    async def concerned(self, desk: Desk, whom: Conditions) -> tuple[Home, ...]:
        return homes_for(await self.homes(desk), whom)

    async def proposed(self, desk: Desk, number: int) -> Proposed:
        """From the notices; a day that is a deadline already is not proposed again."""
        require(desk.person, Action.KEEP_DEADLINES)
        known = await desk.archive.deadlines.of_notices()
        notices = await desk.archive.notices.all()
        found = await asyncio.to_thread(in_all, notices, desk.now.date())
        fresh = [each for each in found if (each.notice_id, each.due) not in known]
        number, pages = page_among(len(fresh), number)
        return Proposed(candidates=tuple(page_of(fresh, number)), number=number, pages=pages)

    async def candidate(self, desk: Desk, notice_id: str, place: int) -> Candidate:
        require(desk.person, Action.KEEP_DEADLINES)
        notice = await desk.archive.notices.get(notice_id)
        found = in_all([notice] if notice else [], desk.now.date())
        for each in found:
            if each.place == place:
                return each
        raise DeadlineGone

    async def notices(self, desk: Desk, most: int) -> list[tuple[str, str]]:
        require(desk.person, Action.KEEP_DEADLINES)
        return await desk.archive.notices.newest(most)

    async def text_of(self, desk: Desk, notice_id: str) -> str:
        require(desk.person, Action.KEEP_DEADLINES)
        notice = await desk.archive.notices.get(notice_id)
        return notice.text if notice else ""

    async def add(self, desk: Desk, title: str, due: date, values: Mapping[str, Any]) -> Shown:
        """Nobody is reminded before it is confirmed."""
        require(desk.person, Action.KEEP_DEADLINES)
        identity = await desk.archive.deadlines.add(
            title, due, by=desk.person.id, now=desk.now, **values
        )
        await note(desk, "deadline set", identity, title=title, due=due.isoformat())
        return await self.one(desk, identity)

    async def confirm(self, desk: Desk, identity: str) -> Shown:
        """The second look is taken: it is in the agendas from now on."""
        require(desk.person, Action.KEEP_DEADLINES)
        found = await self.one(desk, identity)
        if await desk.archive.deadlines.confirm(identity, desk.person.id, desk.now):
            await note(desk, "deadline confirmed", identity, title=found.deadline.title)
        return await self.one(desk, identity)

    async def change(
        self, desk: Desk, identity: str, *, title: str | None, due: date | None
    ) -> tuple[Shown, list[Letter]]:
        """What is None stays; those who were reminded of it are told, once."""
        require(desk.person, Action.KEEP_DEADLINES)
        before = (await self.one(desk, identity)).deadline
        title, due = title or before.title, due or before.due_on
        if not await desk.archive.deadlines.change(identity, title=title, due_on=due):
            raise DeadlineGone
        turn = {"from": before.due_on.isoformat(), "to": due.isoformat()}
        await note(desk, "deadline changed", identity, title=title, **turn)
        after = await self.one(desk, identity)
        told = await self._told(desk, before, letters.changed(before, after.deadline))
        return after, told

    async def cancel(self, desk: Desk, identity: str) -> tuple[Deadline, list[Letter]]:
        """Those who were reminded of it are told, once."""
        require(desk.person, Action.KEEP_DEADLINES)
        found = (await self.one(desk, identity)).deadline
        if not await desk.archive.deadlines.cancel(identity, desk.now):
            raise DeadlineGone
        await note(desk, "deadline cancelled", identity, title=found.title)
        return found, await self._told(desk, found, letters.cancelled(found))

    async def _told(self, desk: Desk, before: Deadline, text: str) -> list[Letter]:
        if not before.is_on or not text:
            return []
        seen = await desk.archive.deadlines.reminded(before.id)
        return [Letter(person_id=each, text=text) for each in seen if each != desk.person.id]
