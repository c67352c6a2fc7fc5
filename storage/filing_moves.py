"""What happened to a filing: every move, by whom, with which words."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select

from storage.engine import Work
from storage.tables import filing_moves

WORDS = ("opinion", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRecord:
    """From `origin` to `state`; `version` is the one it was about, `fields` those to mend."""

    filing_id: str
    move: str
    origin: str
    state: str
    person_id: str | None
    role: str | None
    at: datetime
    opinion: str | None = field(default=None, repr=False)
    reason: str | None = field(default=None, repr=False)
    fields: tuple[str, ...] = ()
    document_number: str | None = None
    document_date: date | None = None
    version: int | None = None


PLAIN = [name for name in MoveRecord.__slots__ if name not in WORDS]


class Moves:
    """Only added to."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def add(self, record: MoveRecord) -> None:
        values = {name: getattr(record, name) for name in PLAIN}
        values |= {"fields": list(record.fields), "words": self._sealed(record)}
        await self.work.run(insert(filing_moves).values(**values))

    async def of(self, filing_id: str) -> list[MoveRecord]:
        """The oldest first."""
        rows = await self.work.run(
            select(filing_moves)
            .where(filing_moves.c.filing_id == filing_id)
            .order_by(filing_moves.c.id)
        )
        return [self._record(row) for row in rows]

    def _sealed(self, record: MoveRecord) -> str | None:
        words = {name: said for name in WORDS if (said := getattr(record, name))}
        text = json.dumps(words, ensure_ascii=False)
        return self.work.vault.seal(text, _place(record.filing_id)) if words else None

    def _record(self, row: Any) -> MoveRecord:
        values = {name: row._mapping[name] for name in PLAIN}
        sealed = row.words and self.work.vault.open(row.words, _place(row.filing_id))
        values |= {"fields": tuple(row.fields), **json.loads(sealed or "{}")}
        return MoveRecord(**values)


def _place(filing_id: str) -> str:
    return f"filing_moves.words.{filing_id}"
