"""What became of an announcement for each of its people, said in SQL."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    FromClause,
    String,
    Subquery,
    case,
    cast,
    func,
    literal,
    select,
)

from storage.deliveries import DeliveryState
from storage.tables import deliveries, recipients


class Arrival(StrEnum):
    """Of several doors the luckiest counts: sent is who has it at any of them."""

    SENT = "sent"
    PENDING = "pending"
    UNCERTAIN = "uncertain"
    HELD = "held"
    FAILED = "failed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    NOWHERE = "nowhere"  # no door was left to write to
    LEFT_OUT = "left out"


# The troubles first, as a list of people is looked through for them.
TROUBLES_FIRST = (
    Arrival.FAILED,
    Arrival.UNCERTAIN,
    Arrival.HELD,
    Arrival.NOWHERE,
    Arrival.EXPIRED,
    Arrival.CANCELLED,
    Arrival.PENDING,
    Arrival.SENT,
    Arrival.LEFT_OUT,
)
# The lower wins; one digit each, as a reason follows it in one text.
_RANKS = {
    DeliveryState.SENT: 0,
    DeliveryState.PENDING: 1,
    DeliveryState.CLAIMED: 1,
    DeliveryState.UNCERTAIN: 2,
    DeliveryState.HELD: 3,
    DeliveryState.FAILED: 4,
    "expired": 5,
    "cancelled": 6,
}
_ARRIVALS = (
    Arrival.SENT,
    Arrival.PENDING,
    Arrival.UNCERTAIN,
    Arrival.HELD,
    Arrival.FAILED,
    Arrival.EXPIRED,
    Arrival.CANCELLED,
)


@dataclass(frozen=True, slots=True)
class Each:
    """The columns; `reason` goes with the arrival."""

    arrival: ColumnElement[str]
    reason: ColumnElement[str]


def each_of(broadcast_id: str) -> tuple[Each, FromClause]:
    """Of every recipient the arrival and its reason, and what to select them from."""
    best = _best(broadcast_id)
    rank = func.substr(best.c.best, 1, 1)
    arrival = case(
        (recipients.c.excluded.is_not(None), literal(str(Arrival.LEFT_OUT))),
        (recipients.c.read_at.is_not(None), literal(str(Arrival.SENT))),
        *((rank == str(n), literal(str(each))) for n, each in enumerate(_ARRIVALS)),
        (recipients.c.spread, literal(str(Arrival.NOWHERE))),
        else_=literal(str(Arrival.PENDING)),
    )
    reason = func.coalesce(recipients.c.excluded, func.substr(best.c.best, 2), "")
    source = recipients.outerjoin(best, best.c.recipient_id == recipients.c.id)
    return Each(arrival, reason), source


def _best(broadcast_id: str) -> Subquery:
    """A digit for the luckiest of a recipient's doors, with its reason behind it."""
    rank = case(_RANKS, value=deliveries.c.state, else_=_RANKS[DeliveryState.FAILED])
    told = cast(rank, String).concat(func.coalesce(deliveries.c.reason, ""))
    return (
        select(deliveries.c.recipient_id, func.min(told).label("best"))
        .where(
            deliveries.c.broadcast_id == broadcast_id,
            deliveries.c.act == "send",
            deliveries.c.part == 0,
        )
        .group_by(deliveries.c.recipient_id)
        .subquery()
    )
