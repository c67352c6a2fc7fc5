"""What waits for staff: look through it, open one, take it, let it go."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.desk import Desk
from handlers.noting import note
from handlers.paging import page_among, page_of
from handlers.questions.errors import QuestionSettled, TakenByColleague
from handlers.questions.groups import HELD, Group, grouped, of
from handlers.readers import reader_for
from handlers.rights import Action, require
from knowledge.library import Library
from knowledge.notice import Citation
from storage.people import Person
from storage.questions import Reason

MOST = 2000
ASKERS = 10  # looked up for one page


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of groups that wait, or of those nobody asked staff about."""

    groups: tuple[Group, ...]
    missed: bool
    waiting: int  # questions
    unasked: int  # groups
    number: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One group: what was answered then, whom a person was asked for, who answers it now."""

    group: Group
    citations: tuple[Citation, ...] = ()
    askers: tuple[Person, ...] = ()  # who asked for a person: staff see who they are
    others: tuple[Person, ...] = ()  # of them only what they are
    holder: str | None = None  # a colleague's name; "" where it is this person


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionQueue:
    """The use cases of staff before they answer."""

    library: Library

    async def page(self, desk: Desk, number: int = 0, *, missed: bool = False) -> Page:
        """The longest wait first; of what was missed the most asked."""
        require(desk.person, Action.SEE_OPEN_QUESTIONS)
        every = await self._groups(desk)
        waiting = [each for each in every if each.waiting]
        unasked = [each for each in every if not each.waiting]
        unasked.sort(key=lambda each: -len(each.members))
        shown = unasked if missed else waiting
        number, pages = page_among(len(shown), number)
        return Page(
            groups=tuple(page_of(shown, number)),
            missed=missed,
            waiting=sum(len(each.waiting) for each in waiting),
            unasked=len(unasked),
            number=number,
            pages=pages,
        )

    async def group(self, desk: Desk, question_id: str) -> Group:
        """Raises QuestionSettled where nobody needs an answer any more."""
        require(desk.person, Action.SEE_OPEN_QUESTIONS)
        found = of(await self._groups(desk), question_id)
        if found is None:
            raise QuestionSettled
        return found

    async def one(self, desk: Desk, question_id: str) -> Opened:
        group = await self.group(desk, question_id)
        asked = {each.person_id: each.reason for each in reversed(group.members)}
        people = await self._people(desk, tuple(asked)[-ASKERS:])
        named = {each.person_id for each in group.waiting if each.reason in (None, Reason.ASKED)}
        return Opened(
            group=group,
            citations=await self._cited(desk, group.head.passages),
            askers=tuple(each for each in people if each.id in named),
            others=tuple(each for each in people if each.id not in named),
            holder=await self._holder(desk, group),
        )

    async def claim(self, desk: Desk, question_id: str) -> Group:
        """From now on it is this colleague's, for a day; raises TakenByColleague."""
        require(desk.person, Action.ANSWER_QUESTIONS)
        group = await self.group(desk, question_id)
        if group.holder(desk.now) not in (None, desk.person.id):
            raise TakenByColleague
        lapsed, claim = desk.now - HELD, desk.archive.open_questions.claim
        taken = await claim(group.ids, desk.person.id, desk.now, lapsed)
        if group.head.id not in taken:
            raise TakenByColleague
        await note(desk, "question claimed", group.head.id, count=len(taken))
        return group

    async def release(self, desk: Desk, question_id: str) -> None:
        require(desk.person, Action.ANSWER_QUESTIONS)
        group = await self.group(desk, question_id)
        if await desk.archive.open_questions.release(group.ids, desk.person.id):
            await note(desk, "question released", group.head.id)

    async def _groups(self, desk: Desk) -> list[Group]:
        waiting = await desk.archive.questions.waiting(most=MOST)
        missed = await desk.archive.open_questions.missed(MOST)
        await desk.archive.work.let_go()  # thousands take a moment
        return await asyncio.to_thread(grouped, [*waiting, *missed])

    async def _cited(self, desk: Desk, passages: Sequence[str]) -> tuple[Citation, ...]:
        reader = await reader_for(desk.archive, desk.person, desk.now.date())
        found = (self.library.context(each, reader) for each in passages)
        return tuple(each for each in found if each)

    async def _people(self, desk: Desk, ids: Sequence[str]) -> list[Person]:
        found = [await desk.archive.people.get(each, desk.now) for each in ids]
        return [each for each in found if each]

    async def _holder(self, desk: Desk, group: Group) -> str | None:
        holder = group.holder(desk.now)
        if holder is None:
            return None
        if holder == desk.person.id:
            return ""
        return "、".join(each.name for each in await self._people(desk, (holder,)))
