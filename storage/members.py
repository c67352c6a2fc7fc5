"""Rosters: the members of each society, their numbers sealed, found by blind index."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select, update

from storage.engine import Work
from storage.member import PLAIN, SEALED, Member, MemberState, sealed_columns
from storage.tables import members, societies

__all__ = ["Member", "MemberState", "Members", "sealed_columns"]


class Members:
    """One row per person and society."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def add(
        self, society_id: str, values: Mapping[str, Any], state: MemberState, now: datetime
    ) -> str:
        (identity,) = await self.add_many([(society_id, values, state)], now)
        return identity

    async def add_many(
        self, rows: Sequence[tuple[str, Mapping[str, Any], MemberState]], now: datetime
    ) -> list[str]:
        if not rows:
            return []
        written = []
        for society_id, values, state in rows:
            identity = uuid4().hex
            blank = dict.fromkeys((*PLAIN, *SEALED))
            columns = sealed_columns(self.work.vault, identity, blank | dict(values))
            facts = {"id": identity, "society_id": society_id, "state": state}
            moments = {"state_since": now, "created_at": now, "updated_at": now}
            written.append(facts | moments | columns)
        await self.work.run(insert(members), written)
        return [row["id"] for row in written]

    async def change(self, identity: str, values: Mapping[str, Any], now: datetime) -> None:
        columns = sealed_columns(self.work.vault, identity, values)
        await self.work.run(
            update(members).where(members.c.id == identity).values(updated_at=now, **columns)
        )

    async def set_state(
        self, identity: str, state: MemberState, now: datetime, *, person_id: str | None = None
    ) -> bool:
        """False when it was in that state already, for the same person."""
        values: dict[str, Any] = {"state": state, "state_since": now, "updated_at": now}
        differs = members.c.state != state
        if person_id is not None:
            values["person_id"] = person_id
            differs = or_(differs, members.c.person_id.is_(None), members.c.person_id != person_id)
        done = await self.work.run(
            update(members).where(members.c.id == identity, differs).values(**values)
        )
        return done.rowcount == 1

    async def claim(self, identity: str, person_id: str, now: datetime) -> bool:
        """Compare and set: verified by this person, unless somebody else's or left."""
        done = await self.work.run(
            update(members)
            .where(
                members.c.id == identity,
                or_(members.c.person_id.is_(None), members.c.person_id == person_id),
                members.c.state != MemberState.LEFT,
            )
            .values(
                person_id=person_id, state=MemberState.VERIFIED, state_since=now, updated_at=now
            )
        )
        return done.rowcount == 1

    async def release(self, identity: str) -> None:
        """Nobody speaks for this row any more."""
        await self.work.run(update(members).where(members.c.id == identity).values(person_id=None))

    async def outdate(self, now: datetime) -> int:
        """A new year: what was verified has to be looked at again."""
        done = await self.work.run(
            update(members)
            .where(members.c.state == MemberState.VERIFIED)
            .values(state=MemberState.OUTDATED, state_since=now)
        )
        return done.rowcount

    async def remove_of(self, person_id: str) -> list[Member]:
        """Everything on any roster that this person has confirmed to be theirs."""
        gone = await self.of(person_id)
        await self.work.run(delete(members).where(members.c.person_id == person_id))
        return gone

    async def hand_on(self, former: str, to: str) -> None:
        await self.work.run(
            update(members).where(members.c.person_id == former).values(person_id=to)
        )

    async def get(self, identity: str) -> Member | None:
        found = await self._list(members.c.id == identity)
        return found[0] if found else None

    async def of(self, person_id: str) -> list[Member]:
        return await self._list(members.c.person_id == person_id)

    async def named(self, name: str, society_id: str | None = None) -> list[Member]:
        """All of this very name, in one society or in all."""
        condition = members.c.name == name
        if society_id is not None:
            condition = and_(condition, members.c.society_id == society_id)
        return await self._list(condition)

    async def search(
        self, words: str, society_id: str | None = None, *, most: int = 10
    ) -> list[Member]:
        condition = members.c.name.contains(words, autoescape=True)
        if society_id is not None:
            condition = and_(condition, members.c.society_id == society_id)
        return await self._list(condition, most=most)

    async def by_number(self, kind: str, number: str) -> list[Member]:
        """By a whole identity or mobile number, in every society."""
        indices = self.work.vault.indices(kind, number)
        return await self._list(members.c[f"{kind}_index"].in_(indices))

    async def matching(self, kind: str, indices: Sequence[str]) -> list[Member]:
        """By the blind indices of many numbers at once."""
        return await self._list(members.c[f"{kind}_index"].in_(list(indices)))

    async def namesakes(
        self, names: Sequence[str], society_ids: Sequence[str], before: datetime
    ) -> list[Member]:
        """Of these names in these societies, as far as they were there already then."""
        return await self._list(
            and_(
                members.c.society_id.in_(list(society_ids)),
                members.c.name.in_(list(names)),
                members.c.created_at < before,
            )
        )

    async def page(
        self,
        society_id: str,
        *,
        state: MemberState | None = None,
        after: int = 0,
        most: int = 10,
    ) -> list[Member]:
        condition = members.c.society_id == society_id
        if state is not None:
            condition = and_(condition, members.c.state == state)
        return await self._list(condition, most=most, after=after)

    async def outdated_after(self, identity: str | None, *, most: int) -> list[Member]:
        """Those with an account who have to look again, in the order of their ids."""
        condition = and_(
            members.c.state == MemberState.OUTDATED,
            members.c.person_id.is_not(None),
            members.c.id > (identity or ""),
        )
        return await self._list(condition, members.c.id, most=most)

    async def _list(
        self,
        condition: ColumnElement[bool],
        *order: ColumnElement[Any],
        most: int | None = None,
        after: int = 0,
    ) -> list[Member]:
        query = (
            select(members, societies.c.name.label("society"))
            .join(societies)
            .where(condition)
            .order_by(*(order or (members.c.name, members.c.created_at, members.c.id)))
            .offset(after)
        )
        rows = await self.work.run(query if most is None else query.limit(most))
        return [self._member(row._mapping) for row in rows]

    def _member(self, row: Any) -> Member:
        values = {name: row[name] for name in Member.__slots__}
        for name in SEALED:
            if values[name]:
                values[name] = self.work.vault.open(values[name], f"members.{name}.{row['id']}")
        return Member(**(values | {"state": MemberState(row["state"])}))

    async def counts(self, society_id: str | None = None) -> dict[str, dict[MemberState, int]]:
        """Society id → state → how many."""
        query = select(members.c.society_id, members.c.state, func.count().label("many"))
        if society_id is not None:
            query = query.where(members.c.society_id == society_id)
        rows = await self.work.run(query.group_by(members.c.society_id, members.c.state))
        found: dict[str, dict[MemberState, int]] = {}
        for row in rows:
            found.setdefault(row.society_id, {})[MemberState(row.state)] = row.many
        return found
