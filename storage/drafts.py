"""What somebody is in the middle of; sealed, because it may hold anything they typed."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select

from storage.engine import Work
from storage.tables import drafts
from storage.upsert import upsert

# Asked for every menu: built once.
KINDS = (
    select(drafts.c.kind)
    .where(drafts.c.person_id == bindparam("person_id"))
    .order_by(drafts.c.at.desc())
)


class Drafts:
    """One draft per person and kind."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def get(self, person_id: str, kind: str) -> dict[str, Any] | None:
        found = await self.work.run(
            select(drafts.c.data).where(drafts.c.person_id == person_id, drafts.c.kind == kind)
        )
        sealed = found.scalar_one_or_none()
        if sealed is None:
            return None
        data: dict[str, Any] = json.loads(self.work.vault.open(sealed, _place(person_id, kind)))
        return data

    async def keep(self, person_id: str, kind: str, data: dict[str, Any], now: datetime) -> None:
        text = json.dumps(data, ensure_ascii=False)
        sealed = self.work.vault.seal(text, _place(person_id, kind))
        key = {"person_id": person_id, "kind": kind}
        await upsert(self.work, drafts, key, {"data": sealed, "at": now})

    async def drop(self, person_id: str, kind: str) -> None:
        await self.work.run(
            delete(drafts).where(drafts.c.person_id == person_id, drafts.c.kind == kind)
        )

    async def kinds(self, person_id: str) -> list[str]:
        """What is unfinished, the latest first."""
        rows = await self.work.run(KINDS, {"person_id": person_id})
        return list(rows.scalars())

    async def forget(self, before: datetime) -> None:
        await self.work.run(delete(drafts).where(drafts.c.at < before))


def _place(person_id: str, kind: str) -> str:
    return f"drafts.data.{person_id}.{kind}"
