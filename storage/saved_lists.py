"""Lists that are used again: conditions asked afresh each time, or people written down."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from storage.engine import Work
from storage.tables import saved_list_people, saved_lists
from storage.upsert import insert_for

BATCH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedList:
    """`audience` as JSON; None where `many` people are written on it."""

    id: str
    name: str
    audience: Mapping[str, Any] | None
    created_by: str | None
    created_at: datetime
    many: int


class SavedLists:
    """Each has a name of its own."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def add(
        self,
        name: str,
        *,
        by: str,
        now: datetime,
        audience: Mapping[str, Any] | None = None,
        people: Collection[str] = (),
    ) -> str | None:
        """The new id; None where the name is taken."""
        identity = uuid4().hex
        row = {"id": identity, "name": name, "audience": dict(audience) if audience else None}
        added = await self.work.run(
            insert_for(self.work, saved_lists)
            .values(**row, created_by=by, created_at=now)
            .on_conflict_do_nothing()
        )
        if added.rowcount != 1:
            return None
        rows = [{"list_id": identity, "person_id": each} for each in sorted(set(people))]
        for first in range(0, len(rows), BATCH):
            await self.work.run(insert(saved_list_people), rows[first : first + BATCH])
        return identity

    async def get(self, identity: str) -> SavedList | None:
        found = await self._list(saved_lists.c.id == identity)
        return found[0] if found else None

    async def all(self, *, most: int | None = None, skip: int = 0) -> list[SavedList]:
        return await self._list(most=most, skip=skip)

    async def count(self) -> int:
        query = select(func.count()).select_from(saved_lists)
        return int((await self.work.run(query)).scalar_one())

    async def names(self, identities: Sequence[str]) -> dict[str, str]:
        rows = await self.work.run(
            select(saved_lists.c.id, saved_lists.c.name).where(
                saved_lists.c.id.in_(list(identities))
            )
        )
        return {row.id: row.name for row in rows}

    async def rename(self, identity: str, name: str) -> bool:
        """False where another list has that name, or the list is gone."""
        taken = select(saved_lists.c.id).where(
            saved_lists.c.name == name, saved_lists.c.id != identity
        )
        if (await self.work.run(taken)).first():
            return False
        done = await self.work.run(
            update(saved_lists).where(saved_lists.c.id == identity).values(name=name)
        )
        return done.rowcount == 1

    async def remove(self, identity: str) -> bool:
        done = await self.work.run(delete(saved_lists).where(saved_lists.c.id == identity))
        return done.rowcount == 1

    async def _list(
        self, *conditions: ColumnElement[bool], most: int | None = None, skip: int = 0
    ) -> list[SavedList]:
        on = saved_list_people.c.list_id == saved_lists.c.id
        many = select(func.count()).where(on).scalar_subquery()
        rows = await self.work.run(
            select(saved_lists, many.label("many"))
            .where(*conditions)
            .order_by(saved_lists.c.name, saved_lists.c.id)
            .limit(most)
            .offset(skip)
        )
        return [SavedList(**row._mapping) for row in rows]
