"""Filings: begun, kept after every answer, moved on, given to somebody; nothing written blindly.

Whoever changes a filing names the one they have seen; None or False says that somebody else was
there first, and nothing was written.
"""

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import and_, delete, insert, select, update

from storage.contents import unnamed
from storage.filing import DRAFT, Content, Filing, Wanted
from storage.filing_lists import FilingLists
from storage.tables import attachments, counters, filings
from storage.upsert import insert_for

__all__ = ["DRAFT", "Content", "Filing", "Filings", "Wanted"]


class Filings(FilingLists):
    """One row a filing; its content is sealed and read apart."""

    async def begin(
        self,
        form: str,
        version: int,
        workflow: str,
        *,
        society_id: str | None,
        person_id: str,
        title: str,
        content: Content,
        now: datetime,
        event_id: str | None = None,
        refers_to: str | None = None,
    ) -> str:
        identity = uuid4().hex
        await self.work.run(
            insert(filings).values(
                id=identity,
                form=form,
                form_version=version,
                workflow=workflow,
                society_id=society_id,
                person_id=person_id,
                state=DRAFT,
                title=title,
                content=self._sealed(identity, content),
                named=[],
                event_id=event_id,
                refers_to=refers_to,
                due_tentative=False,
                created_at=now,
                changed_at=now,
                entered_at=now,
                ended=False,
                revision=1,
            )
        )
        return identity

    async def content(self, identity: str) -> Content | None:
        query = select(filings.c.content).where(filings.c.id == identity)
        sealed = (await self.work.run(query)).scalar_one_or_none()
        return None if sealed is None else self._opened(identity, sealed)

    async def keep(
        self,
        filing: Filing,
        content: Content,
        *,
        now: datetime,
        title: str | None = None,
        society_id: str | None = None,
        form_version: int | None = None,
        event_id: str | None = None,
        refers_to: str | None = None,
    ) -> Filing | None:
        """What is None stays as it was."""
        given = {
            "title": title,
            "society_id": society_id,
            "form_version": form_version,
            "event_id": event_id,
            "refers_to": refers_to,
        }
        values = {name: value for name, value in given.items() if value is not None}
        values["content"] = self._sealed(filing.id, content)
        return await self._change(filing, now, values)

    async def move(
        self,
        filing: Filing,
        state: str,
        *,
        now: datetime,
        workflow: str | None = None,
        due: date | None = None,
        due_tentative: bool = False,
        named: Collection[str] = frozenset(),
        ended: bool = False,
        submitted: bool = False,
    ) -> Filing | None:
        """Into another state, since `now`; the time of submitting stays once set."""
        values = {
            "state": state,
            "due": due,
            "due_tentative": due_tentative,
            "named": sorted(named),
            "ended": ended,
            "entered_at": now,
        }
        if workflow is not None:
            values["workflow"] = workflow
        if submitted and filing.submitted_at is None:
            values["submitted_at"] = now
        return await self._change(filing, now, values)

    async def hold(self, *identities: str) -> None:
        """Nobody else may change them before this unit of work is over; SQLite has one writer."""
        rows = select(filings.c.id).where(filings.c.id.in_(identities)).order_by(filings.c.id)
        await self.work.run(rows.with_for_update())

    async def give_number(self, identity: str, number: str) -> None:
        """Once: a filing keeps its number."""
        mine = and_(filings.c.id == identity, filings.c.number.is_(None))
        await self.work.run(update(filings).where(mine).values(number=number))

    async def assign(self, filing: Filing, to: str | None, now: datetime) -> bool:
        done = await self.work.run(
            update(filings)
            .where(
                filings.c.id == filing.id,
                filings.c.state == filing.state,
                filings.c.assigned_to.is_not_distinct_from(filing.assigned_to),
            )
            .values(assigned_to=to, changed_at=now)
        )
        return done.rowcount == 1

    async def discard(self, identity: str) -> list[str]:
        """A draft that was never submitted; the digests that nobody's row names any more."""
        rows = await self.work.run(
            select(attachments.c.digest).where(attachments.c.filing_id == identity)
        )
        digests = list(rows.scalars())
        unsubmitted = and_(filings.c.state == DRAFT, filings.c.submitted_at.is_(None))
        gone = await self.work.run(delete(filings).where(filings.c.id == identity, unsubmitted))
        return await unnamed(self.work, digests) if gone.rowcount else []

    async def next_number(self, prefix: str, year: int) -> str:
        """Counted from 1 each year; a number is given once."""
        name = f"{prefix}-{year}"
        counted = await self.work.run(
            insert_for(self.work, counters)
            .values(name=name, value=1)
            .on_conflict_do_update(index_elements=["name"], set_={"value": counters.c.value + 1})
            .returning(counters.c.value)
        )
        return f"{name}-{counted.scalar_one():06d}"

    async def _change(
        self, filing: Filing, now: datetime, values: Mapping[str, Any]
    ) -> Filing | None:
        done = await self.work.run(
            update(filings)
            .where(
                filings.c.id == filing.id,
                filings.c.state == filing.state,
                filings.c.revision == filing.revision,
            )
            .values(changed_at=now, revision=filing.revision + 1, **values)
        )
        return await self.get(filing.id) if done.rowcount else None

    def _sealed(self, identity: str, content: Content) -> str:
        kept = {"draft": dict(content.draft), "talk": dict(content.talk)}
        text = json.dumps(kept, ensure_ascii=False)
        return self.work.vault.seal(text, f"filings.content.{identity}")

    def _opened(self, identity: str, sealed: str) -> Content:
        return Content(**json.loads(self.work.vault.open(sealed, f"filings.content.{identity}")))
