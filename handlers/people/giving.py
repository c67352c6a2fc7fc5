"""An invitation is made: with a token and a code that nothing else has, for some days."""

from datetime import date, timedelta
from typing import NamedTuple

from handlers.noting import By
from handlers.people.codes import fresh_code, fresh_token
from storage.archive import Archive
from storage.roles import Role


class Wanted(NamedTuple):
    """Who is to come in, as what."""

    society_id: str | None
    role: Role
    name: str


async def give(
    archive: Archive,
    by: By,
    wanted: Wanted,
    *,
    good_for: timedelta,
    member_id: str | None = None,
    until: date | None = None,
) -> str:
    """Its id; whoever calls has looked at the rights, and notes the deed."""
    now = by.clock.now()
    return await archive.invitations.give(
        role=wanted.role,
        name=wanted.name,
        society_id=wanted.society_id,
        member_id=member_id,
        token=fresh_token(),
        code=await fresh_code(archive, now),
        given_by=by.person_id,
        now=now,
        expires_at=now + good_for,
        role_until=until,
    )
