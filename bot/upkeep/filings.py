"""Filings that move by the clock, a few at a time, each with its letters in one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.courier import send_letter
from handlers.casework.by_the_clock import RULES, Rule
from handlers.casework.errors import FilingGone, MovedOn
from handlers.casework.house import hand_of_the_house
from handlers.casework.moving import Moving
from handlers.casework.places_left import fill, letters_of
from handlers.casework.states import WAITING
from handlers.letters import Letter
from storage.archive import Archive
from storage.clock import Clock
from storage.engine import Database

log = structlog.get_logger()
BATCH = 20
EVERY = timedelta(minutes=1)


@dataclass(kw_only=True)
class FilingRounds:
    """Walks along with the rounds; looks once a minute, or at once where more is waiting.

    What cannot be moved is left alone until the next start, so that it holds nothing else up.
    """

    database: Database
    moving: Moving
    clock: Clock
    walked_at: datetime | None = None
    stuck: set[str] = field(default_factory=set)

    async def walk(self) -> int:
        """How many filings were moved."""
        now = self.clock.now()
        if self.walked_at and abs(now - self.walked_at) < EVERY:  # clocks are set back, too
            return 0
        counts = [await self._follow(rule, now) for rule in RULES]
        filled = await self._fill(now)
        self.walked_at = None if max(counts) >= BATCH else now
        return sum(counts) + filled

    async def _follow(self, rule: Rule, now: datetime) -> int:
        async with self.database.reading() as work:
            due = await rule.find(Archive(work), now, BATCH, self.stuck)
        for filing in due:
            await self._try(filing.id, rule)
        return len(due)

    async def _try(self, filing_id: str, rule: Rule) -> None:
        try:
            async with self.database.writing() as work:
                await self._move(Archive(work), filing_id, rule)
        except MovedOn:
            return  # somebody was faster; what is still due comes up again
        except Exception:
            self.stuck.add(filing_id)
            log.exception("filing not moved", filing=filing_id, move=rule.move)

    async def _move(self, archive: Archive, filing_id: str, rule: Rule) -> None:
        filing = await archive.filings.get(filing_id)
        if filing is None:
            raise FilingGone
        offices = self.moving.offices
        case = await offices.case(archive, filing, self.clock.now())
        hand = hand_of_the_house(archive, self.clock)
        outcome = await self.moving.carry_out(hand, case, rule.move, rule.given)
        await self._send(archive, outcome.letters)

    async def _fill(self, now: datetime) -> int:
        """Places that became free without anybody giving one up."""
        async with self.database.reading() as work:
            awaited = await Archive(work).events.awaited(now, WAITING)
        filled = 0
        for event_id in awaited:
            async with self.database.writing() as work:
                archive = Archive(work)
                given = await fill(archive, self.clock, self.moving, event_id)
                await self._send(archive, letters_of(given))
            filled += len(given)
        return filled

    async def _send(self, archive: Archive, letters: Iterable[Letter]) -> None:
        for letter in letters:
            await send_letter(archive, letter, self.clock.now())
