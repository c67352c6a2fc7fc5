"""Wrong codes and digits, counted in several ways at once: by who tries, and by what is tried."""

from dataclasses import dataclass
from datetime import datetime

from handlers.desk import Desk
from handlers.noting import note
from storage.attempts import Limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One counter; its key holds no personal data."""

    key: str
    limit: Limit


def by_whom(desk: Desk, what: str, limit: Limit) -> tuple[Count, Count]:
    """The person, and the door: whoever erases themselves comes back through the same one."""
    door = desk.archive.work.vault.index("door", f"{desk.bot_id} {desk.chat_id}")
    return (
        Count(key=f"{what}:{desk.person.id}", limit=limit),
        Count(key=f"{what}:{door}", limit=limit),
    )


async def closed_until(desk: Desk, *counts: Count) -> datetime | None:
    """When the last of the ways that are closed opens again."""
    found = [await desk.archive.attempts.closed_until(each.key, desk.now) for each in counts]
    return max(filter(None, found), default=None)


async def miss(desk: Desk, closing: str, *counts: Count) -> int:
    """How many tries are left; `closing` is what the journal calls the last of them."""
    left = [await desk.archive.attempts.fail(each.key, each.limit, desk.now) for each in counts]
    for count in (each for each, rest in zip(counts, left, strict=True) if rest == 0):
        await note(desk, closing, desk.person.id, failures=count.limit.most)
    return min(left)
