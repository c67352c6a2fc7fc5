"""Guided: why an announcement is returned."""

from forms.values import Text
from handlers.broadcast import conversations
from handlers.broadcast.approving import texts
from handlers.broadcast.approving.service import Approving
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide, question

REASON = Text(least=2, most=300)


def guides(approving: Approving) -> tuple[Guide, ...]:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        facts = draft.facts
        return await approving.refuse(desk, facts["id"], facts["n"], draft.get("reason"))

    return (
        Guide(
            name=conversations.REFUSE,
            title="退回通知",
            questions=(question("reason", texts.ASK_REASON, REASON),),
            finish=finish,
        ),
    )
