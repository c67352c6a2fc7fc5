"""Who bears a name in a society: holders of a role there, and members who came in themselves."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import and_, select

from storage.engine import Work
from storage.members import MemberState
from storage.roles import holding
from storage.tables import members, people, roles

BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """`mobile_index` is blind: equal numbers meet, and nobody reads them back."""

    person_id: str
    name: str
    society_id: str
    mobile_index: str | None = field(repr=False)


class RollCall:
    """Names are called by the hundred, never one by one."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def named(self, names: Collection[str], now: datetime) -> list[Known]:
        asked, found = sorted(set(names)), []
        for first in range(0, len(asked), BATCH):
            found += await self._named(asked[first : first + BATCH], now)
        return found

    async def _named(self, names: list[str], now: datetime) -> list[Known]:
        on_roster = and_(
            members.c.person_id == roles.c.person_id, members.c.society_id == roles.c.society_id
        )
        holders = (
            select(roles.c.person_id, people.c.name, roles.c.society_id, members.c.mobile_index)
            .select_from(roles.join(people).outerjoin(members, on_roster))
            .where(people.c.name.in_(names), holding(now), roles.c.society_id.is_not(None))
        )
        enrolled = select(
            members.c.person_id, members.c.name, members.c.society_id, members.c.mobile_index
        ).where(
            members.c.name.in_(names),
            members.c.person_id.is_not(None),
            members.c.state != MemberState.LEFT,
        )
        found = [*await self.work.run(holders), *await self.work.run(enrolled)]
        return [Known(**row._mapping) for row in found]
