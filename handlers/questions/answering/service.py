"""Answer a group of questions, or close it; whoever waits is told."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.desk import Desk
from handlers.letters import Letter
from handlers.noting import note
from handlers.questions.answering import letters
from handlers.questions.answering.closing import Closing
from handlers.questions.answering.keeping import Kept, as_notice, formers, keep, superseded
from handlers.questions.errors import QuestionSettled, TakenByColleague
from handlers.questions.groups import HELD
from handlers.questions.queue.service import QuestionQueue
from handlers.rights import Action, require
from handlers.stacks import Stacks
from knowledge.notice import Notice
from storage.questions import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How many questions that settled, and what is sent to whom."""

    count: int
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswering:
    """The use cases of staff who answer."""

    queue: QuestionQueue
    stacks: Stacks
    association: str

    async def waiting(self, desk: Desk, ids: Sequence[str]) -> list[Question]:
        """Those of these who wait still; raises QuestionSettled where there is none to answer."""
        require(desk.person, Action.ANSWER_QUESTIONS)
        found = await desk.archive.open_questions.several(ids)
        left = [each for each in found if each.closed_at is None]
        if not left:
            raise QuestionSettled
        return [each for each in left if each.is_waiting]

    async def reply(
        self, desk: Desk, ids: Sequence[str], text: str, kept: Kept | None = None
    ) -> Done:
        """Of two who answer at once only one does."""
        require(desk.person, Action.ANSWER_QUESTIONS)
        notice = as_notice(desk, kept, text, self.association) if kept else None
        former = await formers(desk, notice, ids) if notice else []
        if notice:  # what is slow comes before the first write
            await desk.archive.work.let_go()
            await self._put(notice, *superseded(former, notice))
            await keep(desk, notice, former)
        done = await desk.archive.open_questions.reply(
            ids, desk.person.id, text, desk.now, desk.now - HELD, notice.id if notice else None
        )
        if not done:
            if notice:
                await self._put(*former)
                await self.stacks.take_away(notice.id)
            raise QuestionSettled
        sent = letters.answered(done, text, desk.now)
        counts = {"count": len(done), "people": len(sent)}
        await note(desk, "question answered", done[0].id, **counts)
        return Done(count=len(done), letters=sent)

    async def _put(self, *notices: Notice) -> None:
        for each in notices:
            await self.stacks.put(each)

    async def close(self, desk: Desk, question_id: str, why: Closing) -> Done:
        require(desk.person, Action.ANSWER_QUESTIONS)
        group = await self.queue.group(desk, question_id)
        done = await desk.archive.open_questions.close(
            group.ids, desk.person.id, why.told, desk.now, desk.now - HELD
        )
        if not done:
            raise TakenByColleague
        await note(desk, "question closed", group.head.id, count=len(done), reason=why.key)
        return Done(count=len(done), letters=letters.closed(done, why.told))
