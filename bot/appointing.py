"""Roles without an invitation: for visitors of the demo and for rehearsals only."""

from datetime import datetime

from storage.archive import Archive
from storage.people import Person
from storage.roles import OF_A_SOCIETY, Role


async def appoint(
    archive: Archive, person: Person, role: Role, society: str | None, now: datetime
) -> None:
    """End what the person was, and make them this; the society is made when there is none."""
    for standing in person.standings:
        await archive.roles.end(standing.id, now, ended_by=None)
    await appoint_also(archive, person, role, society, now)


async def appoint_also(
    archive: Archive, person: Person, role: Role, society: str | None, now: datetime
) -> None:
    """One role more beside what the person is."""
    if role is Role.GUEST:
        return
    society_id = None
    if society and role in OF_A_SOCIETY:
        known = await archive.societies.named(society)
        society_id = known.id if known else await _found(archive, society, now)
    await archive.roles.give(person.id, role, society_id, now, given_by=None)


async def _found(archive: Archive, name: str, now: datetime) -> str:
    return await archive.societies.add({"name": name}, now)
