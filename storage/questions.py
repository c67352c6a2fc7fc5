"""What was asked, how surely it was answered, and what waits for staff."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import func, insert, select, update

from storage.engine import Work
from storage.tables import questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of one person; open when staff were asked."""

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
        return row and _question(row._mapping)

    async def open(self, identity: str, now: datetime) -> bool:
        """True the first time; a second press changes nothing."""
        done = await self.work.run(
            update(questions)
            .where(questions.c.id == identity, questions.c.opened_at.is_(None))
            .values(opened_at=now)
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
        return [_question(row._mapping) for row in rows]

    async def waiting(self, *, most: int = 10) -> list[Question]:
        rows = await self.work.run(
            select(questions)
            .where(questions.c.opened_at.is_not(None))
            .order_by(questions.c.opened_at)
            .limit(most)
        )
        return [_question(row._mapping) for row in rows]

    async def count_waiting(self) -> int:
        counted = await self.work.run(
            select(func.count()).select_from(questions).where(questions.c.opened_at.is_not(None))
        )
        return int(counted.scalar_one())


def _question(row: object) -> Question:
    values = dict(row)  # type: ignore[call-overload]
    return Question(**(values | {"passages": tuple(values["passages"])}))
