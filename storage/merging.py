"""Two people turn out to be one: a guest has come in by a known person's code."""

from sqlalchemy import and_, delete, select, update

from storage.engine import Work
from storage.people import People
from storage.personal_announcements import hand_on_announcements
from storage.personal_reminders import hand_on_reminders
from storage.tables import (
    addresses,
    attachments,
    consents,
    corrections,
    files,
    filing_experts,
    filing_moves,
    filing_versions,
    filings,
    imports,
    intakes,
    members,
    objections,
    questions,
    recipients,
    roles,
)

# What somebody may have done before they said who they are.
OWNED = (
    questions,
    files,
    consents,
    corrections,
    imports,
    intakes,
    members,
    roles,
    filings,
    filing_versions,
    filing_moves,
    attachments,
    objections,
)


async def merge(work: Work, former: str, to: str) -> bool:
    """Everything of `former` becomes `to`'s, unless somebody still speaks as `former`."""
    spoken = await work.run(select(addresses.c.account).where(addresses.c.person_id == former))
    if spoken.first():
        return False
    for table in OWNED:
        await work.run(update(table).where(table.c.person_id == former).values(person_id=to))
    await _hand_on_casework(work, former, to)
    await _hand_on_announcements(work, former, to)
    await hand_on_announcements(work, former, to)
    await hand_on_reminders(work, former, to)
    await People(work).remove(former)
    return True


async def _hand_on_casework(work: Work, former: str, to: str) -> None:
    """What one was given to look at; asked for the same scores, they are asked once."""
    assigned, asked = filings.c.assigned_to, filing_experts.c
    await work.run(update(filings).where(assigned == former).values(assigned_to=to))
    known = select(asked.filing_id).where(asked.person_id == to)
    fresh = and_(asked.person_id == former, asked.filing_id.not_in(known))
    await work.run(update(filing_experts).where(fresh).values(person_id=to))
    await work.run(delete(filing_experts).where(asked.person_id == former))


async def _hand_on_announcements(work: Work, former: str, to: str) -> None:
    """What one was to have; announced to both, it is had once."""
    known = select(recipients.c.broadcast_id).where(recipients.c.person_id == to)
    fresh = and_(recipients.c.person_id == former, recipients.c.broadcast_id.not_in(known))
    await work.run(update(recipients).where(fresh).values(person_id=to))
