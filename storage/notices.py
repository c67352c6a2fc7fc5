"""The notices and their passages: the truth that every index is rebuilt from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from storage.engine import Work
from storage.tables import notices, passages
from storage.upsert import insert_for


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """A notice as it was read: `digest` is the SHA-256 of `text`."""

    id: str
    title: str
    document_number: str | None
    issuer: str | None
    issued: date | None
    source: str
    digest: str
    text: str
    kind: str = "notice"
    addressees: str | None = None
    effective: date | None = None
    expires: date | None = None
    standing: str = "current"
    replaced_by: str | None = None
    audience: str = "all"
    headings: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where it came from: the file as it was sent, what its reader remarked, who took it in."""

    file_name: str | None = None
    file_digest: str | None = None
    remarks: tuple[str, ...] = ()
    added_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRow:
    """Characters `start` to `end` of the notice's text, under its headings."""

    id: str
    notice_id: str
    ordinal: int
    heading_path: tuple[str, ...]
    start: int
    end: int


class Notices:
    """Notices with their passages, kept and dropped together."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def all(self) -> list[NoticeRow]:
        columns = [notices.c[name] for name in NoticeRow.__slots__]
        rows = await self.work.run(select(*columns).order_by(notices.c.indexed_at, notices.c.id))
        return [_notice(dict(row._mapping)) for row in rows]

    async def named(self, identities: Collection[str]) -> dict[str, str]:
        """Notice id → what it is quoted as: its title, and its number where it has one."""
        rows = await self.work.run(
            select(notices.c.id, notices.c.title, notices.c.document_number).where(
                notices.c.id.in_(sorted(identities))
            )
        )
        return {row.id: _quoted(row.title, row.document_number) for row in rows}

    async def newest(self, most: int) -> list[tuple[str, str]]:
        """Ids and titles, the latest issued first."""
        rows = await self.work.run(
            select(notices.c.id, notices.c.title)
            .order_by(notices.c.issued.is_(None), notices.c.issued.desc(), notices.c.id)
            .limit(most)
        )
        return [(row.id, row.title) for row in rows]

    async def get(self, identity: str) -> NoticeRow | None:
        columns = [notices.c[name] for name in NoticeRow.__slots__]
        rows = await self.work.run(select(*columns).where(notices.c.id == identity))
        row = rows.one_or_none()
        return _notice(dict(row._mapping)) if row else None

    async def original(self, identity: str) -> tuple[str, str] | None:
        """Name and content (on the shelf) of the file it was read from, where that was kept."""
        rows = await self.work.run(
            select(notices.c.title, notices.c.file_name, notices.c.file_digest).where(
                notices.c.id == identity, notices.c.file_digest.is_not(None)
            )
        )
        row = rows.one_or_none()
        return (row.file_name or row.title, row.file_digest) if row else None

    async def digests(self) -> dict[str, str]:
        """Notice id → digest of what is kept."""
        rows = await self.work.run(select(notices.c.id, notices.c.digest))
        return {row.id: row.digest for row in rows}

    async def from_source(self, source: str) -> dict[str, str]:
        """Notice id → digest of what was read from this file."""
        rows = await self.work.run(
            select(notices.c.id, notices.c.digest).where(notices.c.source == source)
        )
        return {row.id: row.digest for row in rows}

    async def has_text(self, digest: str) -> bool:
        """Whether this very text is kept, from whatever file."""
        rows = await self.work.run(select(notices.c.id).where(notices.c.digest == digest))
        return rows.first() is not None

    async def keep(
        self,
        notice: NoticeRow,
        parts: Sequence[PassageRow],
        now: datetime,
        provenance: Provenance | None = None,
    ) -> bool:
        """False where another notice has this very text, also one that was kept just now."""
        moments = {"indexed_at": now, "changed_at": now}
        values = asdict(notice) | asdict(provenance or Provenance()) | moments
        new = insert_for(self.work, notices).values(**values).on_conflict_do_nothing()
        if not (await self.work.run(new)).rowcount:
            again = update(notices).where(notices.c.id == notice.id).values(**values)
            if not (await self.work.run(again)).rowcount:
                return False
        await self.work.run(delete(passages).where(passages.c.notice_id == notice.id))
        if parts:
            rows = [asdict(part) | {"heading_path": list(part.heading_path)} for part in parts]
            await self.work.run(insert(passages), rows)
        return True

    async def readable(self, audiences: Collection[str]) -> frozenset[str]:
        """Ids of what somebody who belongs to these audiences may read."""
        rows = await self.work.run(
            select(notices.c.id).where(notices.c.audience.in_(sorted(audiences)))
        )
        return frozenset(rows.scalars())

    async def drop(self, identity: str) -> bool:
        """Pressed twice, it goes once."""
        await self.work.run(delete(passages).where(passages.c.notice_id == identity))
        done = await self.work.run(delete(notices).where(notices.c.id == identity))
        return done.rowcount == 1

    async def count(self) -> int:
        return int((await self.work.run(select(func.count()).select_from(notices))).scalar_one())


def _notice(row: Mapping[str, Any]) -> NoticeRow:
    headings = tuple((start, level) for start, level in row["headings"])
    return NoticeRow(**{**row, "headings": headings})


def _quoted(title: str, number: str | None) -> str:
    return f"《{title}》（{number}）" if number else f"《{title}》"
