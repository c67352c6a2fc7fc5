"""Whatever leaves the house: one row, one state, changed after the send."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    null,
    select,
    true,
    update,
)

from storage.engine import Work
from storage.tables import deliveries


class DeliveryState(StrEnum):
    """pending → claimed → sent | uncertain | failed | held (waiting for the person)."""

    PENDING = "pending"
    CLAIMED = "claimed"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message to one chat: `method` is the Bot API name, `payload` its JSON."""

    id: int
    bot_id: int
    chat_id: int
    method: str
    payload: str
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an attempt; a PENDING outcome is tried again at `due_at`."""

    state: DeliveryState
    reason: str | None = None
    due_at: datetime | None = None
    message_id: int | None = None


def _behind_one_put_off(*, until: datetime | None = None) -> ColumnElement[bool]:
    """Whether the chat waits for an earlier message that has to be tried again (after `until`)."""
    earlier = deliveries.alias("earlier")
    found = exists().where(
        earlier.c.bot_id == deliveries.c.bot_id,
        earlier.c.chat_id == deliveries.c.chat_id,
        earlier.c.id < deliveries.c.id,
        earlier.c.state == DeliveryState.PENDING,
        earlier.c.attempts > 0,
    )
    return found if until is None else found.where(earlier.c.due_at > until)


# Run for every reply: built once.
POST = insert(deliveries).returning(deliveries.c.id)
CLAIM = (
    update(deliveries)
    .where(
        deliveries.c.id.in_(bindparam("ids", expanding=True)),
        deliveries.c.state == DeliveryState.PENDING,
        ~_behind_one_put_off(),
    )
    .values(state=DeliveryState.CLAIMED, attempts=deliveries.c.attempts + 1)
    .returning(deliveries.c.id)
)
SETTLE = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("row"))
    .values(
        state=bindparam("new_state"),
        reason=bindparam("new_reason"),
        message_id=bindparam("new_message_id"),
        finished_at=bindparam("ended_at"),
        due_at=func.coalesce(
            bindparam("due", type_=deliveries.c.due_at.type), deliveries.c.due_at
        ),
        # What was sent need not be kept twice.
        payload=case((bindparam("sent") == true(), null()), else_=deliveries.c.payload),
    )
)


class Deliveries:
    """The outbox."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def post(
        self, bot_id: int, chat_id: int, method: str, payload: str, now: datetime
    ) -> Delivery:
        row = {
            "bot_id": bot_id,
            "chat_id": chat_id,
            "method": method,
            "payload": payload,
            "state": DeliveryState.PENDING,
            "attempts": 0,
            "due_at": now,
            "created_at": now,
        }
        if self.work.vault.keys:
            row["payload"] = self.work.vault.seal(payload, f"deliveries.{bot_id}.{chat_id}")
        inserted = await self.work.run(POST, row)
        return Delivery(
            id=inserted.scalar_one(),
            bot_id=bot_id,
            chat_id=chat_id,
            method=method,
            payload=payload,
            attempts=0,
        )

    async def claim(self, identities: Sequence[int]) -> set[int]:
        """Compare and set: only what is still pending, each by exactly one claimant."""
        claimed = await self.work.run(CLAIM, {"ids": list(identities)})
        return set(claimed.scalars())

    async def settle(self, settled: Sequence[tuple[int, Outcome]], now: datetime) -> None:
        if not settled:
            return
        await self.work.run(SETTLE, [_settlement(row, outcome, now) for row, outcome in settled])

    async def due(self, bot_id: int, now: datetime, *, most: int = 50) -> list[Delivery]:
        columns = [deliveries.c[name] for name in Delivery.__slots__]
        rows = await self.work.run(
            select(*columns)
            .where(
                deliveries.c.bot_id == bot_id,
                deliveries.c.state == DeliveryState.PENDING,
                deliveries.c.due_at <= now,
                ~_behind_one_put_off(until=now),
            )
            .order_by(deliveries.c.id)
            .limit(most)
        )
        return [self._read(Delivery(**row._mapping)) for row in rows]

    def _read(self, row: Delivery) -> Delivery:
        """Payloads are sealed where there are keys: a reply may repeat personal data."""
        if not row.payload or row.payload.startswith("{"):
            return row
        place = f"deliveries.{row.bot_id}.{row.chat_id}"
        return replace(row, payload=self.work.vault.open(row.payload, place))

    async def doubt_claimed(self, bot_id: int, now: datetime) -> int:
        """After a crash nobody knows whether a claimed row went out: never repeat it silently."""
        doubted = await self.work.run(
            update(deliveries)
            .where(deliveries.c.bot_id == bot_id, deliveries.c.state == DeliveryState.CLAIMED)
            .values(state=DeliveryState.UNCERTAIN, reason="process ended", finished_at=now)
        )
        return doubted.rowcount

    async def count(self) -> dict[str, int]:
        rows = await self.work.run(
            select(deliveries.c.state, func.count().label("count")).group_by(deliveries.c.state)
        )
        return {str(row["state"]): int(row["count"]) for row in rows.mappings()}

    async def forget(self, before: datetime) -> int:
        """Sent rows older than `before`; what failed or is uncertain stays for people to see."""
        done = await self.work.run(
            delete(deliveries).where(
                deliveries.c.state == DeliveryState.SENT, deliveries.c.finished_at < before
            )
        )
        return done.rowcount


def _settlement(row: int, outcome: Outcome, now: datetime) -> dict[str, object]:
    return {
        "row": row,
        "new_state": outcome.state,
        "new_reason": outcome.reason,
        "new_message_id": outcome.message_id,
        "ended_at": None if outcome.state is DeliveryState.PENDING else now,
        "due": outcome.due_at,
        "sent": outcome.state is DeliveryState.SENT,
    }
