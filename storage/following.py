"""How an announcement goes: what became of it for each person, counted and listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, func, literal, or_, select

from storage.arrivals import TROUBLES_FIRST, Arrival, each_of
from storage.deliveries import DeliveryState
from storage.engine import Work
from storage.tables import addresses, deliveries, people, recipients, societies

__all__ = ["Arrival", "Count", "Following", "Line", "OnHold"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """So many people share an arrival (and a place); so many of them did this and that."""

    arrival: Arrival
    people: int
    read: int
    clicked: int
    answered: int
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One person of the list."""

    name: str  # empty where they have had themselves erased
    society: str
    city: str
    discipline: str
    arrival: Arrival
    reason: str
    read_at: datetime | None
    clicked_at: datetime | None
    answer: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnHold:
    """An address that refuses us."""

    name: str
    society: str
    bot_id: int
    since: datetime
    reason: str


class Following:
    """Read only."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def totals(self, broadcast_id: str) -> list[Count]:
        return await self._counts(broadcast_id, None)

    async def by_city(self, broadcast_id: str) -> list[Count]:
        return await self._counts(broadcast_id, recipients.c.city)

    async def by_discipline(self, broadcast_id: str) -> list[Count]:
        return await self._counts(broadcast_id, recipients.c.discipline)

    async def _counts(
        self, broadcast_id: str, place: ColumnElement[str | None] | None
    ) -> list[Count]:
        each, source = each_of(broadcast_id)
        shown = func.coalesce(place, "") if place is not None else literal("")
        inner = (
            select(
                each.arrival.label("arrival"),
                shown.label("place"),
                recipients.c.read_at,
                recipients.c.clicked_at,
                recipients.c.answered_at,
            )
            .select_from(source)
            .where(recipients.c.broadcast_id == broadcast_id)
            .subquery()
        )
        rows = await self.work.run(
            select(
                inner.c.arrival,
                inner.c.place,
                func.count().label("people"),
                func.count(inner.c.read_at).label("read"),
                func.count(inner.c.clicked_at).label("clicked"),
                func.count(inner.c.answered_at).label("answered"),
            )
            .group_by(inner.c.arrival, inner.c.place)
            .order_by(inner.c.place)
        )
        return [Count(**{**row._mapping, "arrival": Arrival(row.arrival)}) for row in rows.all()]

    async def choices(self, broadcast_id: str) -> dict[int, int]:
        """How many chose which answer of the poll."""
        rows = await self.work.run(
            select(recipients.c.answer, func.count().label("many"))
            .where(recipients.c.broadcast_id == broadcast_id, recipients.c.answer.is_not(None))
            .group_by(recipients.c.answer)
            .order_by(recipients.c.answer)
        )
        return {int(row.answer): int(row.many) for row in rows}

    async def reasons(self, broadcast_id: str) -> dict[tuple[Arrival, str], int]:
        """Why it did not arrive, or is not known to have: people by arrival and reason."""
        each, source = each_of(broadcast_id)
        inner = (
            select(each.arrival.label("arrival"), each.reason.label("reason"))
            .select_from(source)
            .where(recipients.c.broadcast_id == broadcast_id)
            .subquery()
        )
        rows = await self.work.run(
            select(inner.c.arrival, inner.c.reason, func.count().label("many"))
            .where(inner.c.arrival.not_in([Arrival.SENT, Arrival.PENDING]))
            .group_by(inner.c.arrival, inner.c.reason)
            .order_by(func.count().desc(), inner.c.reason)
        )
        return {(Arrival(row.arrival), row.reason): int(row.many) for row in rows}

    async def lines(
        self,
        broadcast_id: str,
        arrivals: Sequence[Arrival] = (),
        *,
        most: int = 20,
        skip: int = 0,
    ) -> list[Line]:
        """Those in trouble first, then in the order in which they were frozen."""
        each, source = each_of(broadcast_id)
        place = case(
            *((each.arrival == arrival, n) for n, arrival in enumerate(TROUBLES_FIRST)), else_=99
        )
        query: Select[tuple[object, ...]] = (
            select(
                people.c.name,
                societies.c.name.label("society"),
                recipients.c.city,
                recipients.c.discipline,
                each.arrival.label("arrival"),
                each.reason.label("reason"),
                recipients.c.read_at,
                recipients.c.clicked_at,
                recipients.c.answer,
            )
            .select_from(
                source.outerjoin(people, people.c.id == recipients.c.person_id).outerjoin(
                    societies, societies.c.id == recipients.c.society_id
                )
            )
            .where(recipients.c.broadcast_id == broadcast_id)
            .order_by(place, recipients.c.id)
            .limit(most)
            .offset(skip)
        )
        if arrivals:
            query = query.where(each.arrival.in_(list(arrivals)))
        return [_line(dict(row._mapping)) for row in await self.work.run(query)]

    async def troubled(self, most: int) -> dict[str, dict[str, int]]:
        """How many messages failed, or perhaps did, of the latest announcements that have such."""
        rows = await self.work.run(
            select(deliveries.c.broadcast_id, deliveries.c.state, func.count().label("many"))
            .where(
                deliveries.c.broadcast_id.is_not(None),
                deliveries.c.act == "send",
                deliveries.c.state.in_((DeliveryState.FAILED, DeliveryState.UNCERTAIN)),
            )
            .group_by(deliveries.c.broadcast_id, deliveries.c.state)
            .order_by(func.max(deliveries.c.id).desc())
        )
        found: dict[str, dict[str, int]] = {}
        for row in rows:
            found.setdefault(row.broadcast_id, {})[row.state] = int(row.many)
        return dict(list(found.items())[:most])

    async def held(self, broadcast_id: str, *, most: int = 20, skip: int = 0) -> list[OnHold]:
        """Addresses on hold of the people it is meant for, the latest first."""
        rows = await self.work.run(
            select(
                people.c.name,
                societies.c.name.label("society"),
                addresses.c.bot_id,
                addresses.c.held_since,
                addresses.c.held_because,
            )
            .select_from(
                _on_hold().outerjoin(societies, recipients.c.society_id == societies.c.id)
            )
            .where(_is_held(broadcast_id))
            .order_by(addresses.c.held_since.desc(), addresses.c.account)
            .limit(most)
            .offset(skip)
        )
        return [
            OnHold(
                name=row.name,
                society=row.society or "",
                bot_id=row.bot_id,
                since=row.held_since,
                reason=row.held_because or "",
            )
            for row in rows
        ]

    async def count_held(self, broadcast_id: str) -> int:
        query = select(func.count()).select_from(_on_hold()).where(_is_held(broadcast_id))
        return int((await self.work.run(query)).scalar_one())


def _line(row: dict[str, object]) -> Line:
    texts = ("name", "society", "city", "discipline", "reason")
    shown = {name: row[name] or "" for name in texts}
    return Line(**{**row, **shown, "arrival": Arrival(str(row["arrival"]))})  # type: ignore[arg-type]


def _on_hold() -> FromClause:
    return recipients.join(people, people.c.id == recipients.c.person_id).join(
        addresses, addresses.c.person_id == people.c.id
    )


def _is_held(broadcast_id: str) -> ColumnElement[bool]:
    return and_(
        recipients.c.broadcast_id == broadcast_id,
        or_(recipients.c.excluded.is_(None), recipients.c.excluded == "held"),
        addresses.c.held_since.is_not(None),
    )
