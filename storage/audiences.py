"""Who is meant, counted, shown, and written down when an announcement is approved."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    cast,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
)

from storage.audience_sql import (
    HELD,
    MUTED,
    NO_DOOR,
    WITHDRAWN,
    Lists,
    meeting,
    why_not,
)
from storage.conditions import Conditions, Deed, Did
from storage.engine import Work
from storage.roles import Role
from storage.tables import recipients, saved_lists, society_tags

__all__ = [
    "HELD",
    "MUTED",
    "NO_DOOR",
    "WITHDRAWN",
    "Audiences",
    "Breakdown",
    "Conditions",
    "Deed",
    "Did",
    "Found",
]
# The column whose values are the choices of a sort.
CHOICES = {
    "roles": "role",
    "societies": "society_id",
    "disciplines": "discipline",
    "cities": "city",
    "kinds": "kind",
    "classifications": "classification",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """How many get it, by what they are ("" where none is known); how many not, and why."""

    total: int
    by_role: Mapping[str, int]
    by_city: Mapping[str, int]
    by_discipline: Mapping[str, int]
    excluded: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Somebody who is meant; `excluded` is why nothing would be sent to them."""

    person_id: str
    name: str
    society: str | None
    city: str | None
    discipline: str | None
    excluded: str | None


class Audiences:
    """Always asked afresh; only an approved announcement has its people written down."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def count(self, c: Conditions, now: datetime, *, mandatory: bool = False) -> int:
        met = await self._met(c, now, mandatory=mandatory)
        query = select(func.count()).select_from(met).where(met.c.excluded.is_(None))
        return int((await self.work.run(query)).scalar_one())

    async def breakdown(
        self, c: Conditions, now: datetime, *, mandatory: bool = False
    ) -> Breakdown:
        met = await self._met(c, now, mandatory=mandatory)
        sorts = (met.c.role, met.c.city, met.c.discipline, met.c.excluded)
        rows = await self.work.run(select(*sorts, func.count().label("many")).group_by(*sorts))
        counted: dict[str, Counter[str]] = {
            name: Counter() for name in ("role", "city", "discipline", "excluded")
        }
        total = 0
        for row in rows:
            if row.excluded:
                counted["excluded"][row.excluded] += row.many
                continue
            total += row.many
            counted["role"][row.role or Role.GUEST.value] += row.many
            counted["city"][row.city or ""] += row.many
            counted["discipline"][row.discipline or ""] += row.many
        return Breakdown(
            total=total,
            by_role=dict(counted["role"].most_common()),
            by_city=dict(counted["city"].most_common()),
            by_discipline=dict(counted["discipline"].most_common()),
            excluded=dict(counted["excluded"].most_common()),
        )

    async def people(
        self,
        c: Conditions,
        now: datetime,
        *,
        excluded: bool | None = None,
        most: int = 20,
        skip: int = 0,
        mandatory: bool = False,
    ) -> list[Found]:
        """`excluded`: only those left out, or only those who get it."""
        met = await self._met(c, now, mandatory=mandatory)
        query = select(*(met.c[name] for name in Found.__slots__))
        if excluded is not None:
            query = query.where(met.c.excluded.is_not(None) == excluded)
        query = query.order_by(met.c.name, met.c.person_id).limit(most).offset(skip)
        return [Found(**row._mapping) for row in await self.work.run(query)]

    async def freeze(
        self, broadcast_id: str, c: Conditions, now: datetime, *, mandatory: bool = False
    ) -> int:
        """Everybody who is meant, the excluded with their reason; how many will get it.

        Approved anew, it is written anew: whoever was not written to yet is taken off first.
        """
        of_it = recipients.c.broadcast_id == broadcast_id
        unsent = or_(recipients.c.spread.is_(False), recipients.c.excluded.is_not(None))
        await self.work.run(delete(recipients).where(of_it, unsent))
        met = await self._met(c, now, mandatory=mandatory)
        columns = ("person_id", "society_id", "city", "discipline", "excluded")
        rows = select(
            cast(literal(broadcast_id), recipients.c.broadcast_id.type),
            *(met.c[name] for name in columns),
            met.c.excluded.is_not(None),  # there is nothing to be spread
        )
        await self.work.run(
            insert(recipients).from_select(["broadcast_id", *columns, "spread"], rows)
        )
        query = select(func.count()).where(of_it, recipients.c.excluded.is_(None))
        return int((await self.work.run(query)).scalar_one())

    async def choices(self, c: Conditions, sort: str, now: datetime) -> dict[str, int]:
        """What exists of a sort, each with how many people: all else that was chosen holds.

        Where nothing else was, the people are secretaries.
        """
        others = replace(c, **{sort: ()})
        if sort == "roles" or not others.as_dict():
            meant = Role if sort == "roles" else (Role.SECRETARY,)
            others = replace(others, roles=tuple(role.value for role in meant))
        met = meeting(others, await self._lists(c), now).cte("met")
        if sort == "tags":
            column: ColumnElement[Any] = society_tags.c.tag
            found: Any = met.join(society_tags, society_tags.c.society_id == met.c.society_id)
        else:
            column, found = met.c[CHOICES[sort]], met
        many = func.count(met.c.person_id.distinct())
        rows = await self.work.run(
            select(column.label("value"), many.label("many"))
            .select_from(found)
            .where(column.is_not(None), column != "")
            .group_by(column)
            .order_by(many.desc(), column)
        )
        return {row.value: row.many for row in rows}

    async def _met(self, c: Conditions, now: datetime, *, mandatory: bool) -> CTE:
        """A row for each person."""
        every = meeting(c, await self._lists(c), now).cte("every")
        once: Select[Any] = select(
            every, why_not(every.c.person_id, now, mandatory=mandatory).label("excluded")
        ).where(every.c.place == 1)
        return once.cte("met")

    async def _lists(self, c: Conditions) -> Lists:
        """The lists that are named, and those which these name."""
        found: dict[str, Conditions | None] = {}
        wanted = list(c.lists)
        while wanted:
            rows = await self.work.run(
                select(saved_lists.c.id, saved_lists.c.audience).where(
                    saved_lists.c.id.in_(wanted)
                )
            )
            wanted = []
            for row in rows:
                asked = Conditions.of(row.audience) if row.audience else None
                found[row.id] = asked
                wanted += [each for each in (asked.lists if asked else ()) if each not in found]
        return found
