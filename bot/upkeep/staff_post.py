"""Writes the digest of staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.courier import send_letter
from bot.upkeep.reminders import NothingToSay
from handlers.agenda.reminders import staff_letters
from handlers.duties.staff_daily import KIND, StaffDaily, StaffLetter
from storage.archive import Archive
from storage.delivery import BULK


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPost:
    """Once a working day; where there is nothing to say, that too is noted, and nothing sent."""

    daily: StaffDaily

    async def find(self, archive: Archive, now: datetime) -> Sequence[StaffLetter]:
        return await self.daily.letters(archive, now)

    async def write(self, archive: Archive, found: StaffLetter, now: datetime) -> None:
        if not await archive.reminding.claim_digest(found.person_id, KIND, now.date(), now):
            raise NothingToSay
        if not found.is_empty:
            await send_letter(archive, staff_letters.letter(found, now.date()), now, lane=BULK)
