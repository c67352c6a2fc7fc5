"""Letters of the day: reminders for those who have to act, a digest for staff."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

import structlog

from bot.upkeep.steady_time import SteadyTime
from forms.workdays import is_working_day
from storage.archive import Archive
from storage.engine import Database

log = structlog.get_logger()
NIGHT = 22  # from this hour on nobody is written to
MOST = 200  # letters at one round; each is its own transaction, others write in between
REST_SECONDS = 300.0  # when everybody has been written to


class NothingToSay(Exception):
    """Somebody else has said it meanwhile, or it is no longer wanted: nothing is written."""


class Post(Protocol):
    """One sort of letter: found all at once, written one by one."""

    async def find(self, archive: Archive, now: datetime) -> Sequence[Any]:
        """What is still to be written today; each has a `person_id`."""
        ...

    async def write(self, archive: Archive, found: Any, now: datetime) -> None:
        """Whatever says that it was written, and its deliveries; or raises NothingToSay."""
        ...


@dataclass(kw_only=True)
class ReminderRounds:
    """Walks along with the rounds; on working days, at hours when people are awake.

    A letter and all that says it was written are one transaction, and the database lets only one
    of several writers have it: a kill loses nothing and doubles nothing.
    """

    database: Database
    time: SteadyTime
    hour: int
    posts: Sequence[Post]
    rested_at: float | None = None
    stuck: set[tuple[str, str]] = field(default_factory=set)
    day: date | None = None

    async def walk(self) -> int:
        """How many letters were written."""
        now = await self.time.now()
        if now is None or not self._is_civil(now) or self._rests():
            return 0
        self._begin(now.date())
        found = await self._find(now)
        written = [await self._try(post, each, now) for post, each in found[:MOST]]
        self.rested_at = None if len(found) > MOST else self.time.seconds()
        return sum(written)

    async def _find(self, now: datetime) -> list[tuple[Post, Any]]:
        found: list[tuple[Post, Any]] = []
        for post in self.posts:
            async with self.database.reading() as work:
                letters = await post.find(Archive(work), now)
            found += [(post, each) for each in letters]
        return [each for each in found if _name(*each) not in self.stuck]

    def _is_civil(self, now: datetime) -> bool:
        return self.hour <= now.hour < NIGHT and is_working_day(now.date())

    def _rests(self) -> bool:
        rested = self.rested_at
        return rested is not None and 0 <= self.time.seconds() - rested < REST_SECONDS

    def _begin(self, day: date) -> None:
        """What could not be written yesterday is tried again."""
        if self.day != day:
            self.day = day
            self.stuck.clear()

    async def _try(self, post: Post, found: Any, now: datetime) -> bool:
        try:
            async with self.database.writing() as work:
                await post.write(Archive(work), found, now)
        except NothingToSay:
            return False
        except Exception:
            self.stuck.add(_name(post, found))
            log.exception("letter not written", person=found.person_id, post=type(post).__name__)
            return False
        return True


def _name(post: Post, found: Any) -> tuple[str, str]:
    return type(post).__name__, found.person_id
