"""Wrong codes and wrong digits, counted; too many of them close the way for a while."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from storage.engine import Work
from storage.tables import attempts
from storage.upsert import upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """So many failures within a span close the way for another span."""

    most: int
    within: timedelta
    closed_for: timedelta


class Attempts:
    """One counter per key; the key says who tries what, without personal data."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def closed_until(self, key: str, now: datetime) -> datetime | None:
        found = await self.work.run(select(attempts.c.locked_until).where(attempts.c.key == key))
        until: datetime | None = found.scalar_one_or_none()
        return until if until and until > now else None

    async def fail(self, key: str, limit: Limit, now: datetime) -> int:
        """Count one more; how many are left before the way closes."""
        known = select(attempts).where(attempts.c.key == key).with_for_update()
        row = (await self.work.run(known)).one_or_none()
        is_old = row is None or now - row.since > limit.within
        failures = 1 if is_old or row is None else row.failures + 1
        closed = now + limit.closed_for if failures >= limit.most else None
        since = now if is_old or row is None else row.since
        values = {"failures": failures, "since": since, "locked_until": closed}
        if closed:
            values |= {"failures": 0, "since": now}
        await upsert(self.work, attempts, {"key": key}, values)
        return max(limit.most - failures, 0)

    async def forgive(self, key: str) -> None:
        await self.work.run(delete(attempts).where(attempts.c.key == key))

    async def forget(self, before: datetime) -> None:
        await self.work.run(
            delete(attempts).where(
                attempts.c.since < before,
                attempts.c.locked_until.is_(None) | (attempts.c.locked_until < before),
            )
        )
