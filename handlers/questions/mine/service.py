"""Look through one's own questions, and read a reply again."""

from dataclasses import dataclass

from handlers.desk import Desk
from handlers.paging import page_among, page_of
from handlers.questions.errors import QuestionForgotten
from handlers.rights import Action, require
from storage.questions import Question

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of them, the latest first."""

    questions: tuple[Question, ...]
    number: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnQuestions:
    """The use cases of whoever asked."""

    async def page(self, desk: Desk, number: int = 0) -> Page:
        require(desk.person, Action.ASK)
        every = await desk.archive.questions.of(desk.person.id, most=MOST)
        number, pages = page_among(len(every), number)
        return Page(questions=tuple(page_of(every, number)), number=number, pages=pages)

    async def one(self, desk: Desk, question_id: str) -> Question:
        """Raises QuestionForgotten for what is another's, or kept no more."""
        require(desk.person, Action.ASK)
        found = await desk.archive.questions.get(question_id, desk.person.id)
        if found is None:
            raise QuestionForgotten
        return found
