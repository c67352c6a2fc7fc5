"""Whatever leaves the house: one row, one state, changed after the send."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Row,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    null,
    or_,
    select,
    true,
    update,
)

from storage.delivery import REPLIES, Delivery, DeliveryState, Outcome
from storage.outbox_of_broadcasts import BroadcastOutbox
from storage.tables import deliveries

__all__ = ["COLUMNS", "LEASE", "Deliveries", "Delivery", "DeliveryState", "Outcome"]

# Longer than the slowest send: a large file over a slow line, tried in two forms.
LEASE = timedelta(minutes=8)
COLUMNS = tuple(deliveries.c[name] for name in Delivery.__slots__)


def in_line(due_at: Column[datetime]) -> ColumnElement[datetime]:
    """Not by the index of what is due: in a large announcement everything is."""
    return func.coalesce(due_at, due_at)


def _behind_one_put_off(*, until: datetime | None = None) -> ColumnElement[bool]:
    """Whether the chat waits for an earlier message that has to be tried again (after `until`)."""
    earlier = deliveries.alias("earlier")
    found = exists().where(
        earlier.c.bot_id == deliveries.c.bot_id,
        earlier.c.chat_id == deliveries.c.chat_id,
        earlier.c.id < deliveries.c.id,
        earlier.c.state == DeliveryState.PENDING,
        earlier.c.lane == REPLIES,
        earlier.c.due_at > earlier.c.created_at,
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
    .values(
        state=DeliveryState.CLAIMED,
        attempts=deliveries.c.attempts + 1,
        leased_until=bindparam("lease", type_=deliveries.c.leased_until.type),
    )
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
        leased_until=null(),
        attempts=deliveries.c.attempts - bindparam("not_counted"),
        due_at=func.coalesce(
            bindparam("due", type_=deliveries.c.due_at.type), deliveries.c.due_at
        ),
        # What was sent need not be kept twice.
        payload=case((bindparam("sent") == true(), null()), else_=deliveries.c.payload),
    )
)


class Deliveries(BroadcastOutbox):
    """The outbox."""

    async def post(
        self,
        bot_id: int,
        chat_id: int,
        method: str,
        payload: str,
        now: datetime,
        lane: int = REPLIES,
    ) -> Delivery:
        row = {
            "bot_id": bot_id,
            "chat_id": chat_id,
            "method": method,
            "payload": self._sealed(payload, bot_id, chat_id),
            "state": DeliveryState.PENDING,
            "attempts": 0,
            "due_at": now,
            "created_at": now,
            "lane": lane,
        }
        inserted = await self.work.run(POST, row)
        return Delivery(
            id=inserted.scalar_one(),
            bot_id=bot_id,
            chat_id=chat_id,
            method=method,
            payload=payload,
            attempts=0,
        )

    async def claim(self, identities: Sequence[int], lease: datetime | None = None) -> set[int]:
        """Compare and set: only what is still pending, each by exactly one claimant."""
        claimed = await self.work.run(CLAIM, {"ids": list(identities), "lease": lease})
        return set(claimed.scalars())

    async def settle(self, settled: Sequence[tuple[int, Outcome]], now: datetime) -> None:
        if not settled:
            return
        await self.work.run(SETTLE, [_settlement(row, outcome, now) for row, outcome in settled])

    async def due(self, bot_id: int, now: datetime, *, most: int = 50) -> list[Delivery]:
        """Replies and letters; the bulk is claimed where it is looked up."""
        rows = await self.work.run(
            select(*COLUMNS)
            .where(
                deliveries.c.bot_id == bot_id,
                deliveries.c.state == DeliveryState.PENDING,
                deliveries.c.lane == REPLIES,
                in_line(deliveries.c.due_at) <= now,
                ~_behind_one_put_off(until=now),
            )
            .order_by(deliveries.c.id)
            .limit(most)
        )
        return [self.read(row) for row in rows]

    def read(self, row: Row[Any]) -> Delivery:
        """Payloads are sealed where there are keys: a reply may repeat personal data."""
        values = dict(row._mapping)
        return Delivery(
            **{**values, "payload": self._opened(row.payload, row.bot_id, row.chat_id)}
        )

    def _sealed(self, payload: str, bot_id: int, chat_id: int) -> str:
        place = f"deliveries.{bot_id}.{chat_id}"
        return self.work.vault.seal(payload, place) if self.work.vault.keys else payload

    def _opened(self, payload: str | None, bot_id: int, chat_id: int) -> str:
        if not payload or payload.startswith("{"):
            return payload or ""
        return self.work.vault.open(payload, f"deliveries.{bot_id}.{chat_id}")

    async def follow(self, bot_id: int, chat_id: int, to: int) -> None:
        """A chat has another number now: what waits for it goes there."""
        rows = await self.work.run(
            select(*COLUMNS).where(
                deliveries.c.bot_id == bot_id,
                deliveries.c.chat_id == chat_id,
                deliveries.c.state.in_((DeliveryState.PENDING, DeliveryState.HELD)),
            )
        )
        for row in [self.read(row) for row in rows]:
            moved = replace(row, chat_id=to, payload=_addressed(row.payload, to))
            payload = self._sealed(moved.payload, bot_id, to) if moved.payload else None
            await self.work.run(
                update(deliveries)
                .where(deliveries.c.id == row.id)
                .values(chat_id=to, payload=payload)
            )

    async def doubt_claimed(self, bot_id: int, now: datetime, *, all_leases: bool = True) -> int:
        """Nobody knows whether a row went out whose process died: never repeat it silently.

        `all_leases`: nobody else can have claimed any; otherwise only those whose time is over.
        """
        lost = deliveries.c.leased_until.is_(None) | (deliveries.c.leased_until < now)
        doubted = await self.work.run(
            update(deliveries)
            .where(
                deliveries.c.bot_id == bot_id,
                deliveries.c.state == DeliveryState.CLAIMED,
                or_(true() if all_leases else lost),
            )
            .values(state=DeliveryState.UNCERTAIN, reason="process ended", finished_at=now)
        )
        return doubted.rowcount

    async def has_lost(self, bot_id: int, now: datetime) -> bool:
        """Whether a claim has outlived its lease: looked at often, so without a lock."""
        found = await self.work.run(
            select(deliveries.c.id)
            .where(
                deliveries.c.bot_id == bot_id,
                deliveries.c.state == DeliveryState.CLAIMED,
                deliveries.c.leased_until < now,
            )
            .limit(1)
        )
        return found.first() is not None

    async def count(self) -> dict[str, int]:
        rows = await self.work.run(
            select(deliveries.c.state, func.count().label("count")).group_by(deliveries.c.state)
        )
        return {str(row["state"]): int(row["count"]) for row in rows.mappings()}

    async def forget(self, before: datetime) -> int:
        """Sent rows older than `before`; what failed or is uncertain stays for people to see.

        So does what was announced: it is counted, corrected and withdrawn by its rows.
        """
        done = await self.work.run(
            delete(deliveries).where(
                deliveries.c.state == DeliveryState.SENT,
                deliveries.c.finished_at < before,
                deliveries.c.broadcast_id.is_(None),
            )
        )
        return done.rowcount


def _addressed(payload: str, to: int) -> str:
    return json.dumps(json.loads(payload) | {"chat_id": to}) if payload else ""


def _settlement(row: int, outcome: Outcome, now: datetime) -> dict[str, object]:
    return {
        "row": row,
        "new_state": outcome.state,
        "new_reason": outcome.reason,
        "new_message_id": outcome.message_id,
        "ended_at": None if outcome.state is DeliveryState.PENDING else now,
        "not_counted": 0 if outcome.counted else 1,
        "due": outcome.due_at,
        "sent": outcome.state is DeliveryState.SENT,
    }
