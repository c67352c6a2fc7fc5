"""One sentence about what was not good."""

from forms.values import Text
from handlers.ask.rating import texts
from handlers.ask.rating.service import RatingAnswers
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide, question

WHY = "rating-why"
SENTENCE = Text(least=1, most=200)


def guides(rating: RatingAnswers) -> tuple[Guide, ...]:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        said = draft.get("why")
        if said is None:
            return Reply(text=texts.LEFT_AT_THAT)
        counts = await rating.explain(desk, draft.facts["question"], said)
        return Reply(text=texts.NOTED if counts else texts.CHANGED)

    asked = question("why", texts.ASK_WHY, SENTENCE, hint=texts.HINT, optional=True)
    return (Guide(name=WHY, title=texts.TITLE, questions=(asked,), finish=finish),)
