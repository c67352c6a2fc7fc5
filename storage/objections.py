"""Objections to what stands on public notice: by whom, against what, and how they ended."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, func, insert, select, update

from storage.engine import Work
from storage.tables import filings, objections


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """Open until it is settled; `name` and `contact` are as the objector gave them."""

    id: str
    filing_id: str
    person_id: str
    name: str = field(repr=False)
    contact: str = field(repr=False)
    facts: str = field(repr=False)
    filed_at: datetime
    settled_at: datetime | None
    upheld: bool | None

    @property
    def is_open(self) -> bool:
        return self.settled_at is None


class Objections:
    """Filed under a real name, sealed, settled once."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def file(
        self, filing_id: str, person_id: str, *, name: str, contact: str, facts: str, now: datetime
    ) -> str:
        identity = uuid4().hex
        text = json.dumps({"name": name, "contact": contact, "facts": facts}, ensure_ascii=False)
        await self.work.run(
            insert(objections).values(
                id=identity,
                filing_id=filing_id,
                person_id=person_id,
                content=self.work.vault.seal(text, _place(identity)),
                filed_at=now,
            )
        )
        return identity

    async def get(self, identity: str) -> Objection | None:
        found = await self._list(objections.c.id == identity)
        return found[0] if found else None

    async def of(self, filing_id: str) -> list[Objection]:
        """The oldest first."""
        return await self._list(objections.c.filing_id == filing_id)

    async def open_for(self, form: str) -> list[Objection]:
        """All that wait for a decision, the oldest first."""
        mine = select(filings.c.id).where(filings.c.form == form)
        return await self._list(
            objections.c.filing_id.in_(mine) & objections.c.settled_at.is_(None)
        )

    async def by(self, person_id: str) -> list[Objection]:
        return await self._list(objections.c.person_id == person_id)

    async def count_open(self, filing_id: str) -> int:
        query = select(func.count()).where(
            objections.c.filing_id == filing_id, objections.c.settled_at.is_(None)
        )
        return int((await self.work.run(query)).scalar_one())

    async def settle(self, filing_id: str, now: datetime, *, upheld: bool) -> list[Objection]:
        """Those that were open; all of one filing are decided together."""
        waiting = [each for each in await self.of(filing_id) if each.is_open]
        await self.work.run(
            update(objections)
            .where(objections.c.filing_id == filing_id, objections.c.settled_at.is_(None))
            .values(settled_at=now, upheld=upheld)
        )
        return waiting

    async def _list(self, condition: ColumnElement[bool]) -> list[Objection]:
        rows = await self.work.run(
            select(objections).where(condition).order_by(objections.c.filed_at, objections.c.id)
        )
        return [self._objection(dict(row._mapping)) for row in rows]

    def _objection(self, row: dict[str, Any]) -> Objection:
        content = json.loads(self.work.vault.open(row.pop("content"), _place(row["id"])))
        return Objection(**row, **content)


def _place(identity: str) -> str:
    return f"objections.content.{identity}"
