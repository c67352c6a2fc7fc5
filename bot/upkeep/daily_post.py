"""Writes the daily letters: what is due, what is new."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.courier import send_letter
from bot.upkeep.reminders import NothingToSay
from handlers.agenda.reminders import letters
from handlers.duties.daily import KIND, Daily, DailyLetter
from storage.archive import Archive
from storage.delivery import BULK


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyPost:
    """To everybody once a day, about each step of each duty once."""

    daily: Daily

    async def find(self, archive: Archive, now: datetime) -> Sequence[DailyLetter]:
        return await self.daily.letters(archive, now)

    async def write(self, archive: Archive, found: DailyLetter, now: datetime) -> None:
        """What was found a moment ago is held against what the database knows now."""
        reminding, person_id = archive.reminding, found.person_id
        wanted = found.wanted(await reminding.muted_of(person_id))
        if wanted.is_empty or person_id not in await reminding.reachable([person_id]):
            raise NothingToSay
        if not await reminding.claim_digest(person_id, KIND, now.date(), now):
            raise NothingToSay
        fresh = wanted.only(await reminding.remember(wanted.reminders, now))
        if fresh.is_empty:
            raise NothingToSay
        await send_letter(archive, letters.letter(fresh, now.date()), now, lane=BULK)
