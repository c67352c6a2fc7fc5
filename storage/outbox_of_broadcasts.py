"""The rows of an announcement: spread, stopped, corrected, withdrawn, sent after all."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, null, select, update

from storage.audience_sql import MUTED, WITHDRAWN, why_not
from storage.delivery import BULK, Deed, DeliveryState
from storage.outcomes_of_broadcasts import BroadcastOutcomes
from storage.spreading import afresh, following, not_spread, spreading, still_wanted
from storage.tables import addresses, broadcasts, deliveries, recipients

NOWHERE = 0  # the number of no chat
STILL_NEWS = timedelta(days=30)  # who comes back later is spared old announcements


class BroadcastOutbox(BroadcastOutcomes):
    """Who changes the announcement's own row as well does that first: its lock keeps the order."""

    async def spread(
        self,
        broadcast_id: str,
        *,
        parts: int,
        now: datetime,
        expires_at: datetime | None,
        most: int = 2000,
        mandatory: bool = False,
    ) -> int:
        """Rows for the next recipients that have none; how many recipients that were.

        Who has declined since they were written down is left out now. Who can only be reached
        where we are refused gets a held row: it goes out when they write.
        """
        found = await self.work.run(
            select(recipients.c.id)
            .where(*not_spread(broadcast_id))
            .order_by(recipients.c.id)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        if not (ids := list(found.scalars())):
            return 0
        these = recipients.c.id.in_(ids)
        reason = why_not(recipients.c.person_id, now, mandatory=mandatory)
        declined = reason.in_((MUTED, WITHDRAWN))
        await self.work.run(update(recipients).where(these, declined).values(excluded=reason))
        await self.work.run(spreading(ids, parts, now, expires_at))
        await self.work.run(update(recipients).where(these).values(spread=True))
        reached = exists().where(addresses.c.person_id == recipients.c.person_id)
        await self.work.run(
            update(recipients)
            .where(these, ~reached, recipients.c.excluded.is_(None))
            .values(excluded="no door")
        )
        return len(ids)

    async def is_spread(self, broadcast_id: str) -> bool:
        left = select(recipients.c.id).where(*not_spread(broadcast_id)).limit(1)
        return (await self.work.run(left)).first() is None

    async def cancel(self, broadcast_id: str, now: datetime) -> int:
        """Whatever has not gone out does not. Its state is changed before."""
        await self.reopen([broadcast_id])  # what is on the way may come back to the queue
        return await self._end(broadcast_id, DeliveryState.CANCELLED, now, list(Deed))

    async def expire(self, broadcast_id: str, now: datetime) -> int:
        """What arrived before may still be corrected."""
        return await self._end(broadcast_id, DeliveryState.EXPIRED, now, [Deed.SEND])

    async def stop_sending(self, broadcast_id: str, now: datetime) -> int:
        """What came back from an attempt after the announcement was stopped."""
        return await self._end(broadcast_id, DeliveryState.CANCELLED, now, [Deed.SEND])

    async def correct(self, broadcast_id: str, now: datetime) -> int:
        """An edit for every text that arrived; what is still to be sent is made afresh anyway.

        The announcement's new content and edition are written before. An edit that waits is
        replaced: one that is under way may carry the former words.
        """
        await self._end(broadcast_id, DeliveryState.CANCELLED, now, [Deed.EDIT])
        text = deliveries.c.part == 0
        return await self._follow_up(broadcast_id, Deed.EDIT, now, text)

    async def withdraw(self, broadcast_id: str, now: datetime) -> int:
        """Nothing more goes out, and whatever arrived is deleted. Its state is changed before."""
        await self._end(broadcast_id, DeliveryState.CANCELLED, now, list(Deed))
        return await self._follow_up(broadcast_id, Deed.DELETE, now)

    async def catch_up(self, ids: Sequence[int], deed: Deed, now: datetime) -> None:
        """The same for single rows: they were under way when it was corrected or withdrawn."""
        await self.work.run(following(deed, now, deliveries.c.id.in_(list(ids))))

    async def resend_uncertain(self, broadcast_id: str, now: datetime) -> int:
        """On staff's word: they may arrive twice."""
        doubtful = deliveries.c.state == DeliveryState.UNCERTAIN
        of_it = deliveries.c.broadcast_id == broadcast_id
        return len(await self._revive(now, of_it, doubtful))

    async def release(self, bot_id: int, chat_id: int, now: datetime) -> int:
        """The person writes again: what was announced lately, and still stands, goes out."""
        held = deliveries.c.state == DeliveryState.HELD
        lately = deliveries.c.created_at > now - STILL_NEWS
        return len(await self._revive(now, *_chat(bot_id, chat_id), held, lately))

    async def hold(self, bot_id: int, chat_id: int, reason: str, now: datetime) -> int:
        """An address refuses us: nothing of the bulk that waits for it is tried."""
        done = await self.work.run(
            update(deliveries)
            .where(
                *_chat(bot_id, chat_id),
                deliveries.c.state == DeliveryState.PENDING,
                deliveries.c.lane == BULK,
            )
            .values(state=DeliveryState.HELD, reason=reason, finished_at=now)
        )
        return done.rowcount

    async def keep_unnamed(self, bot_id: int, chat_id: int) -> None:
        """Before a chat is erased: what was announced there still counts, and leads nowhere."""
        settled = (DeliveryState.SENT, DeliveryState.FAILED)
        await self.work.run(
            update(deliveries)
            .where(
                *_chat(bot_id, chat_id),
                deliveries.c.broadcast_id.is_not(None),
                deliveries.c.act == Deed.SEND,
                deliveries.c.state.in_(settled),
            )
            .values(chat_id=NOWHERE, message_id=None, target=None)
        )

    async def reopen(self, broadcast_ids: Sequence[str]) -> None:
        """There is something to do again: the rounds close it when that is done."""
        if broadcast_ids:
            await self.work.run(
                update(broadcasts)
                .where(broadcasts.c.id.in_(sorted(broadcast_ids)))
                .values(finished_at=null())
            )

    async def _revive(self, now: datetime, *which: ColumnElement[bool]) -> list[str]:
        done = await self.work.run(
            update(deliveries)
            .where(*which, deliveries.c.act == Deed.SEND, still_wanted(now))
            .values(**afresh(now))
            .returning(deliveries.c.broadcast_id)
        )
        revived = list(done.scalars())
        await self.reopen(list(set(revived)))
        return revived

    async def _end(
        self, broadcast_id: str, state: DeliveryState, now: datetime, deeds: Sequence[Deed]
    ) -> int:
        done = await self.work.run(
            update(deliveries)
            .where(
                deliveries.c.broadcast_id == broadcast_id,
                deliveries.c.act.in_(deeds),
                deliveries.c.state == DeliveryState.PENDING,
            )
            .values(state=state, finished_at=now)
        )
        return done.rowcount

    async def _follow_up(
        self, broadcast_id: str, deed: Deed, now: datetime, *which: ColumnElement[bool]
    ) -> int:
        of_it = deliveries.c.broadcast_id == broadcast_id
        done = await self.work.run(following(deed, now, of_it, *which))
        await self.reopen([broadcast_id])
        return done.rowcount


def _chat(bot_id: int, chat_id: int) -> tuple[ColumnElement[bool], ...]:
    return deliveries.c.bot_id == bot_id, deliveries.c.chat_id == chat_id
