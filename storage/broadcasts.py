"""Announcements: rows with a state, changed by compare-and-set."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from storage.engine import Work
from storage.tables import broadcasts


class BroadcastState(StrEnum):
    """draft → waiting → ready → sending ⇄ paused → done; from there perhaps withdrawn.

    `ready` is approved and waits for its time, with its recipients frozen. `cancelled` and
    `expired` end what had not gone out to everybody.
    """

    DRAFT = "draft"
    WAITING = "waiting"
    READY = "ready"
    SENDING = "sending"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


# Before anybody has been written to, and after the last one has.
UNSENT = (BroadcastState.DRAFT, BroadcastState.WAITING)
OPEN = (BroadcastState.READY, BroadcastState.SENDING, BroadcastState.PAUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """`content` and `audience` as JSON: the room knows what they mean."""

    id: str
    state: BroadcastState
    title: str
    content: Mapping[str, Any]
    audience: Mapping[str, Any]
    mandatory: bool
    notice_id: str | None
    copied_from: str | None
    created_by: str | None
    created_at: datetime
    changed_at: datetime
    submitted_at: datetime | None
    decided_by: str | None
    decided_at: datetime | None
    reason: str | None
    send_at: datetime | None
    expires_at: datetime | None
    spread_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    edition: int
    revision: int


class Broadcasts:
    """Never deleted once somebody was written to."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def add(self, title: str, *, by: str, now: datetime, **values: Any) -> str:
        """A draft; `values`: any other columns. The new id."""
        row = {
            "id": uuid4().hex,
            "state": BroadcastState.DRAFT,
            "title": title[:200],
            "content": {},
            "audience": {},
            "mandatory": False,
            "created_by": by,
            "created_at": now,
            "changed_at": now,
            "edition": 0,
            "revision": 0,
            **values,
        }
        await self.work.run(insert(broadcasts).values(**row))
        return str(row["id"])

    async def get(self, identity: str) -> Broadcast | None:
        found = await self._list(broadcasts.c.id == identity)
        return found[0] if found else None

    async def newest(
        self, states: Sequence[BroadcastState] = (), *, most: int = 10, skip: int = 0
    ) -> list[Broadcast]:
        conditions = [broadcasts.c.state.in_(states)] if states else []
        return await self._list(*conditions, most=most, skip=skip)

    async def unfinished(self) -> list[Broadcast]:
        """Whatever waits for its time, or was begun and has something left to do."""
        ended = [each for each in BroadcastState if each not in (*UNSENT, *OPEN)]
        begun = broadcasts.c.started_at.is_not(None) & broadcasts.c.finished_at.is_(None)
        return await self._list(
            broadcasts.c.state.in_(OPEN) | (broadcasts.c.state.in_(ended) & begun)
        )

    async def lock(self, identity: str) -> None:
        """Nobody else changes it, nor makes rows for it, until this transaction is over."""
        await self.work.run(
            select(broadcasts.c.id).where(broadcasts.c.id == identity).with_for_update()
        )

    async def mark(self, identity: str, **values: Any) -> None:
        """What the rounds note down; people's revision of it stays as it is."""
        await self.work.run(update(broadcasts).where(broadcasts.c.id == identity).values(**values))

    async def count(self, states: Sequence[BroadcastState] = ()) -> int:
        query = select(func.count()).select_from(broadcasts)
        if states:
            query = query.where(broadcasts.c.state.in_(states))
        return int((await self.work.run(query)).scalar_one())

    async def move(
        self,
        identity: str,
        origin: Sequence[BroadcastState],
        to: BroadcastState,
        now: datetime,
        *,
        revision: int | None = None,
        **values: Any,
    ) -> bool:
        """Compare and set; False when somebody was faster. Press it twenty times: one is true.

        With a `revision`, also when anything of it has changed since that.
        """
        conditions = _standing(origin, revision)
        return await self._change(identity, conditions, now, state=to, **values)

    async def change(
        self,
        identity: str,
        origin: Sequence[BroadcastState],
        now: datetime,
        *,
        revision: int | None = None,
        **values: Any,
    ) -> bool:
        """Anything but the state, as long as it is in one of these."""
        return await self._change(identity, _standing(origin, revision), now, **values)

    async def drop(self, identity: str) -> bool:
        """A draft nobody wants; False once it is more than that."""
        done = await self.work.run(
            delete(broadcasts).where(
                broadcasts.c.id == identity, broadcasts.c.state == BroadcastState.DRAFT
            )
        )
        return done.rowcount == 1

    async def _change(
        self,
        identity: str,
        conditions: Sequence[ColumnElement[bool]],
        now: datetime,
        **values: Any,
    ) -> bool:
        done = await self.work.run(
            update(broadcasts)
            .where(broadcasts.c.id == identity, *conditions)
            .values(changed_at=now, revision=broadcasts.c.revision + 1, **values)
        )
        return done.rowcount == 1

    async def _list(
        self, *conditions: ColumnElement[bool], most: int | None = None, skip: int = 0
    ) -> list[Broadcast]:
        rows = await self.work.run(
            select(broadcasts)
            .where(*conditions)
            .order_by(broadcasts.c.created_at.desc(), broadcasts.c.id)
            .limit(most)
            .offset(skip)
        )
        return [Broadcast(**{**row._mapping, "state": BroadcastState(row.state)}) for row in rows]


def _standing(origin: Sequence[BroadcastState], revision: int | None) -> list[ColumnElement[bool]]:
    stands: list[ColumnElement[bool]] = [broadcasts.c.state.in_(origin)]
    return stands if revision is None else [*stands, broadcasts.c.revision == revision]
