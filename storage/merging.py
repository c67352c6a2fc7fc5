"""Two people turn out to be one: a guest has come in by a known person's code."""

from sqlalchemy import and_, select, update

from storage.engine import Work
from storage.people import People
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
    members,
    questions,
    roles,
)

# What somebody may have done before they said who they are.
OWNED = (
    questions,
    files,
    consents,
    corrections,
    imports,
    members,
    roles,
    filings,
    filing_versions,
    filing_moves,
    attachments,
)


async def merge(work: Work, former: str, to: str) -> bool:
    """Everything of `former` becomes `to`'s, unless somebody still speaks as `former`."""
    spoken = await work.run(select(addresses.c.account).where(addresses.c.person_id == former))
    if spoken.first():
        return False
    for table in OWNED:
        await work.run(update(table).where(table.c.person_id == former).values(person_id=to))
    given, told = filings.c.assigned_to, filing_experts.c
    await work.run(update(filings).where(given == former).values(assigned_to=to))
    asked = select(told.filing_id).where(told.person_id == to)
    free = and_(told.person_id == former, told.filing_id.not_in(asked))
    await work.run(update(filing_experts).where(free).values(person_id=to))
    await People(work).remove(former)
    return True
