"""What was handed in, each time, as it was then."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, func, insert, select

from storage.engine import Work
from storage.tables import filing_versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The answers that counted, the reasons given for warnings, the draft they came from."""

    number: int
    answers: Mapping[str, Any] = field(repr=False)
    reasons: Mapping[str, str] = field(repr=False)
    draft: Mapping[str, Any] = field(repr=False)
    form_version: int
    person_id: str | None
    at: datetime


class Versions:
    """Only added to."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def add(
        self,
        filing_id: str,
        *,
        answers: Mapping[str, Any],
        reasons: Mapping[str, str],
        draft: Mapping[str, Any],
        form_version: int,
        person_id: str | None,
        now: datetime,
    ) -> int:
        """The number it got, counted from 1."""
        identity, number = uuid4().hex, await self._latest(filing_id) + 1
        content = {"answers": dict(answers), "reasons": dict(reasons), "draft": dict(draft)}
        text = json.dumps(content, ensure_ascii=False)
        await self.work.run(
            insert(filing_versions).values(
                id=identity,
                filing_id=filing_id,
                number=number,
                content=self.work.vault.seal(text, f"filing_versions.content.{identity}"),
                form_version=form_version,
                person_id=person_id,
                at=now,
            )
        )
        return number

    async def last(self, filing_id: str) -> Version | None:
        return await self.get(filing_id, await self._latest(filing_id))

    async def get(self, filing_id: str, number: int) -> Version | None:
        found = await self._list(_of(filing_id), filing_versions.c.number == number)
        return found[0] if found else None

    async def all(self, filing_id: str) -> list[Version]:
        """The first one first."""
        return await self._list(_of(filing_id))

    async def _latest(self, filing_id: str) -> int:
        query = select(func.max(filing_versions.c.number)).where(_of(filing_id))
        return (await self.work.run(query)).scalar_one() or 0

    async def _list(self, *conditions: ColumnElement[bool]) -> list[Version]:
        query = select(filing_versions).where(*conditions).order_by(filing_versions.c.number)
        return [self._version(row) for row in await self.work.run(query)]

    def _version(self, row: Any) -> Version:
        place = f"filing_versions.content.{row.id}"
        return Version(
            number=row.number,
            form_version=row.form_version,
            person_id=row.person_id,
            at=row.at,
            **json.loads(self.work.vault.open(row.content, place)),
        )


def _of(filing_id: str) -> ColumnElement[bool]:
    return filing_versions.c.filing_id == filing_id
