"""Until when a bot has to keep still: said to one process, known to all."""

from datetime import datetime, timedelta

from sqlalchemy import select

from storage.engine import Work
from storage.tables import pauses
from storage.upsert import upsert

LONGEST = timedelta(days=1)  # a longer one is the doing of a clock that was set back


class Pauses:
    """One row a bot."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def until(self, bot_id: int, now: datetime) -> datetime | None:
        """None when it may speak."""
        found = await self.work.run(
            select(pauses.c.until).where(
                pauses.c.bot_id == bot_id,
                pauses.c.until > now,
                pauses.c.until <= now + LONGEST,
            )
        )
        until: datetime | None = found.scalar_one_or_none()
        return until

    async def begin(self, bot_id: int, until: datetime, reason: str, now: datetime) -> None:
        """Of two that overlap the longer one counts."""
        known = await self.until(bot_id, now)
        if known is None or known < until:
            await upsert(self.work, pauses, {"bot_id": bot_id}, {"until": until, "reason": reason})
