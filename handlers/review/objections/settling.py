"""A decision on a filing decides the objections to it; whoever objected is told."""

from html import escape

from handlers.casework.aftermath import NOTHING_FOLLOWED, Consequence, Followed, Step
from handlers.letters import Letter
from handlers.review.objections.service import SETTLED_BY

TOLD = "您对{name}提出的异议有了结论：<b>{outcome}</b>。\n说明：{reason}\n感谢您的监督。"
OUTCOMES = {True: "成立", False: "不成立"}


class ObjectionsSettled(Consequence):
    """Follows 异议成立 and 异议不成立, wherever they were decided."""

    async def follow(self, step: Step) -> Followed:
        if (upheld := SETTLED_BY.get(step.moved.move)) is None:
            return NOTHING_FOLLOWED
        case, archive = step.case, step.archive
        settled = await archive.objections.settle(case.id, step.by.clock.now(), upheld=upheld)
        reason = (await archive.moves.of(case.id))[-1].reason or ""
        text = TOLD.format(
            name=escape(case.filing.title), outcome=OUTCOMES[upheld], reason=escape(reason)
        )
        told = dict.fromkeys(each.person_id for each in settled)
        return Followed(letters=tuple(Letter(person_id=each, text=text) for each in told))
