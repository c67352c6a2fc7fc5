"""Two people turn out to be one: a guest has come in by a known person's code."""

from sqlalchemy import select, update

from storage.engine import Work
from storage.people import People
from storage.tables import (
    addresses,
    consents,
    corrections,
    files,
    imports,
    members,
    questions,
    roles,
)

# What somebody may have done before they said who they are.
OWNED = (questions, files, consents, corrections, imports, members, roles)


async def merge(work: Work, former: str, to: str) -> bool:
    """Everything of `former` becomes `to`'s, unless somebody still speaks as `former`."""
    spoken = await work.run(select(addresses.c.account).where(addresses.c.person_id == former))
    if spoken.first():
        return False
    for table in OWNED:
        await work.run(update(table).where(table.c.person_id == former).values(person_id=to))
    await People(work).remove(former)
    return True
