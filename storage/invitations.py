"""Invitations that bring a role, and codes that bring a known person to another door."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, and_, delete, insert, outerjoin, select, update

from storage.engine import Work
from storage.roles import Role
from storage.tables import invitations, login_codes, societies


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """One-time: for one named person, one role, until it expires."""

    id: str
    role: Role
    name: str
    society_id: str | None
    society: str | None
    member_id: str | None
    given_by: str | None
    given_at: datetime
    expires_at: datetime
    used_at: datetime | None
    used_by: str | None
    withdrawn_at: datetime | None
    role_until: date | None
    token: str
    code: str

    def is_open(self, now: datetime) -> bool:
        return self.used_at is None and self.withdrawn_at is None and now < self.expires_at


class Invitations:
    """Looked up by a long token (in a link) or a short code (typed)."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def give(
        self,
        *,
        role: Role,
        name: str,
        society_id: str | None,
        member_id: str | None = None,
        token: str,
        code: str,
        given_by: str | None,
        now: datetime,
        expires_at: datetime,
        role_until: date | None = None,
    ) -> str:
        identity, vault = uuid4().hex, self.work.vault
        await self.work.run(
            insert(invitations).values(
                id=identity,
                role=role,
                name=name,
                society_id=society_id,
                member_id=member_id,
                secret=vault.seal(json.dumps([token, code]), f"invitations.secret.{identity}"),
                token_index=vault.index("token", token),
                code_index=vault.index("code", code),
                given_by=given_by,
                given_at=now,
                expires_at=expires_at,
                role_until=role_until,
            )
        )
        return identity

    async def get(self, identity: str) -> Invitation | None:
        found = await self._list(invitations.c.id == identity)
        return found[0] if found else None

    async def by_token(self, token: str) -> Invitation | None:
        """Open or not: an expired one deserves a better answer than silence."""
        indices = self.work.vault.indices("token", token)
        found = await self._list(invitations.c.token_index.in_(indices))
        return found[0] if found else None

    async def by_code(self, code: str, now: datetime) -> Invitation | None:
        """The open one under this code, or else the latest that was."""
        indices = self.work.vault.indices("code", code)
        found = await self._list(invitations.c.code_index.in_(indices))
        return next((each for each in found if each.is_open(now)), found[0] if found else None)

    async def open_of(
        self, now: datetime, *, given_by: str | None = None, society_id: str | None = None
    ) -> list[Invitation]:
        conditions = [
            invitations.c.used_at.is_(None),
            invitations.c.withdrawn_at.is_(None),
            invitations.c.expires_at > now,
        ]
        if given_by is not None:
            conditions.append(invitations.c.given_by == given_by)
        if society_id is not None:
            conditions.append(invitations.c.society_id == society_id)
        return await self._list(and_(*conditions))

    async def _list(self, condition: ColumnElement[bool]) -> list[Invitation]:
        rows = await self.work.run(
            select(invitations, societies.c.name.label("society"))
            .select_from(outerjoin(invitations, societies))
            .where(condition)
            .order_by(invitations.c.given_at.desc(), invitations.c.id)
        )
        return [self._invitation(row._mapping) for row in rows]

    def _invitation(self, row: object) -> Invitation:
        values = dict(row)  # type: ignore[call-overload]
        identity = values["id"]
        secret = self.work.vault.open(values["secret"], f"invitations.secret.{identity}")
        token, code = json.loads(secret)
        kept = {name: values[name] for name in Invitation.__slots__ if name in values}
        return Invitation(**(kept | {"role": Role(values["role"]), "token": token, "code": code}))

    async def use(self, identity: str, person_id: str, now: datetime) -> bool:
        """Compare and set: of two who come at once, one comes in."""
        used = await self.work.run(
            update(invitations)
            .where(
                invitations.c.id == identity,
                invitations.c.used_at.is_(None),
                invitations.c.withdrawn_at.is_(None),
                invitations.c.expires_at > now,
            )
            .values(used_at=now, used_by=person_id)
        )
        return used.rowcount == 1

    async def withdraw(self, identity: str, now: datetime) -> bool:
        done = await self.work.run(
            update(invitations)
            .where(
                invitations.c.id == identity,
                invitations.c.used_at.is_(None),
                invitations.c.withdrawn_at.is_(None),
            )
            .values(withdrawn_at=now)
        )
        return done.rowcount == 1

    async def codes_in_use(self, codes: list[str], now: datetime) -> set[str]:
        """Those of the codes under which something open can be found."""
        taken = set()
        for code in codes:
            indices = self.work.vault.indices("code", code)
            for table in (invitations, login_codes):
                found = await self.work.run(
                    select(table.c.id).where(
                        table.c.code_index.in_(indices), table.c.expires_at > now
                    )
                )
                if found.first():
                    taken.add(code)
        return taken


class LoginCodes:
    """Six digits that bring the person who asked for them to another door."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def give(self, person_id: str, code: str, expires_at: datetime) -> None:
        """A new one makes the earlier ones useless."""
        await self.work.run(delete(login_codes).where(login_codes.c.person_id == person_id))
        await self.work.run(
            insert(login_codes).values(
                id=uuid4().hex,
                person_id=person_id,
                code_index=self.work.vault.index("code", code),
                expires_at=expires_at,
            )
        )

    async def owner(self, code: str, now: datetime) -> str | None:
        """Whose open code it is."""
        indices = self.work.vault.indices("code", code)
        found = await self.work.run(
            select(login_codes.c.person_id).where(
                login_codes.c.code_index.in_(indices),
                login_codes.c.used_at.is_(None),
                login_codes.c.expires_at > now,
            )
        )
        return found.scalars().first()

    async def use(self, code: str, now: datetime) -> bool:
        """Compare and set."""
        indices = self.work.vault.indices("code", code)
        used = await self.work.run(
            update(login_codes)
            .where(
                login_codes.c.code_index.in_(indices),
                login_codes.c.used_at.is_(None),
                login_codes.c.expires_at > now,
            )
            .values(used_at=now)
        )
        return used.rowcount == 1
