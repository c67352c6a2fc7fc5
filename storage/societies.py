"""Societies, city associations and their like: what is on record about each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Table, delete, func, insert, select, true, update

from storage.engine import Work
from storage.tables import branches, leaders, societies

USUAL_TERM_YEARS = 5
POSTS = ("president", "secretary_general", "legal_representative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A branch of a society."""

    name: str
    leader: str | None = None
    founded: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Society:
    """`leaders` maps a post to a name; the end of the term is computed, never kept."""

    id: str
    kind: str
    name: str
    uscc: str | None = None
    discipline: str | None = None
    city: str | None = None
    contact_name: str | None = None
    contact_mobile: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    website: str | None = None
    party_form: str | None = None
    classification: str | None = None
    status: str = "active"
    term_number: int | None = None
    term_began: date | None = None
    term_years: int | None = None
    leaders: Mapping[str, str] = field(default_factory=dict)
    branches: tuple[Branch, ...] = ()

    @property
    def term_ends(self) -> date | None:
        """The 换届 date: by when a new council has to be elected."""
        if self.term_began is None:
            return None
        year = self.term_began.year + (self.term_years or USUAL_TERM_YEARS)
        try:
            return self.term_began.replace(year=year)
        except ValueError:  # 29 February
            return self.term_began.replace(year=year, day=28)

    def value(self, name: str) -> Any:
        """A column or a leader, by its English name."""
        return self.leaders.get(name) if name in POSTS else getattr(self, name)


SEALED = "contact_mobile"
COLUMNS = [name for name in Society.__slots__ if name not in ("id", "leaders", "branches")]


class Societies:
    """Kept with their leaders and branches."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def add(self, values: Mapping[str, Any], now: datetime) -> str:
        """`values` by English name, leaders among them; the new id."""
        identity = uuid4().hex
        columns = self._columns(identity, {"kind": "society", "status": "active"} | dict(values))
        await self.work.run(
            insert(societies).values(id=identity, created_at=now, updated_at=now, **columns)
        )
        await self._keep_leaders(identity, values)
        return identity

    async def change(self, identity: str, values: Mapping[str, Any], now: datetime) -> None:
        columns = self._columns(identity, values)
        await self.work.run(
            update(societies).where(societies.c.id == identity).values(updated_at=now, **columns)
        )
        await self._keep_leaders(identity, values)

    def _columns(self, identity: str, values: Mapping[str, Any]) -> dict[str, Any]:
        columns = {name: value for name, value in values.items() if name in COLUMNS}
        if mobile := columns.get(SEALED):
            columns[SEALED] = self.work.vault.seal(mobile, f"societies.{SEALED}.{identity}")
        return columns

    async def _keep_leaders(self, identity: str, values: Mapping[str, Any]) -> None:
        for post in (post for post in POSTS if post in values):
            await self.work.run(
                delete(leaders).where(leaders.c.society_id == identity, leaders.c.post == post)
            )
            if values[post]:
                await self.work.run(
                    insert(leaders).values(society_id=identity, post=post, name=values[post])
                )

    async def set_branches(self, identity: str, parts: tuple[Branch, ...]) -> None:
        await self.work.run(delete(branches).where(branches.c.society_id == identity))
        if parts:
            rows = [
                {
                    "id": uuid4().hex,
                    "society_id": identity,
                    "name": part.name,
                    "leader": part.leader,
                    "founded": part.founded,
                }
                for part in parts
            ]
            await self.work.run(insert(branches), rows)

    async def get(self, identity: str) -> Society | None:
        found = await self._list(societies.c.id == identity)
        return found[0] if found else None

    async def named(self, name: str) -> Society | None:
        found = await self._list(societies.c.name == name)
        return found[0] if found else None

    async def by_uscc(self, uscc: str) -> Society | None:
        found = await self._list(societies.c.uscc == uscc)
        return found[0] if found else None

    async def all(self) -> list[Society]:
        return await self._list(true())

    async def ids_by_name(self) -> dict[str, str]:
        """Name → id, and social credit code → id."""
        rows = await self.work.run(select(societies.c.id, societies.c.name, societies.c.uscc))
        found = {}
        for row in rows:
            found[row.name] = row.id
            if row.uscc:
                found[row.uscc] = row.id
        return found

    async def names(self, identities: Sequence[str]) -> dict[str, str]:
        rows = await self.work.run(
            select(societies.c.id, societies.c.name).where(societies.c.id.in_(list(identities)))
        )
        return {row.id: row.name for row in rows}

    async def search(self, words: str, *, most: int = 10) -> list[tuple[str, str]]:
        """Ids and names, by a part of the name, the short names first."""
        rows = await self.work.run(
            select(societies.c.id, societies.c.name)
            .where(societies.c.name.contains(words, autoescape=True))
            .order_by(func.length(societies.c.name), societies.c.name)
            .limit(most)
        )
        return [(row.id, row.name) for row in rows]

    async def count(self) -> int:
        counted = await self.work.run(select(func.count()).select_from(societies))
        return int(counted.scalar_one())

    async def _list(self, condition: ColumnElement[bool]) -> list[Society]:
        rows = await self.work.run(select(societies).where(condition).order_by(societies.c.name))
        kept = {row.id: dict(row._mapping) for row in rows}
        posts: dict[str, dict[str, str]] = {identity: {} for identity in kept}
        parts: dict[str, list[Branch]] = {identity: [] for identity in kept}
        if kept:
            for row in await self._of(leaders, list(kept)):
                posts[row.society_id][row.post] = row.name
            for row in await self._of(branches, list(kept)):
                branch = Branch(name=row.name, leader=row.leader, founded=row.founded)
                parts[row.society_id].append(branch)
        return [
            self._society(values, posts[identity], tuple(parts[identity]))
            for identity, values in kept.items()
        ]

    async def _of(self, table: Table, identities: list[str]) -> list[Any]:
        rows = await self.work.run(
            select(table).where(table.c.society_id.in_(identities)).order_by(table.c.name)
        )
        return list(rows)

    def _society(
        self, values: dict[str, Any], posts: dict[str, str], parts: tuple[Branch, ...]
    ) -> Society:
        columns = {name: values[name] for name in COLUMNS}
        if sealed := columns[SEALED]:
            columns[SEALED] = self.work.vault.open(sealed, f"societies.{SEALED}.{values['id']}")
        return Society(id=values["id"], leaders=posts, branches=parts, **columns)
