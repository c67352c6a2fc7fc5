"""The others at the association: one of them is the second person."""

from collections.abc import Collection

from handlers.desk import Desk
from storage.roles import OF_THE_ASSOCIATION


async def colleagues(desk: Desk, besides: Collection[str]) -> dict[str, str]:
    """Ids and names of who may be asked today; those who are away only where nobody else is."""
    found: dict[str, str] = {}
    for role in OF_THE_ASSOCIATION:
        for holder in await desk.archive.roles.holders(desk.now, role=role):
            if holder.person_id not in besides:
                found.setdefault(holder.person_id, holder.name)
    today = desk.now.date()
    here = {
        identity: name
        for identity, name in found.items()
        if await desk.archive.absences.deputy_for(identity, today) is None
    }
    return here or found
