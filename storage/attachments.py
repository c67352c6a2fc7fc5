"""What was sent along with a filing: rows here, contents on the shelf by their digest."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, select

from storage.engine import Work
from storage.tables import attachments
from storage.upsert import insert_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One content of one filing, under the name it first came with."""

    id: str
    filing_id: str
    person_id: str | None
    name: str
    size: int
    digest: str
    added_at: datetime


class Attachments:
    """Kept as long as their filing."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def add(
        self, filing_id: str, person_id: str, name: str, size: int, digest: str, now: datetime
    ) -> Attachment:
        """The same content again is the one that is there already."""
        await self.work.run(
            insert_for(self.work, attachments)
            .values(
                id=uuid4().hex,
                filing_id=filing_id,
                person_id=person_id,
                name=name,
                size=size,
                digest=digest,
                added_at=now,
            )
            .on_conflict_do_nothing(index_elements=["filing_id", "digest"])
        )
        (kept,) = await self._list(_of(filing_id), attachments.c.digest == digest)
        return kept

    async def get(self, identity: str) -> Attachment | None:
        found = await self._list(attachments.c.id == identity)
        return found[0] if found else None

    async def find(self, filing_id: str, digest: str) -> Attachment | None:
        found = await self._list(_of(filing_id), attachments.c.digest == digest)
        return found[0] if found else None

    async def of(self, filing_id: str) -> list[Attachment]:
        """In the order they came."""
        return await self._list(_of(filing_id))

    async def _list(self, *conditions: ColumnElement[bool]) -> list[Attachment]:
        query = (
            select(attachments)
            .where(*conditions)
            .order_by(attachments.c.added_at, attachments.c.id)
        )
        return [Attachment(**row._mapping) for row in await self.work.run(query)]


def _of(filing_id: str) -> ColumnElement[bool]:
    return attachments.c.filing_id == filing_id
