"""A file sent in the middle of a form: taken as the answer that is asked for, or put right."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from forms.attaching import Joined, joined, wanting, with_usual_ending
from forms.drafts import Draft, Place
from forms.specification import FieldType
from forms.steps import Asking, Ready
from forms.tabling import put_files
from forms.values import Complaint
from handlers.casework.case import Case
from handlers.casework.offices import PAGE, Offices
from handlers.desk import Desk
from handlers.filing.files import texts
from handlers.filing.files.kinds import refuse_disguised
from handlers.filing.memory import Memory
from handlers.filing.whole_view import WAITING, keeping, waiting_of

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A file as it came; pictures that were sent together share an `album`."""

    name: str
    content: bytes
    album: str = ""

    def facts(self) -> Facts:
        digest = sha256(self.content).hexdigest()
        return {"name": with_usual_ending(self.name), "size": len(self.content), "hash": digest}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attaching:
    """The use case of whoever sends a paper along."""

    offices: Offices

    async def take(self, desk: Desk, filing_id: str, sent: Sent) -> str | None:
        """What is said about it; None where no question for a file is open.

        Raises FilingGone, and Complaint for what cannot be taken.
        """
        case = await self.offices.open_own(desk, filing_id)
        memory = Memory.restore(case.talk)
        asked = _asked(case, memory, sent.album)
        if asked is None:
            return None
        refuse_disguised(sent.name, sent.content)
        if not case.may_edit(asked.place.field):
            raise Complaint(texts.LOCKED.format(label=asked.field.label))
        added = joined(asked.field, _standing(case, memory, asked.place), sent.facts())
        if added.known:
            return texts.known_already(sent.name)
        draft, waiting = put_files(case.filling, case.draft, asked.place, added.files)
        await desk.archive.work.let_go()  # nothing is written yet, and sealing takes a while
        await asyncio.to_thread(desk.shelf.put, sent.content)
        await self._keep(desk, case, asked, added, (draft, waiting), sent.album)
        return texts.attached(asked.field, added.files[-1], len(added.files), added.replaced)

    async def belongs(self, desk: Desk, filing_id: str, sent: Sent) -> str:
        """Which questions such a file would answer."""
        case = await self.offices.open_own(desk, filing_id)
        fields = wanting(case.filling, case.draft, sent.name)
        return texts.belongs_to(sent.name, [each for each in fields if case.may_edit(each.name)])

    async def _keep(
        self,
        desk: Desk,
        case: Case,
        asked: Asking,
        added: Joined,
        put: tuple[Draft, Sequence[Facts]],
        album: str,
    ) -> None:
        (draft, waiting), file = put, added.files[-1]
        await desk.archive.attachments.add(
            case.id, desk.person.id, str(file["name"]), file["size"], file["hash"], desk.now
        )
        others = {at: kept for at, kept in waiting_of(case).items() if at != str(asked.place)}
        still = others | ({str(asked.place): list(waiting)} if waiting else {})
        memory = _after(Memory.restore(case.talk), asked, len(added.files))
        memory = replace(memory, album=(album, str(asked.place)) if album else ())
        page = keeping(case, **{WAITING: still})[PAGE]
        await self.offices.keep(desk, case, draft, {**memory.plain(), PAGE: page})


def _asked(case: Case, memory: Memory, album: str) -> Asking | None:
    """The question for a file that is open, or that the pictures before this one answered."""
    if album and memory.album[:1] == (album,):
        return case.filling.asking_at(case.draft, Place.parse(memory.album[1]))
    if memory.looking or memory.proposed or memory.row or memory.leaving:
        return None
    asked = case.filling.asking_at(case.draft, memory.place) if memory.place else None
    step = asked or case.filling.next_step(case.draft)
    if isinstance(step, Ready) or step.field.type is not FieldType.FILE:
        return None
    return case.filling.asking_at(case.draft, step.place)


def _standing(case: Case, memory: Memory, place: Place) -> list[Facts]:
    """Those of the draft, or those that wait for more."""
    waiting = () if memory.anew == str(place) else waiting_of(case).get(str(place), ())
    return list(case.draft.at(place) or waiting)


def _after(memory: Memory, asked: Asking, count: int) -> Memory:
    """The question stays open where more are wanted, or may well come."""
    if count < max(asked.field.least or 0, asked.field.most or 1):
        return memory.editing(asked.place)
    return memory.answered(asked.place)
