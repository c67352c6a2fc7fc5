"""Policy figures that staff have set; those of the catalogue hold for the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from storage.engine import Work
from storage.tables import policy_figures
from storage.upsert import upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value, what it rests on, and whether the association has confirmed it."""

    name: str
    value: Any
    basis: str
    confirmed: bool
    changed_by: str | None
    changed_at: datetime


class Figures:
    """One row a figure that differs from the catalogue's."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def all(self) -> Mapping[str, Figure]:
        rows = await self.work.run(select(policy_figures).order_by(policy_figures.c.name))
        return {row.name: Figure(**row._mapping) for row in rows}

    async def set(
        self,
        name: str,
        value: Any,
        *,
        basis: str,
        confirmed: bool,
        changed_by: str | None,
        now: datetime,
    ) -> None:
        values = {"value": value, "basis": basis, "confirmed": confirmed}
        values |= {"changed_by": changed_by, "changed_at": now}
        await upsert(self.work, policy_figures, {"name": name}, values)

    async def forget(self, name: str) -> bool:
        """Back to the catalogue's; False when it was not set."""
        done = await self.work.run(delete(policy_figures).where(policy_figures.c.name == name))
        return done.rowcount == 1
