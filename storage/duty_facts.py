"""What duties are found from, for all societies at once, by a few questions."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from storage.engine import Work
from storage.filing import DRAFT, VOID, Content, Filing
from storage.filing_lists import COLUMNS, JOINED
from storage.societies import Society
from storage.tables import events, filings, societies, society_tags

NOT_COUNTED = (DRAFT, "refused", *VOID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A society, as far as duties go."""

    id: str
    name: str
    kind: str = "society"
    city: str | None = None
    discipline: str | None = None
    classification: str | None = None
    term_began: date | None = None
    term_ends: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """That a society has handed a form in; `title` is what it was about."""

    form: str
    society_id: str
    title: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedUp:
    """A place at an event to come; `title` is the event's."""

    filing_id: str
    person_id: str
    event_id: str
    title: str
    begins_at: datetime
    ends_at: datetime | None
    venue: str | None
    city: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whom it is asked for; None means everybody."""

    society_ids: Collection[str] | None = None
    person_id: str | None = None

    @property
    def everybody(self) -> bool:
        return self.society_ids is None and self.person_id is None

    def filings(self) -> list[ColumnElement[bool]]:
        if self.everybody:
            return []
        found: list[ColumnElement[bool]] = [
            filings.c.society_id.in_(sorted(self.society_ids or ()))
        ]
        if self.person_id is not None:
            found.append(filings.c.person_id == self.person_id)
        return [or_(*found)]


class DutyFacts:
    """Asked by whoever looks for what has to be done."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def homes(self, society_ids: Collection[str] | None = None) -> list[Home]:
        """The active ones, by name."""
        names = ("id", "name", "kind", "city", "discipline", "classification")
        more = ("term_began", "term_years")
        query = select(*(societies.c[name] for name in (*names, *more)))
        query = query.where(societies.c.status == "active").order_by(societies.c.name)
        if society_ids is not None:
            query = query.where(societies.c.id.in_(sorted(society_ids)))
        found = []
        for row in await self.work.run(query):
            term = Society(**{name: row._mapping[name] for name in (*names, *more)})
            facts = {name: row._mapping[name] for name in (*names, "term_began")}
            found.append(Home(**facts, term_ends=term.term_ends))
        return found

    async def tagged(self, tags: Collection[str]) -> set[tuple[str, str]]:
        """Society and tag."""
        rows = await self.work.run(
            select(society_tags.c.society_id, society_tags.c.tag).where(
                society_tags.c.tag.in_(sorted(tags))
            )
        )
        return {(row.society_id, row.tag) for row in rows}

    async def handed_in(
        self, forms: Collection[str], since: datetime, society_ids: Collection[str] | None = None
    ) -> list[HandedIn]:
        """What was neither withdrawn nor refused; a returned one was handed in all the same."""
        conditions = [
            filings.c.form.in_(sorted(forms)),
            filings.c.society_id.is_not(None),
            filings.c.submitted_at >= since,
            filings.c.state.not_in(NOT_COUNTED),
        ]
        if society_ids is not None:
            conditions.append(filings.c.society_id.in_(sorted(society_ids)))
        rows = await self.work.run(
            select(
                filings.c.form,
                filings.c.society_id,
                filings.c.title,
                filings.c.submitted_at.label("at"),
            ).where(*conditions)
        )
        return [HandedIn(**row._mapping) for row in rows]

    async def waiting(self, states: Collection[str], whose: Whose) -> list[Filing]:
        """Handed in once, and now for their filers to act."""
        conditions = [filings.c.submitted_at.is_not(None), filings.c.state.in_(sorted(states))]
        return await self._filings(*conditions, *whose.filings())

    async def answered(self, identities: Collection[str]) -> set[str]:
        """Those of these about which another filing is under way."""
        if not identities:
            return set()
        rows = await self.work.run(
            select(filings.c.refers_to).where(
                filings.c.refers_to.in_(sorted(identities)),
                filings.c.submitted_at.is_not(None),
                filings.c.state.not_in(("returned", *VOID)),
            )
        )
        return set(rows.scalars())

    async def drafts(
        self, forms: Collection[str], since: datetime, person_id: str | None = None
    ) -> list[tuple[Filing, Content]]:
        """Touched since then, with what is filled in."""
        conditions = [
            filings.c.form.in_(sorted(forms)),
            filings.c.state == DRAFT,
            filings.c.submitted_at.is_(None),
            filings.c.person_id.is_not(None),
            filings.c.changed_at >= since,
        ]
        if person_id is not None:
            conditions.append(filings.c.person_id == person_id)
        columns = [*COLUMNS, societies.c.name.label("society"), filings.c.content]
        rows = await self.work.run(
            select(*columns).select_from(JOINED).where(*conditions).order_by(filings.c.id)
        )
        found = []
        for row in rows:
            values = dict(row._mapping)
            place = f"filings.content.{row.id}"
            content = Content(**json.loads(self.work.vault.open(values.pop("content"), place)))
            found.append((_filing(values), content))
        return found

    async def signed_up(
        self, states: Collection[str], since: datetime, until: datetime, whose: Whose
    ) -> list[SignedUp]:
        """For events that begin in this time, the next one first."""
        conditions = [
            filings.c.state.in_(sorted(states)),
            filings.c.person_id.is_not(None),
            events.c.cancelled_at.is_(None),
            events.c.begins_at >= since,
            events.c.begins_at < until,
        ]
        if whose.person_id is not None:
            conditions.append(filings.c.person_id == whose.person_id)
        names = ("title", "begins_at", "ends_at", "venue", "city")
        rows = await self.work.run(
            select(
                filings.c.id.label("filing_id"),
                filings.c.person_id,
                filings.c.event_id,
                *(events.c[name] for name in names),
            )
            .select_from(filings.join(events, filings.c.event_id == events.c.id))
            .where(*conditions)
            .order_by(events.c.begins_at, filings.c.id)
        )
        return [SignedUp(**row._mapping) for row in rows]

    async def _filings(self, *conditions: ColumnElement[bool]) -> list[Filing]:
        rows: Sequence[Any] = (
            await self.work.run(
                select(*COLUMNS, societies.c.name.label("society"))
                .select_from(JOINED)
                .where(*conditions)
                .order_by(filings.c.due, filings.c.id)
            )
        ).all()
        return [_filing(dict(row._mapping)) for row in rows]


def _filing(values: dict[str, Any]) -> Filing:
    return Filing(**{**values, "named": frozenset(values["named"])})
