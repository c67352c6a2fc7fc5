"""Notices as staff see them: looked through, changed, replaced; without their text."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select, update

from storage.engine import Work
from storage.notices import PassageRow
from storage.tables import broadcasts, deadlines, notices, passages, people, relations

YEAR = re.compile(r"(?:19|20)\d\d年?")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRecord:
    """What is known of one notice, and of how it came here."""

    id: str
    title: str
    document_number: str | None
    issuer: str | None
    issued: date | None
    kind: str
    addressees: str | None
    effective: date | None
    expires: date | None
    standing: str
    replaced_by: str | None
    audience: str
    source: str
    digest: str
    remarks: list[str]
    file_name: str | None
    file_digest: str | None
    added_by: str | None
    indexed_at: datetime
    changed_at: datetime


COLUMNS = [notices.c[name] for name in NoticeRecord.__slots__]
NEWEST_FIRST = (
    notices.c.issued.is_(None),
    notices.c.issued.desc(),
    notices.c.indexed_at.desc(),
    notices.c.id,
)


class NoticeRecords:
    """What staff ask of the notices and do to them."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def get(self, identity: str) -> NoticeRecord | None:
        found = await self._list(notices.c.id == identity)
        return found[0] if found else None

    async def count(self) -> int:
        return int((await self.work.run(select(func.count()).select_from(notices))).scalar_one())

    async def page(self, first: int, most: int) -> list[NoticeRecord]:
        """The latest issued first."""
        query = select(*COLUMNS).order_by(*NEWEST_FIRST).offset(first).limit(most)
        return [NoticeRecord(**row._mapping) for row in await self.work.run(query)]

    async def readable(self, audiences: Collection[str], most: int) -> list[NoticeRecord]:
        """Of what these may read the latest issued, those that count before those that do not."""
        query = (
            select(*COLUMNS)
            .where(notices.c.audience.in_(sorted(audiences)), notices.c.kind != "answer")
            .order_by(notices.c.standing != "current", *NEWEST_FIRST)
            .limit(most)
        )
        return [NoticeRecord(**row._mapping) for row in await self.work.run(query)]

    async def count_readable(self, audiences: Collection[str]) -> int:
        query = select(func.count()).where(
            notices.c.audience.in_(sorted(audiences)), notices.c.kind != "answer"
        )
        return int((await self.work.run(query)).scalar_one())

    async def answers(self) -> list[NoticeRecord]:
        """What staff have answered and what counts still."""
        return await self._list(and_(notices.c.kind == "answer", notices.c.standing == "current"))

    async def find(self, words: str, most: int) -> list[NoticeRecord]:
        """All words in title, number or issuer; a year is that of the day, too."""
        said = words.split()
        found = await self._list(and_(*map(_named, said)), most=most) if said else []
        if found or not said:
            return found
        inside = (notices.c.text.icontains(each, autoescape=True) for each in said)
        return await self._list(and_(*inside), most=most)

    async def with_text(self, digest: str) -> NoticeRecord | None:
        found = await self._list(notices.c.digest == digest, most=1)
        return found[0] if found else None

    async def called(self, title: str, document_number: str | None) -> list[NoticeRecord]:
        """Of the same number and title; of the same title where there is no number."""
        if document_number:
            same = and_(notices.c.document_number == document_number, notices.c.title == title)
            return await self._list(same)
        return await self._list(
            and_(notices.c.title == title, notices.c.document_number.is_(None))
        )

    async def newest(self, identity: str) -> NoticeRecord | None:
        """Of this notice the version that none has taken the place of."""
        record, seen = await self.get(identity), {identity}
        while record and record.replaced_by and record.replaced_by not in seen:
            seen.add(record.replaced_by)
            record = await self.get(record.replaced_by)
        return record

    async def states(self) -> dict[str, tuple[str, datetime]]:
        """Notice id → digest of its text, and when anything of it was changed."""
        rows = await self.work.run(select(notices.c.id, notices.c.digest, notices.c.changed_at))
        return {row.id: (row.digest, row.changed_at) for row in rows}

    async def change(self, identity: str, now: datetime, **values: Any) -> bool:
        done = await self.work.run(
            update(notices).where(notices.c.id == identity).values(changed_at=now, **values)
        )
        return done.rowcount == 1

    async def supersede(self, former: NoticeRecord, by: str, now: datetime) -> bool:
        """Compare and set: False where another has taken its place meanwhile, or it is gone."""
        as_seen = notices.c.replaced_by.is_not_distinct_from(former.replaced_by)
        values = {"standing": "superseded", "replaced_by": by, "changed_at": now}
        done = await self.work.run(
            update(notices).where(notices.c.id == former.id, as_seen).values(**values)
        )
        return done.rowcount == 1

    async def recut(self, identity: str, parts: Sequence[PassageRow]) -> None:
        """Its text was cut into passages anew."""
        await self.work.run(delete(passages).where(passages.c.notice_id == identity))
        if parts:
            rows = [asdict(part) | {"heading_path": list(part.heading_path)} for part in parts]
            await self.work.run(insert(passages), rows)

    async def passages(self, identity: str) -> int:
        query = select(func.count()).where(passages.c.notice_id == identity)
        return int((await self.work.run(query)).scalar_one())

    async def mentions(self, identity: str) -> tuple[int, int]:
        """How many deadlines and how many announcements go back to it."""
        dues = select(func.count()).where(
            deadlines.c.notice_id == identity, deadlines.c.cancelled_at.is_(None)
        )
        said = select(func.count()).where(broadcasts.c.notice_id == identity)
        counts = [(await self.work.run(query)).scalar_one() for query in (dues, said)]
        return int(counts[0]), int(counts[1])

    async def hand_on(self, former: str, to: str | None) -> None:
        """What goes back to the one goes back to the other from now on."""
        for column in (
            deadlines.c.notice_id,
            broadcasts.c.notice_id,
            relations.c.notice_id,
            relations.c.other_id,
            notices.c.replaced_by,
        ):
            await self.work.run(
                update(column.table).where(column == former).values({column.name: to})
            )

    async def name_of(self, person_id: str) -> str | None:
        """Who took it in."""
        rows = await self.work.run(select(people.c.name).where(people.c.id == person_id))
        return rows.scalar_one_or_none()

    async def kept_facts(self, identity: str) -> Mapping[str, Any]:
        """What staff have said of a notice, which its file does not say."""
        columns = [notices.c[name] for name in ("audience", "standing", "replaced_by", "expires")]
        row = (await self.work.run(select(*columns).where(notices.c.id == identity))).one_or_none()
        return dict(row._mapping) if row else {}

    async def _list(
        self, condition: ColumnElement[bool], most: int | None = None
    ) -> list[NoticeRecord]:
        query = select(*COLUMNS).where(condition).order_by(*NEWEST_FIRST).limit(most)
        return [NoticeRecord(**row._mapping) for row in await self.work.run(query)]


def _named(word: str) -> ColumnElement[bool]:
    columns = (notices.c.title, notices.c.document_number, notices.c.issuer)
    named = [column.icontains(word, autoescape=True) for column in columns]
    if YEAR.fullmatch(word):
        year = int(word.rstrip("年"))
        named.append(notices.c.issued.between(date(year, 1, 1), date(year, 12, 31)))
    return or_(*named)
