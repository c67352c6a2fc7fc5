"""Updates that came in: each counts once, and none is lost between acknowledgement and answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import and_, delete, or_, select, update

from storage.engine import Work
from storage.tables import inbox
from storage.upsert import insert_for

LEASE = timedelta(minutes=2)


class Receipt(StrEnum):
    """Where an update stands."""

    RECEIVED = "received"
    DONE = "done"
    MALFORMED = "malformed"
    GIVEN_UP = "given_up"  # handling it killed the process again and again


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One update as its door received it."""

    bot_id: int
    update_id: int
    raw: str | None
    attempts: int = 1


class Inbox:
    """Leases say who works on an update; an expired lease may be taken over."""

    def __init__(self, work: Work) -> None:
        self.work = work

    def _kept(self, incoming: Incoming) -> str | None:
        """Sealed where there are keys: it holds whatever somebody has just typed."""
        vault = self.work.vault
        if incoming.raw is None or not vault.keys:
            return incoming.raw
        return vault.seal(incoming.raw, _place(incoming.bot_id, incoming.update_id))

    def _read(self, row: Incoming) -> Incoming:
        if row.raw is None or row.raw.startswith("{"):
            return row
        raw = self.work.vault.open(row.raw, _place(row.bot_id, row.update_id))
        return replace(row, raw=raw)

    async def accept(self, updates: Sequence[Incoming], now: datetime) -> set[int]:
        """Store what is new and lease it to the caller; the update ids that were new."""
        statement = (
            insert_for(self.work, inbox)
            .values([_row(each, self._kept(each), Receipt.RECEIVED, now) for each in updates])
            .on_conflict_do_nothing()
            .returning(inbox.c.update_id)
        )
        return set((await self.work.run(statement)).scalars())

    async def knows(self, bot_id: int, update_id: int) -> bool:
        found = await self.work.run(
            select(inbox.c.state).where(inbox.c.bot_id == bot_id, inbox.c.update_id == update_id)
        )
        return found.one_or_none() is not None

    async def keep_malformed(self, incoming: Incoming, now: datetime) -> None:
        await self.work.run(
            insert_for(self.work, inbox)
            .values(_row(incoming, self._kept(incoming), Receipt.MALFORMED, now))
            .on_conflict_do_update(
                index_elements=["bot_id", "update_id"],
                set_={"state": Receipt.MALFORMED, "done_at": now, "leased_until": None},
            )
        )

    async def finish(self, bot_id: int, update_id: int, now: datetime) -> bool:
        """Mark it done and forget its text; False when somebody else has finished it."""
        return await self._end(bot_id, update_id, Receipt.DONE, done_at=now, raw=None)

    async def give_up(self, bot_id: int, update_id: int, now: datetime) -> bool:
        """Leave it for people to look at; False when somebody else has finished it."""
        return await self._end(bot_id, update_id, Receipt.GIVEN_UP, done_at=now)

    async def _end(
        self, bot_id: int, update_id: int, state: Receipt, **values: datetime | None
    ) -> bool:
        # Compare and set: of two that handled the same update, one commits and one undoes.
        ended = await self.work.run(
            update(inbox)
            .where(
                inbox.c.bot_id == bot_id,
                inbox.c.update_id == update_id,
                inbox.c.state == Receipt.RECEIVED,
            )
            .values(state=state, leased_until=None, **values)
        )
        return ended.rowcount == 1

    async def take_over(self, bot_id: int, now: datetime, *, all_leases: bool) -> list[Incoming]:
        """Updates nobody works on any more, oldest first; `all_leases` right after a start."""
        abandoned = and_(inbox.c.bot_id == bot_id, inbox.c.state == Receipt.RECEIVED)
        if not all_leases:
            abandoned = and_(
                abandoned, or_(inbox.c.leased_until.is_(None), inbox.c.leased_until < now)
            )
        taken = await self.work.run(
            update(inbox)
            .where(abandoned)
            .values(leased_until=now + LEASE, attempts=inbox.c.attempts + 1)
            .returning(inbox.c.bot_id, inbox.c.update_id, inbox.c.raw, inbox.c.attempts)
        )
        rows = [self._read(Incoming(**row._mapping)) for row in taken]
        return sorted(rows, key=lambda row: row.update_id)

    async def forget_of(self, bot_id: int, account: int) -> None:
        """Texts of one account that were kept because they could not be handled."""
        columns = [inbox.c[name] for name in Incoming.__slots__]
        kept = and_(
            inbox.c.bot_id == bot_id, inbox.c.raw.is_not(None), inbox.c.done_at.is_not(None)
        )
        theirs = re.compile(rf'"id": ?{account}\b')
        for row in (await self.work.run(select(*columns).where(kept))).all():
            incoming = self._read(Incoming(**row._mapping))
            if theirs.search(incoming.raw or ""):
                this = inbox.c.update_id == incoming.update_id
                await self.work.run(delete(inbox).where(inbox.c.bot_id == bot_id, this))

    async def forget(self, before: datetime) -> int:
        done = await self.work.run(delete(inbox).where(inbox.c.done_at < before))
        return done.rowcount


def _place(bot_id: int, update_id: int) -> str:
    return f"inbox.raw.{bot_id}.{update_id}"


def _row(incoming: Incoming, kept: str | None, state: Receipt, now: datetime) -> dict[str, object]:
    return {
        "bot_id": incoming.bot_id,
        "update_id": incoming.update_id,
        "raw": kept,
        "state": state,
        "attempts": 1,
        "received_at": now,
        "leased_until": now + LEASE if state is Receipt.RECEIVED else None,
        "done_at": None if state is Receipt.RECEIVED else now,
    }
