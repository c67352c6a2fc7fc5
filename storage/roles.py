"""What people may do here: roles that begin, end and were given by somebody."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import ColumnElement, Row, and_, func, insert, join, or_, outerjoin, select, update

from storage.engine import Work
from storage.tables import people, roles, societies


class Role(StrEnum):
    """What somebody is here; a guest is whoever holds none of the others."""

    GUEST = "guest"
    MEMBER = "member"
    SECRETARY = "secretary"
    LEADER = "leader"
    PARTY_HEAD = "party_head"
    EXPERT = "expert"
    STAFF = "staff"
    STAFF_HEAD = "staff_head"
    ADMINISTRATOR = "administrator"


OF_A_SOCIETY = (Role.MEMBER, Role.SECRETARY, Role.LEADER, Role.PARTY_HEAD)
OF_THE_ASSOCIATION = (Role.STAFF, Role.STAFF_HEAD, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One role of one person: `until` is when it ends or ended, None while it is open."""

    id: str
    role: Role
    society_id: str | None = None
    society: str | None = None
    began_at: datetime | None = None
    until: datetime | None = None
    given_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Somebody who holds a role, with the role."""

    person_id: str
    name: str
    standing: Standing


class Roles:
    """Given and ended, never overwritten: who was what, when, stays known."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def give(
        self,
        person_id: str,
        role: Role,
        society_id: str | None,
        now: datetime,
        *,
        given_by: str | None,
        until: datetime | None = None,
    ) -> bool:
        """False when the person holds this very role already; nothing is written then."""
        held = await self.of(person_id, now)
        if any((each.role, each.society_id) == (role, society_id) for each in held):
            return False
        await self.work.run(
            insert(roles).values(
                id=uuid4().hex,
                person_id=person_id,
                role=role,
                society_id=society_id,
                began_at=now,
                until=until,
                given_by=given_by,
            )
        )
        return True

    async def end(self, identity: str, now: datetime, *, ended_by: str | None) -> bool:
        """False when it had ended already."""
        ended = await self.work.run(
            update(roles)
            .where(roles.c.id == identity, or_(roles.c.until.is_(None), roles.c.until > now))
            .values(until=now, ended_by=ended_by)
        )
        return ended.rowcount == 1

    async def of(self, person_id: str, now: datetime) -> list[Standing]:
        """What somebody is at this moment, in the order it was given."""
        return await self._list(and_(roles.c.person_id == person_id, holding(now)))

    async def history(self, person_id: str) -> list[Standing]:
        return await self._list(roles.c.person_id == person_id)

    async def _list(self, condition: ColumnElement[bool]) -> list[Standing]:
        rows = await self.work.run(
            select(roles, societies.c.name.label("society"))
            .select_from(outerjoin(roles, societies))
            .where(condition)
            .order_by(roles.c.began_at, roles.c.id)
        )
        return [standing_of(row) for row in rows]

    async def get(self, identity: str) -> Holder | None:
        found = await self._holders(roles.c.id == identity)
        return found[0] if found else None

    async def holders(
        self, now: datetime, *, society_id: str | None = None, role: Role | None = None
    ) -> list[Holder]:
        """Who holds a role now, in one society or everywhere."""
        conditions = [holding(now)]
        if society_id is not None:
            conditions.append(roles.c.society_id == society_id)
        if role is not None:
            conditions.append(roles.c.role == role)
        return await self._holders(and_(*conditions))

    async def _holders(self, condition: ColumnElement[bool]) -> list[Holder]:
        joined = outerjoin(join(roles, people), societies, roles.c.society_id == societies.c.id)
        rows = await self.work.run(
            select(roles, societies.c.name.label("society"), people.c.name.label("person"))
            .select_from(joined)
            .where(condition)
            .order_by(people.c.name, roles.c.began_at)
        )
        return [
            Holder(person_id=row.person_id, name=row.person, standing=standing_of(row))
            for row in rows
        ]

    async def count(self, role: Role, now: datetime) -> int:
        counted = await self.work.run(
            select(func.count()).select_from(roles).where(roles.c.role == role, holding(now))
        )
        return int(counted.scalar_one())

    async def is_last(self, role: Role, now: datetime) -> bool:
        """Whether one holder at most is left; whoever is just ending theirs is waited for."""
        rows = select(roles.c.id).where(roles.c.role == role).order_by(roles.c.id)
        await self.work.run(rows.with_for_update())  # SQLite has one writer anyway
        return await self.count(role, now) <= 1

    async def hand_on(self, former: str, to: str) -> None:
        """All of one person's roles become another's: the two were one."""
        await self.work.run(update(roles).where(roles.c.person_id == former).values(person_id=to))


def holding(now: datetime) -> ColumnElement[bool]:
    return and_(roles.c.began_at <= now, or_(roles.c.until.is_(None), roles.c.until > now))


def standing_of(row: Row[tuple[object, ...]]) -> Standing:
    return Standing(
        id=row.id,
        role=Role(row.role),
        society_id=row.society_id,
        society=row.society,
        began_at=row.began_at,
        until=row.until,
        given_by=row.given_by,
    )
