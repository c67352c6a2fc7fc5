"""Letters of a renewal, written batch by batch: fifty thousand fit into no one transaction."""

from dataclasses import dataclass

from bot.courier import send_letter
from handlers.letters import Letter
from handlers.people.member_buttons import to_renew
from handlers.people.renewal import texts
from handlers.replies import numbered
from storage.archive import Archive
from storage.campaigns import Campaign
from storage.clock import Clock
from storage.engine import Database
from storage.members import Member

BATCH = 50  # as many as the courier takes out in a round


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalPost:
    """How far it has come stands in the campaign's row, in one transaction with the letters."""

    database: Database
    clock: Clock

    async def walk(self) -> int:
        """How many letters were written; the next ones with the next round."""
        async with self.database.reading() as work:
            campaign = await Archive(work).campaigns.current()
        if campaign is None or campaign.written_at:
            return 0
        async with self.database.writing() as work:
            return await self._write(Archive(work), campaign)

    async def _write(self, archive: Archive, campaign: Campaign) -> int:
        now = self.clock.now()
        members = await archive.members.outdated_after(campaign.written_to, most=BATCH)
        last = members[-1].id if members else None
        if not await archive.campaigns.advance(campaign, last, now):
            return 0  # another process has just written these
        for member in members:
            await send_letter(archive, letter(campaign, member), now)
        return len(members)


def letter(campaign: Campaign, member: Member) -> Letter:
    return Letter(
        person_id=member.person_id or "",
        text=texts.to_member(campaign, member),
        keyboard=numbered(to_renew(member)),
    )
