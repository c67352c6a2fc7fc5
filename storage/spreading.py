"""The statements by which one announcement becomes many rows, within the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Insert,
    Integer,
    Select,
    String,
    case,
    exists,
    insert,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)

from storage.broadcasts import BroadcastState
from storage.delivery import ANNOUNCE, BULK, Deed, DeliveryState
from storage.tables import addresses, broadcasts, deliveries, recipients
from storage.tables.base import Instant

# As long as these hold, what comes back (released, resent) is sent.
ALIVE = (BroadcastState.SENDING, BroadcastState.PAUSED, BroadcastState.DONE)
NEW = (
    "bot_id",
    "chat_id",
    "method",
    "state",
    "reason",
    "attempts",
    "due_at",
    "created_at",
    "broadcast_id",
    "recipient_id",
    "part",
    "act",
    "target",
    "lane",
    "expires_at",
)


def not_spread(broadcast_id: str) -> tuple[ColumnElement[bool], ...]:
    return (
        recipients.c.broadcast_id == broadcast_id,
        recipients.c.spread.is_(False),
        recipients.c.excluded.is_(None),
    )


def spreading(
    ids: Sequence[int], parts: int, now: datetime, expires_at: datetime | None
) -> Insert:
    """A row for each address and part, held where only refusing addresses are left."""
    part = union_all(*(select(literal(n, Integer).label("n")) for n in range(parts))).subquery()
    other = addresses.alias("other")
    open_elsewhere = exists().where(
        other.c.person_id == addresses.c.person_id, other.c.held_since.is_(None)
    )
    is_open = addresses.c.held_since.is_(None)
    state = case((is_open, literal(DeliveryState.PENDING, String)), else_=DeliveryState.HELD)
    rows = (
        select(
            addresses.c.bot_id,
            addresses.c.account,
            literal(ANNOUNCE),
            state,
            addresses.c.held_because,
            literal(0, Integer),
            literal(now, Instant),
            literal(now, Instant),
            recipients.c.broadcast_id,
            recipients.c.id,
            part.c.n,
            literal(Deed.SEND, String),
            null(),
            literal(BULK, Integer),
            literal(expires_at, Instant),
        )
        .select_from(recipients)
        .join(addresses, addresses.c.person_id == recipients.c.person_id)
        .join(part, true())
        .where(
            recipients.c.id.in_(list(ids)),
            recipients.c.excluded.is_(None),
            or_(is_open, ~open_elsewhere),
        )
        .order_by(recipients.c.id, addresses.c.bot_id, part.c.n)
    )
    return insert(deliveries).from_select(list(NEW), rows)


def following(deed: Deed, now: datetime, *which: ColumnElement[bool]) -> Insert:
    """A row of that deed for every message that arrived."""
    return insert(deliveries).from_select(list(NEW), _following(deed, now, *which))


def _following(deed: Deed, now: datetime, *which: ColumnElement[bool]) -> Select[Any]:
    sent = deliveries.alias("arrived_before")
    former = select(deliveries.c.id).where(
        deliveries.c.act == Deed.SEND,
        deliveries.c.state == DeliveryState.SENT,
        deliveries.c.message_id.is_not(None),
        *which,
    )
    return (
        select(
            sent.c.bot_id,
            sent.c.chat_id,
            sent.c.method,
            literal(DeliveryState.PENDING, String),
            null(),
            literal(0, Integer),
            literal(now, Instant),
            literal(now, Instant),
            sent.c.broadcast_id,
            sent.c.recipient_id,
            sent.c.part,
            literal(deed, String),
            sent.c.message_id,
            literal(BULK, Integer),
            null(),
        )
        .where(sent.c.id.in_(former))
        .order_by(sent.c.id)
    )


def still_wanted(now: datetime) -> ColumnElement[bool]:
    """Its time is not over, and nobody stopped it."""
    alive = select(broadcasts.c.id).where(broadcasts.c.state.in_(ALIVE))
    in_time = or_(deliveries.c.expires_at.is_(None), deliveries.c.expires_at > now)
    return deliveries.c.broadcast_id.in_(alive) & in_time


def afresh(now: datetime) -> dict[str, Any]:
    """The values of a row that is tried as if for the first time."""
    return {
        "state": DeliveryState.PENDING,
        "attempts": 0,
        "due_at": now,
        "finished_at": None,
        "reason": None,
        "leased_until": None,
    }
