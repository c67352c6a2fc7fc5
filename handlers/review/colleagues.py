"""Those at the association to whom work may be given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.archive import Archive
from storage.roles import Role

RANKS = (Role.STAFF, Role.STAFF_HEAD, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works there."""

    id: str
    name: str


async def colleagues(archive: Archive, now: datetime, besides: Sequence[str]) -> list[Colleague]:
    """Each once, staff before heads; two of the same name are told apart."""
    found: dict[str, str] = {}
    for role in RANKS:
        for holder in await archive.roles.holders(now, role=role):
            found.setdefault(holder.person_id, holder.name)
    names: dict[str, int] = {}
    told = []
    for identity, name in found.items():
        if identity in besides:
            continue
        names[name] = names.get(name, 0) + 1
        told.append(Colleague(identity, name if names[name] == 1 else f"{name}（{names[name]}）"))
    return told
