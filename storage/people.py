"""Who writes to us, and through which doors."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import bindparam, delete, insert, join, select, update

from storage.engine import Work
from storage.tables import addresses, people
from storage.upsert import insert_for


class Role(StrEnum):
    """What a person may do here; a newcomer is a guest."""

    GUEST = "guest"
    MEMBER = "member"
    SECRETARY = "secretary"
    STAFF = "staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody, as we know them."""

    id: str
    name: str
    role: Role
    society: str | None = None
    held: bool = False  # this address refused our last message


# Asked for every update: built once.
AT = (
    select(people, addresses.c.held_since)
    .select_from(join(people, addresses))
    .where(addresses.c.bot_id == bindparam("bot_id"), addresses.c.account == bindparam("account"))
)


class People:
    """People and the addresses (a bot and an account on it) they speak from."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def at(self, bot_id: int, account: int) -> Person | None:
        found = await self.work.run(AT, {"bot_id": bot_id, "account": account})
        row = found.one_or_none()
        return row and Person(
            id=row.id,
            name=row.name,
            role=Role(row.role),
            society=row.society,
            held=row.held_since is not None,
        )

    async def welcome(self, bot_id: int, account: int, name: str, now: datetime) -> Person:
        """A new guest at a new address; whoever is already there, when two welcome at once."""
        person = Person(id=uuid4().hex, name=name[:200], role=Role.GUEST)
        await self.work.run(
            insert(people).values(id=person.id, name=person.name, role=person.role, created_at=now)
        )
        address = {"bot_id": bot_id, "account": account, "person_id": person.id, "linked_at": now}
        linked = await self.work.run(
            insert_for(self.work, addresses).values(**address).on_conflict_do_nothing()
        )
        if linked.rowcount == 1:
            return person
        await self.work.run(delete(people).where(people.c.id == person.id))
        known = await self.at(bot_id, account)
        assert known  # noqa: S101 - the conflict says so
        return known

    async def appoint(self, person_id: str, role: Role, society: str | None = None) -> None:
        await self.work.run(
            update(people).where(people.c.id == person_id).values(role=role, society=society)
        )

    async def hold(self, bot_id: int, account: int, because: str, now: datetime) -> None:
        """Stop writing to an address that refuses us, until it writes again."""
        await self.work.run(
            update(addresses)
            .where(addresses.c.bot_id == bot_id, addresses.c.account == account)
            .values(held_since=now, held_because=because)
        )

    async def release(self, bot_id: int, account: int) -> None:
        await self.work.run(
            update(addresses)
            .where(
                addresses.c.bot_id == bot_id,
                addresses.c.account == account,
                addresses.c.held_since.is_not(None),
            )
            .values(held_since=None, held_because=None)
        )

    async def move(self, bot_id: int, account: int, to: int) -> None:
        """Follow a chat that was given a new number."""
        await self.work.run(
            update(addresses)
            .where(addresses.c.bot_id == bot_id, addresses.c.account == account)
            .values(account=to)
        )
