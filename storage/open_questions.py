"""What staff do with questions: find, take, answer and close them; never two at once."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update

from storage.engine import Work
from storage.questions import Question, question_of
from storage.tables import questions

UNSURE = ("not_found", "related")
UNTOUCHED = and_(
    questions.c.opened_at.is_(None),
    questions.c.closed_at.is_(None),
    questions.c.replied_at.is_(None),
    questions.c.tier.in_(UNSURE),
)


class OpenQuestions:
    """Everything that can be answered still."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def missed(self, most: int) -> list[Question]:
        """What nobody asked staff about, though no answer was found; the latest of many."""
        return await self._all(UNTOUCHED, most)

    async def since(self, moment: datetime, most: int) -> list[Question]:
        """Everything asked since then, the latest first."""
        return await self._all(questions.c.asked_at >= moment, most)

    async def several(self, identities: Collection[str]) -> list[Question]:
        return await self._all(questions.c.id.in_(sorted(identities)), len(identities))

    async def claim(
        self, identities: Collection[str], by: str, now: datetime, lapsed: datetime
    ) -> set[str]:
        """Those that are this colleague's now; a claim from before `lapsed` holds no more."""
        values = {"claimed_by": by, "claimed_at": now}
        return {each.id for each in await self._change(identities, by, lapsed, values)}

    async def release(self, identities: Collection[str], by: str) -> int:
        done = await self.work.run(
            update(questions)
            .where(questions.c.id.in_(sorted(identities)), questions.c.claimed_by == by)
            .values(claimed_by=None, claimed_at=None)
        )
        return done.rowcount

    async def reply(
        self,
        identities: Collection[str],
        by: str,
        text: str,
        now: datetime,
        lapsed: datetime,
        answer_id: str | None = None,
    ) -> list[Question]:
        """Those that were answered by it: nobody had closed or taken them meanwhile."""
        values = {"reply": text, "replied_by": by, "replied_at": now, "answer_id": answer_id}
        return await self._change(identities, by, lapsed, values | {"closed_at": now})

    async def close(
        self, identities: Collection[str], by: str, text: str, now: datetime, lapsed: datetime
    ) -> list[Question]:
        """Without an answer, with a word why."""
        values: dict[str, Any] = {"reply": text, "replied_by": by, "closed_at": now}
        return await self._change(identities, by, lapsed, values | {"replied_at": None})

    async def _change(
        self, identities: Collection[str], by: str, lapsed: datetime, values: dict[str, Any]
    ) -> list[Question]:
        free = or_(
            questions.c.claimed_by.is_(None),
            questions.c.claimed_by == by,
            questions.c.claimed_at < lapsed,
        )
        these = and_(questions.c.id.in_(sorted(identities)), questions.c.closed_at.is_(None), free)
        rows = await self.work.run(
            update(questions).where(these).values(**values).returning(questions)
        )
        return [question_of(row._mapping) for row in rows]

    async def _all(self, condition: ColumnElement[bool], most: int) -> list[Question]:
        rows = await self.work.run(
            select(questions)
            .where(condition)
            .order_by(questions.c.asked_at.desc(), questions.c.id)
            .limit(most)
        )
        return [question_of(row._mapping) for row in rows]
