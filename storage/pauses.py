"""When a bot may speak: pauses it was told, and turns, for all processes together."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from storage.engine import Work
from storage.tables import pauses
from storage.upsert import insert_for, upsert

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

    async def next_turn(self, bot_id: int, now: datetime) -> datetime:
        """The first turn nobody has; kept for this transaction until it is `allot`ted."""
        row = {"bot_id": bot_id, "until": now}
        await self.work.run(insert_for(self.work, pauses).values(**row).on_conflict_do_nothing())
        found = await self.work.run(
            select(pauses.c.allotted_until).where(pauses.c.bot_id == bot_id).with_for_update()
        )
        until: datetime | None = found.scalar_one()
        return until if until and now < until <= now + LONGEST else now

    async def allot(self, bot_id: int, until: datetime) -> None:
        """The turns before that moment are taken."""
        await self.work.run(
            update(pauses).where(pauses.c.bot_id == bot_id).values(allotted_until=until)
        )
