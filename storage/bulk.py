"""The lane behind the replies: claimed a few at a time, and followed up when it is settled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Update, bindparam, exists, or_, select, update

from storage.broadcasts import BroadcastState
from storage.deliveries import COLUMNS, Deliveries, in_line
from storage.delivery import BULK, Deed, Delivery, DeliveryState
from storage.engine import Work
from storage.tables import broadcasts, deliveries

SENDING, CORRECTING, DELETING = [Deed.SEND, Deed.EDIT], [Deed.EDIT], [Deed.DELETE]
# What may be done while an announcement stands like this; nothing in any other state.
DEEDS: Mapping[str, list[Deed]] = {
    BroadcastState.SENDING: SENDING,
    BroadcastState.DONE: SENDING,
    BroadcastState.CANCELLED: CORRECTING,
    BroadcastState.EXPIRED: CORRECTING,
    BroadcastState.WITHDRAWN: DELETING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an announcement stands at this moment."""

    state: str
    edition: int

    @property
    def deeds(self) -> list[Deed]:
        return DEEDS.get(self.state, [])


def _turn(*, announced: bool) -> Update:
    """Whose turn it is, claimed: of one chat, its earliest; what others are claiming is left."""
    row, earlier = deliveries.alias("row"), deliveries.alias("earlier")
    blocked = exists().where(
        earlier.c.bot_id == row.c.bot_id,
        earlier.c.chat_id == row.c.chat_id,
        earlier.c.state.in_((DeliveryState.PENDING, DeliveryState.CLAIMED)),
        earlier.c.lane == BULK,
        earlier.c.id < row.c.id,
    )
    due = select(row.c.id).where(
        row.c.bot_id == bindparam("of_bot"),
        row.c.state == DeliveryState.PENDING,
        row.c.lane == BULK,
        in_line(row.c.due_at) <= bindparam("now", type_=row.c.due_at.type),
        or_(
            row.c.expires_at.is_(None),
            row.c.expires_at > bindparam("now", type_=row.c.due_at.type),
        ),
    )
    if announced:
        same = earlier.c.broadcast_id == row.c.broadcast_id
        due = due.where(
            row.c.broadcast_id == bindparam("of_broadcast"),
            row.c.act.in_(bindparam("deeds", expanding=True)),
        )
    else:
        same = earlier.c.broadcast_id.is_(None)
        due = due.where(row.c.broadcast_id.is_(None))
    turn = _locked(due.where(~blocked.where(same)).order_by(row.c.id)).cte("turn")
    return (
        update(deliveries)
        .where(deliveries.c.id.in_(select(turn.c.id)))
        .values(
            state=DeliveryState.CLAIMED,
            attempts=deliveries.c.attempts + 1,
            leased_until=bindparam("lease", type_=deliveries.c.leased_until.type),
        )
        .returning(*COLUMNS)
    )


def _locked(query: Select[Any]) -> Select[Any]:
    return query.limit(bindparam("most")).with_for_update(skip_locked=True)


# Run many times a second: built once.
ANNOUNCED, OTHERS = _turn(announced=True), _turn(announced=False)
STANDING = (
    select(broadcasts.c.id, broadcasts.c.state, broadcasts.c.edition)
    .where(broadcasts.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(broadcasts.c.id)
    .with_for_update(read=True)
)


class Bulk:
    """Claims for one bot; the same statements on both databases."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def has_due(self, bot_id: int, now: datetime) -> bool:
        """Whether a claim may find something."""
        query = select(deliveries.c.id).where(
            deliveries.c.bot_id == bot_id,
            deliveries.c.state == DeliveryState.PENDING,
            deliveries.c.lane == BULK,
            in_line(deliveries.c.due_at) <= now,
        )
        return (await self.work.run(query.limit(1))).first() is not None

    async def working(self) -> list[str]:
        """The announcements that may have something to do, the oldest first."""
        rows = await self.work.run(
            select(broadcasts.c.id)
            .where(
                broadcasts.c.state.in_(list(DEEDS)),
                broadcasts.c.started_at.is_not(None),
                broadcasts.c.finished_at.is_(None),
            )
            .order_by(broadcasts.c.started_at, broadcasts.c.id)
        )
        return list(rows.scalars())

    async def standing(self, broadcast_ids: Sequence[str]) -> dict[str, Standing]:
        """Nobody pauses, corrects or withdraws these until this transaction is over."""
        if not broadcast_ids:
            return {}
        rows = await self.work.run(STANDING, {"ids": sorted(set(broadcast_ids))})
        return {row.id: Standing(state=row.state, edition=row.edition) for row in rows}

    async def claim(
        self,
        bot_id: int,
        broadcast_id: str | None,
        deeds: Sequence[Deed],
        *,
        now: datetime,
        lease: datetime,
        most: int,
    ) -> list[Delivery]:
        values = {"of_bot": bot_id, "now": now, "lease": lease, "most": most}
        if broadcast_id is None:
            rows = await self.work.run(OTHERS, values)
        else:
            of_it = {"of_broadcast": broadcast_id, "deeds": list(deeds)}
            rows = await self.work.run(ANNOUNCED, values | of_it)
        outbox = Deliveries(self.work)
        return sorted((outbox.read(row) for row in rows), key=lambda each: each.id)

    async def space(self, bot_id: int, chats: Sequence[int], until: datetime) -> None:
        """The next message to these chats has to wait a little."""
        await self.work.run(
            update(deliveries)
            .where(
                deliveries.c.bot_id == bot_id,
                deliveries.c.chat_id.in_(sorted(set(chats))),
                deliveries.c.state == DeliveryState.PENDING,
                deliveries.c.lane == BULK,
                deliveries.c.due_at < until,
            )
            .values(due_at=until)
        )
