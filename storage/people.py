"""Who writes to us, and through which doors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import (
    Row,
    and_,
    bindparam,
    delete,
    func,
    insert,
    join,
    or_,
    outerjoin,
    select,
    update,
)

from storage.engine import Work
from storage.roles import OF_THE_ASSOCIATION, Role, Roles, Standing, standing_of
from storage.tables import addresses, people, roles, societies
from storage.upsert import insert_for

__all__ = ["Address", "People", "Person", "Role", "Standing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody, with the roles they hold at this moment."""

    id: str
    name: str
    standings: tuple[Standing, ...] = ()
    acting_for: str | None = None  # the society they chose to speak for
    held: bool = False  # this address refused our last message

    def holds(self, *wanted: Role) -> bool:
        return any(each.role in wanted for each in self.standings)

    def holds_in(self, society_id: str | None, *wanted: Role) -> bool:
        return any(
            each.role in wanted and each.society_id == society_id for each in self.standings
        )

    @property
    def is_staff(self) -> bool:
        return self.holds(*OF_THE_ASSOCIATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A door (its bot's id) and an account there."""

    bot_id: int
    account: int
    linked_at: datetime
    held: bool = False


# Asked for every update: built once. A row for each role, one row for who has none.
AT = (
    select(
        people.c.id.label("person_id"),
        people.c.name,
        people.c.acting_for,
        addresses.c.held_since,
        roles.c.id,
        roles.c.role,
        roles.c.society_id,
        roles.c.began_at,
        roles.c.until,
        roles.c.given_by,
        societies.c.name.label("society"),
    )
    .select_from(
        outerjoin(
            outerjoin(
                join(people, addresses),
                roles,
                and_(
                    roles.c.person_id == people.c.id,
                    roles.c.began_at <= bindparam("now", type_=roles.c.began_at.type),
                    or_(
                        roles.c.until.is_(None),
                        roles.c.until > bindparam("now", type_=roles.c.until.type),
                    ),
                ),
            ),
            societies,
            roles.c.society_id == societies.c.id,
        )
    )
    .where(addresses.c.bot_id == bindparam("bot_id"), addresses.c.account == bindparam("account"))
    .order_by(roles.c.began_at, roles.c.id)
)


class People:
    """People and the addresses (a bot and an account on it) they speak from."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def at(self, bot_id: int, account: int, now: datetime) -> Person | None:
        found = await self.work.run(AT, {"bot_id": bot_id, "account": account, "now": now})
        return _person(found.all())

    async def get(self, person_id: str, now: datetime) -> Person | None:
        """Without their address: whether they are held is not said."""
        found = await self.work.run(
            select(people.c.id, people.c.name, people.c.acting_for).where(people.c.id == person_id)
        )
        row = found.one_or_none()
        if row is None:
            return None
        standings = await Roles(self.work).of(person_id, now)
        return Person(
            id=row.id, name=row.name, acting_for=row.acting_for, standings=tuple(standings)
        )

    async def welcome(self, bot_id: int, account: int, name: str, now: datetime) -> Person:
        """A new guest at a new address; whoever is already there, when two welcome at once."""
        person = Person(id=uuid4().hex, name=name[:200])
        await self.work.run(insert(people).values(id=person.id, name=person.name, created_at=now))
        address = {"bot_id": bot_id, "account": account, "person_id": person.id, "linked_at": now}
        linked = await self.work.run(
            insert_for(self.work, addresses).values(**address).on_conflict_do_nothing()
        )
        if linked.rowcount == 1:
            return person
        await self.work.run(delete(people).where(people.c.id == person.id))
        known = await self.at(bot_id, account, now)
        assert known  # noqa: S101 - the conflict says so
        return known

    async def add(self, name: str, now: datetime) -> str:
        """Somebody who has not come through any door yet."""
        identity = uuid4().hex
        await self.work.run(insert(people).values(id=identity, name=name, created_at=now))
        return identity

    async def rename(self, person_id: str, name: str) -> None:
        await self.work.run(update(people).where(people.c.id == person_id).values(name=name))

    async def names(self, person_ids: Sequence[str]) -> dict[str, str]:
        rows = await self.work.run(
            select(people.c.id, people.c.name).where(people.c.id.in_(list(person_ids)))
        )
        return {row.id: row.name for row in rows}

    async def search(self, words: str, *, most: int = 10) -> list[tuple[str, str]]:
        """Ids and names of people somebody has vouched for, by a part of the name."""
        rows = await self.work.run(
            select(people.c.id, people.c.name)
            .where(
                people.c.name.contains(words, autoescape=True),
                select(roles.c.id).where(roles.c.person_id == people.c.id).exists(),
            )
            .order_by(func.length(people.c.name), people.c.name, people.c.created_at)
            .limit(most)
        )
        return [(row.id, row.name) for row in rows]

    async def act_for(self, person_id: str, society_id: str | None) -> None:
        await self.work.run(
            update(people).where(people.c.id == person_id).values(acting_for=society_id)
        )

    async def remove(self, person_id: str) -> None:
        """With everything that belongs to the person: the tables say so themselves."""
        await self.work.run(delete(people).where(people.c.id == person_id))

    async def addresses(self, person_id: str) -> list[Address]:
        rows = await self.work.run(
            select(addresses)
            .where(addresses.c.person_id == person_id)
            .order_by(addresses.c.linked_at, addresses.c.bot_id)
        )
        return [
            Address(
                bot_id=row.bot_id,
                account=row.account,
                linked_at=row.linked_at,
                held=row.held_since is not None,
            )
            for row in rows
        ]

    async def link(self, bot_id: int, account: int, to: str, now: datetime) -> None:
        """This address speaks for another person from now on."""
        await self._change(bot_id, account, person_id=to, linked_at=now)

    async def unlink(self, bot_id: int, account: int) -> bool:
        """Nobody speaks from here any more; whoever writes from there next is a new guest."""
        done = await self.work.run(
            delete(addresses).where(addresses.c.bot_id == bot_id, addresses.c.account == account)
        )
        return done.rowcount == 1

    async def hold(self, bot_id: int, account: int, because: str, now: datetime) -> None:
        """Stop writing to an address that refuses us, until it writes again."""
        await self._change(bot_id, account, held_since=now, held_because=because)

    async def release(self, bot_id: int, account: int) -> None:
        await self._change(bot_id, account, held_since=None, held_because=None)

    async def move(self, bot_id: int, account: int, to: int) -> None:
        """Follow a chat that was given a new number; who speaks there already stays."""
        there = await self.work.run(
            select(addresses.c.account).where(
                addresses.c.bot_id == bot_id, addresses.c.account == to
            )
        )
        if there.first():
            await self.unlink(bot_id, account)
        else:
            await self._change(bot_id, account, account=to)

    async def _change(self, bot_id: int, at: int, /, **values: object) -> None:
        await self.work.run(
            update(addresses)
            .where(addresses.c.bot_id == bot_id, addresses.c.account == at)
            .values(**values)
        )


def _person(rows: Sequence[Row[tuple[object, ...]]]) -> Person | None:
    if not rows:
        return None
    first = rows[0]
    standings = [standing_of(row) for row in rows if row.id]
    return Person(
        id=first.person_id,
        name=first.name,
        acting_for=first.acting_for,
        standings=tuple(standings),
        held=first.held_since is not None,
    )
