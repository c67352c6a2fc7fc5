"""A decision on a filing decides the objections to it; whoever objected is told."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from forms.moving import Moved
from handlers.casework.case import Case
from handlers.letters import Letter
from handlers.noting import By
from handlers.review.objections.service import SETTLED_BY
from storage.archive import Archive

if TYPE_CHECKING:
    from handlers.casework.moving import Moving

TOLD = "您对{name}提出的异议有了结论：<b>{outcome}</b>。\n说明：{reason}\n感谢您的监督。"
OUTCOMES = {True: "成立", False: "不成立"}


class ObjectionsSettled:
    """Follows 异议成立 and 异议不成立, wherever they were decided."""

    async def follow(
        self, archive: Archive, by: By, case: Case, moved: Moved, moving: "Moving"
    ) -> Sequence[Letter]:
        if (upheld := SETTLED_BY.get(moved.move)) is None:
            return ()
        settled = await archive.objections.settle(case.id, by.clock.now(), upheld=upheld)
        reason = (await archive.moves.of(case.id))[-1].reason or ""
        text = TOLD.format(
            name=escape(case.filing.title), outcome=OUTCOMES[upheld], reason=escape(reason)
        )
        told = dict.fromkeys(each.person_id for each in settled)
        return [Letter(person_id=each, text=text) for each in told]
