"""Guided: one fact of what waits is mended."""

from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide
from handlers.notices.fields import field_questions
from handlers.notices.taking.service import Intaking
from knowledge.reading.reading import Reading

CHANGE = "intake-change"


def guides(intaking: Intaking) -> tuple[Guide, ...]:
    async def known(draft: Draft, desk: Desk) -> Reading:
        return await intaking.reading(desk, draft.facts["id"])

    async def finish(draft: Draft, desk: Desk) -> Reply:
        field, value = draft.get("field"), draft.get("value")
        return await intaking.change(desk, draft.facts["id"], field, value)

    return (Guide(name=CHANGE, title="改内容", questions=field_questions(known), finish=finish),)
