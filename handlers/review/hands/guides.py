"""The conversation of handing on: to whom."""

from collections.abc import Sequence

from forms.values import Complaint
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide, Option, Question
from handlers.review import conversations
from handlers.review.hands import texts
from handlers.review.hands.service import Handing


def guides(handing: Handing) -> tuple[Guide, ...]:
    async def ask(draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        opened, known = await handing.whom(desk, draft.facts["filing"])
        options = [Option(key=each.id, label=each.name) for each in known]
        return texts.whom(opened.case), options

    async def read(said: str, draft: Draft, desk: Desk) -> str:
        _, known = await handing.whom(desk, draft.facts["filing"])
        wanted = said.strip()
        found = [each for each in known if wanted in (each.id, each.name)]
        if not found:
            raise Complaint(texts.NOT_HERE.format(said=wanted[:20]))
        return found[0].id

    async def finish(draft: Draft, desk: Desk) -> Reply:
        return await handing.hand_over(desk, draft.facts["filing"], draft.get("to"))

    return (
        Guide(
            name=conversations.HAND_OVER,
            title=texts.TITLE,
            questions=(Question(name="to", ask=ask, read=read),),
            finish=finish,
        ),
    )
