"""Rate an answer of one's own, say why, change one's mind."""

from dataclasses import dataclass

from forms.masking import mask
from handlers.desk import Desk
from handlers.noting import note
from handlers.rating_words import REASONS
from handlers.rights import Action, require
from storage.questions import Question, Rating


class QuestionGone(Exception):
    """The question is not this person's, or is kept no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingAnswers:
    """The use cases of whoever asked."""

    async def rate(self, desk: Desk, question_id: str, rating: Rating) -> None:
        """Down puts the question before staff; the latest rating counts."""
        question = await self._mine(desk, question_id)
        await desk.archive.questions.rate(question.id, rating, desk.now)
        await note(desk, "answer rated", question.id, rating=rating.value)

    async def explain(self, desk: Desk, question_id: str, why: str) -> bool:
        """A reason's key, or own words; False when the rating has been changed meanwhile."""
        question = await self._mine(desk, question_id)
        return await desk.archive.questions.explain(question.id, REASONS.get(why) or mask(why))

    async def check(self, desk: Desk, question_id: str) -> None:
        """Raises QuestionGone for what is not theirs."""
        await self._mine(desk, question_id)

    async def _mine(self, desk: Desk, question_id: str) -> Question:
        require(desk.person, Action.ASK)
        question = await desk.archive.questions.get(question_id, desk.person.id)
        if question is None:
            raise QuestionGone
        return question
