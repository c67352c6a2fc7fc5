"""The messages in which staff watch an announcement go out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, insert, or_, select, update

from storage.broadcasts import BroadcastState
from storage.deliveries import DeliveryState
from storage.engine import Work
from storage.tables import broadcast_watches, broadcasts, deliveries, recipients

OVER = "over"  # what `shown` says once the last word was written
UNDER_WAY = (BroadcastState.SENDING, BroadcastState.PAUSED)
ENDED = (
    BroadcastState.DONE,
    BroadcastState.CANCELLED,
    BroadcastState.EXPIRED,
    BroadcastState.WITHDRAWN,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One such message; without a delivery row any more, only its number is known."""

    delivery_id: int
    broadcast_id: str
    shown: str | None
    bot_id: int | None
    chat_id: int | None
    message_id: int | None
    state: DeliveryState | None

    @property
    def is_to_come(self) -> bool:
        return self.state in (DeliveryState.PENDING, DeliveryState.CLAIMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """Messages with the text of an announcement, by their state; `unspread` people have none yet.

    `lately` came to an end since some moment: from that one tells how long the rest will take.
    """

    states: Mapping[str, int]
    unspread: int
    lately: int


class Watches:
    """Never forgotten: they say that somebody was told."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def begun(self, since: datetime) -> list[str]:
        """Announcements that go out, or did since then, and that nobody watches yet."""
        watched = (
            select(broadcast_watches.c.delivery_id)
            .where(broadcast_watches.c.broadcast_id == broadcasts.c.id)
            .exists()
        )
        rows = await self.work.run(
            select(broadcasts.c.id)
            .where(
                or_(
                    broadcasts.c.state.in_(UNDER_WAY),
                    broadcasts.c.state.in_(ENDED) & (broadcasts.c.started_at > since),
                ),
                ~watched,
            )
            .order_by(broadcasts.c.started_at, broadcasts.c.id)
        )
        return [str(each) for each in rows.scalars()]

    async def claim(self, broadcast_id: str) -> bool:
        """Whether it is for the caller to tell people; others wait until its work is done."""
        await self.work.run(
            select(broadcasts.c.id).where(broadcasts.c.id == broadcast_id).with_for_update()
        )
        found = await self.work.run(
            select(func.count()).where(broadcast_watches.c.broadcast_id == broadcast_id)
        )
        return int(found.scalar_one()) == 0

    async def add(self, delivery_id: int, broadcast_id: str, shown: str) -> None:
        row = {"delivery_id": delivery_id, "broadcast_id": broadcast_id, "shown": shown}
        await self.work.run(insert(broadcast_watches).values(**row))

    async def open(self) -> Sequence[Watch]:
        """Those whose last word is still to come."""
        rows = await self.work.run(
            select(
                broadcast_watches,
                deliveries.c.bot_id,
                deliveries.c.chat_id,
                deliveries.c.message_id,
                deliveries.c.state,
            )
            .outerjoin(deliveries, deliveries.c.id == broadcast_watches.c.delivery_id)
            .where(or_(broadcast_watches.c.shown.is_(None), broadcast_watches.c.shown != OVER))
            .order_by(broadcast_watches.c.broadcast_id, broadcast_watches.c.delivery_id)
        )
        return [
            Watch(**{**row._mapping, "state": row.state and DeliveryState(row.state)})
            for row in rows
        ]

    async def show(self, watch: Watch, shown: str) -> bool:
        """Compare and set: of several who would say it, one does."""
        done = await self.work.run(
            update(broadcast_watches)
            .where(
                broadcast_watches.c.delivery_id == watch.delivery_id,
                broadcast_watches.c.shown.is_(None)
                if watch.shown is None
                else broadcast_watches.c.shown == watch.shown,
            )
            .values(shown=shown)
        )
        return done.rowcount == 1

    async def going(self, broadcast_id: str, since: datetime) -> Going:
        """Cheap, as it is asked every two seconds: by message, not by person."""
        is_late = case((deliveries.c.finished_at > since, 1), else_=0)
        rows = await self.work.run(
            select(deliveries.c.state, func.count().label("many"), func.sum(is_late).label("late"))
            .where(
                deliveries.c.broadcast_id == broadcast_id,
                deliveries.c.act == "send",
                deliveries.c.part == 0,
            )
            .group_by(deliveries.c.state)
        )
        found = rows.all()
        unspread = await self.work.run(
            select(func.count())
            .select_from(recipients)
            .where(
                recipients.c.broadcast_id == broadcast_id,
                recipients.c.spread.is_(False),
                recipients.c.excluded.is_(None),
            )
        )
        return Going(
            states={row.state: int(row.many) for row in found},
            unspread=int(unspread.scalar_one()),
            lately=sum(int(row.late) for row in found),
        )
