"""Finding filings: one person's, one society's, a queue's, an event's."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, exists, func, select

from storage.engine import Work
from storage.filing import DRAFT, VOID, Filing, Wanted
from storage.tables import events, filings, societies

Found = list[Filing]  # inside the class `list` is a question
JOINED = filings.outerjoin(societies, filings.c.society_id == societies.c.id)
COLUMNS = [filings.c[name] for name in Filing.__slots__ if name != "society"]
NEWEST = (filings.c.changed_at.desc(), filings.c.id)
# What is due first comes first, what has no date last, and what has waited longest before.
URGENT = (filings.c.due.is_(None), filings.c.due, filings.c.entered_at, filings.c.id)


class FilingLists:
    """What can be asked about filings."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def get(self, identity: str) -> Filing | None:
        return await self._one(filings.c.id == identity)

    async def by_number(self, number: str) -> Filing | None:
        return await self._one(filings.c.number == number)

    async def of(
        self,
        person_id: str,
        *,
        ended: bool | None = None,
        states: Collection[str] = (),
        most: int = 50,
    ) -> Found:
        """What somebody files, the newest change first."""
        mine = filings.c.person_id == person_id
        conditions = [mine, *Wanted(states=states, ended=ended).conditions()]
        return await self._list(conditions, NEWEST, most=most)

    async def drafts_of(self, person_id: str) -> Found:
        """What was never handed in, the newest change first."""
        mine = filings.c.person_id == person_id
        return await self._list([mine, filings.c.state == DRAFT], NEWEST)

    async def last(
        self, society_id: str, form: str, *, before: str | None = None
    ) -> Filing | None:
        """The society's latest one that counts, other than `before`."""
        conditions = [
            filings.c.society_id == society_id,
            filings.c.form == form,
            filings.c.submitted_at.is_not(None),
            filings.c.state.not_in(VOID),
        ]
        if before is not None:
            conditions.append(filings.c.id != before)
        return await self._one(*conditions, order=(filings.c.submitted_at.desc(), filings.c.id))

    async def list(self, wanted: Wanted, *, most: int = 10, skip: int = 0) -> Found:
        return await self._list(wanted.conditions(), URGENT, most=most, skip=skip)

    async def count(self, wanted: Wanted) -> int:
        return await self._count(*wanted.conditions())

    async def tally(self, wanted: Wanted, by: str) -> dict[str, int]:
        """How many by `form`, by the society's `city`, by `society_id`: the most first."""
        column = societies.c.city if by == "city" else filings.c[by]
        counted = func.count()
        rows = await self.work.run(
            select(column.label("key"), counted.label("number"))
            .select_from(JOINED)
            .where(*wanted.conditions(), column.is_not(None))
            .group_by(column)
            .order_by(counted.desc(), column)
        )
        return {row.key: row.number for row in rows}

    async def taken(self, event_id: str, states: Collection[str]) -> int:
        """How many filings for an event stand in one of these states."""
        return await self._count(_of_event(event_id, states))

    async def of_event(self, event_id: str, states: Collection[str]) -> Found:
        """As they were handed in: numbers are given one after the other, moments may be equal."""
        order = (filings.c.number, filings.c.submitted_at, filings.c.id)
        return await self._list([_of_event(event_id, states)], order)

    async def after(
        self,
        before: datetime,
        states: Collection[str],
        *,
        own: bool,
        most: int,
        but: Collection[str] = (),
    ) -> Found:
        """In one of these states, of an event that was over `before`, the oldest event first.

        `own`: the event the filing itself reported; else the one it signs up for.
        """
        at_event = filings.c.id == events.c.filing_id if own else filings.c.event_id == events.c.id
        over = func.coalesce(events.c.ends_at, events.c.begins_at)
        conditions = [at_event, over < before, filings.c.state.in_(list(states))]
        conditions += [events.c.cancelled_at.is_(None), filings.c.id.not_in(list(but))]
        return await self._list(conditions, (over, filings.c.id), most=most, of=events)

    async def overdue(
        self,
        today: date,
        state: str,
        *,
        most: int,
        but: Collection[str] = (),
        unanswered: bool = False,
    ) -> Found:
        """In this state, and the due day is certain and over.

        `unanswered`: no other filing about it is under way.
        """
        conditions = [
            filings.c.state == state,
            filings.c.due < today,
            filings.c.due_tentative.is_(False),
            filings.c.id.not_in(list(but)),
        ]
        if unanswered:
            conditions.append(~_under_way())
        return await self._list(conditions, URGENT, most=most)

    async def _count(self, *conditions: ColumnElement[bool]) -> int:
        query = select(func.count()).select_from(JOINED).where(*conditions)
        return int((await self.work.run(query)).scalar_one())

    async def _one(
        self, *conditions: ColumnElement[bool], order: Sequence[Any] = ()
    ) -> Filing | None:
        found = await self._list(conditions, order, most=1)
        return found[0] if found else None

    async def _list(
        self,
        conditions: Sequence[ColumnElement[bool]],
        order: Sequence[Any],
        *,
        most: int | None = None,
        skip: int = 0,
        of: Table | None = None,
    ) -> Found:
        """`of` is a further table the conditions tie to the filing."""
        rows = await self.work.run(
            select(*COLUMNS, societies.c.name.label("society"))
            .select_from(JOINED if of is None else JOINED.join(of, conditions[0]))
            .where(*conditions)
            .order_by(*order)
            .limit(most)
            .offset(skip)
        )
        return [Filing(**{**row._mapping, "named": frozenset(row.named)}) for row in rows]


def _of_event(event_id: str, states: Collection[str]) -> ColumnElement[bool]:
    return (filings.c.event_id == event_id) & filings.c.state.in_(list(states))


def _under_way() -> ColumnElement[bool]:
    other = filings.alias("other")
    counts = other.c.submitted_at.is_not(None) & other.c.state.not_in(("returned", *VOID))
    return exists().where(other.c.refers_to == filings.c.id, counts)
