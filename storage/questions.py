"""What was asked, how surely it was answered, and what waits for staff."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

from sqlalchemy import RowMapping, and_, case, func, insert, literal, or_, select, update

from storage.engine import Work
from storage.tables import questions


class Reason(StrEnum):
    """Why staff are to look at it."""

    ASKED = "asked"
    DOWN = "down"


class Rating(StrEnum):
    """What whoever asked thought of the answer."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of one person; open from when staff were asked until they replied or closed it.

    What was closed without an answer has a `reply` too, the words it was closed with, but no
    `replied_at`. An opened one that was replied to once keeps the former reply.
    """

    id: str
    person_id: str
    text: str
    tier: str
    passages: tuple[str, ...]
    asked_at: datetime
    opened_at: datetime | None = None
    reason: str | None = None
    rating: str | None = None
    rating_reason: str | None = None
    rated_at: datetime | None = None
    claimed_by: str | None = None
    claimed_at: datetime | None = None
    reply: str | None = None
    replied_by: str | None = None
    replied_at: datetime | None = None
    closed_at: datetime | None = None
    answer_id: str | None = None

    @property
    def is_waiting(self) -> bool:
        return self.opened_at is not None and self.closed_at is None


WAITING = and_(questions.c.opened_at.is_not(None), questions.c.closed_at.is_(None))


class Questions:
    """Everything that was asked."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def keep(
        self, *, person_id: str, text: str, tier: str, passages: tuple[str, ...], now: datetime
    ) -> str:
        identity = uuid4().hex
        await self.work.run(
            insert(questions).values(
                id=identity,
                person_id=person_id,
                text=text,
                tier=tier,
                passages=list(passages),
                asked_at=now,
            )
        )
        return identity

    async def get(self, identity: str, person_id: str) -> Question | None:
        """A person's own question; nobody else's."""
        row = (
            await self.work.run(
                select(questions).where(
                    questions.c.id == identity, questions.c.person_id == person_id
                )
            )
        ).one_or_none()
        return row and question_of(row._mapping)

    async def open(self, identity: str, now: datetime) -> bool:
        """True unless whoever asked waits for staff already; what was closed is opened again."""
        asked = and_(WAITING, or_(questions.c.reason.is_(None), questions.c.reason != Reason.DOWN))
        done = await self.work.run(
            update(questions)
            .where(questions.c.id == identity, ~asked)
            .values(**_opened(Reason.ASKED, now))
        )
        return done.rowcount == 1

    async def rate(self, identity: str, rating: Rating, now: datetime) -> None:
        """The latest counts. Down opens the question; up takes back what only a down opened."""
        changed = {"rating": rating, "rating_reason": None, "rated_at": now}
        same = and_(questions.c.id == identity, questions.c.rating == rating)
        if (await self.work.run(select(questions.c.id).where(same))).first():
            del changed["rating_reason"]
        await self.work.run(update(questions).where(questions.c.id == identity).values(**changed))
        if rating is Rating.DOWN:
            which = and_(questions.c.id == identity, ~WAITING)
            values = _opened(Reason.DOWN, now)
        else:
            which = and_(questions.c.id == identity, WAITING, questions.c.reason == Reason.DOWN)
            nobody = {"claimed_by": None, "claimed_at": None}
            values = {"opened_at": None, "reason": None, **nobody}
        await self.work.run(update(questions).where(which).values(**values))

    async def explain(self, identity: str, why: str) -> bool:
        """What was not good about it; False where it is not rated down any more."""
        done = await self.work.run(
            update(questions)
            .where(questions.c.id == identity, questions.c.rating == Rating.DOWN)
            .values(rating_reason=why)
        )
        return done.rowcount == 1

    async def of(self, person_id: str, *, most: int = 10) -> list[Question]:
        """A person's latest questions, the newest first."""
        rows = await self.work.run(
            select(questions)
            .where(questions.c.person_id == person_id)
            .order_by(questions.c.asked_at.desc())
            .limit(most)
        )
        return [question_of(row._mapping) for row in rows]

    async def waiting(self, *, most: int = 10) -> list[Question]:
        rows = await self.work.run(
            select(questions)
            .where(WAITING)
            .order_by(questions.c.opened_at, questions.c.id)
            .limit(most)
        )
        return [question_of(row._mapping) for row in rows]

    async def count_waiting(self, before: datetime | None = None) -> int:
        """All of them, or those that have waited since before then."""
        condition = WAITING if before is None else and_(WAITING, questions.c.opened_at < before)
        counted = await self.work.run(select(func.count()).select_from(questions).where(condition))
        return int(counted.scalar_one())


def _opened(reason: Reason, now: datetime) -> dict[str, Any]:
    """Whoever waits already goes on waiting from when they began."""
    since = case((WAITING, questions.c.opened_at), else_=literal(now, questions.c.opened_at.type))
    taken = {name: case((WAITING, questions.c[name])) for name in ("claimed_by", "claimed_at")}
    return {"opened_at": since, "reason": reason, "closed_at": None, **taken}


def question_of(row: RowMapping) -> Question:
    return Question(**({**row} | {"passages": tuple(row["passages"])}))
