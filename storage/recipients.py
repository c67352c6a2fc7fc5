"""Who has an announcement, and what they did with it: read, pressed, answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, insert, select, update

from storage.broadcasts import BroadcastState
from storage.deliveries import DeliveryState
from storage.engine import Work
from storage.tables import broadcasts, deliveries, presses, recipients
from storage.upsert import insert_for

# Announcements that may be lying in somebody's chat.
OUT = (
    BroadcastState.SENDING,
    BroadcastState.PAUSED,
    BroadcastState.DONE,
    BroadcastState.CANCELLED,
    BroadcastState.EXPIRED,
)
_GONE_OUT = (DeliveryState.SENT, DeliveryState.UNCERTAIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One person of an announcement's audience, as they were when it was approved."""

    id: int
    broadcast_id: str
    person_id: str | None
    society_id: str | None
    city: str | None
    discipline: str | None
    excluded: str | None
    spread: bool
    read_at: datetime | None
    clicked_at: datetime | None
    answer: int | None
    answered_at: datetime | None


class Recipients:
    """What people do with what they got; what became of the sending is told by `following`."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def get(self, broadcast_id: str, person_id: str) -> Recipient | None:
        return await self._one(_of(broadcast_id, person_id))

    async def by_id(self, identity: int) -> Recipient | None:
        return await self._one(recipients.c.id == identity)

    async def _one(self, condition: ColumnElement[bool]) -> Recipient | None:
        row = (await self.work.run(select(recipients).where(condition))).one_or_none()
        return row and Recipient(**row._mapping)

    async def add(self, broadcast_id: str, person_id: str, **values: object) -> int:
        """One by hand; a whole audience is frozen by `audiences`."""
        row = {"broadcast_id": broadcast_id, "person_id": person_id, "spread": False, **values}
        added = await self.work.run(insert(recipients).values(**row).returning(recipients.c.id))
        return int(added.scalar_one())

    async def attribute(self, delivery_id: int, recipient: Recipient) -> None:
        """A message written by hand belongs to what was announced to them."""
        await self.work.run(
            update(deliveries)
            .where(deliveries.c.id == delivery_id)
            .values(broadcast_id=recipient.broadcast_id, recipient_id=recipient.id)
        )
        await self.work.run(
            update(recipients).where(recipients.c.id == recipient.id).values(spread=True)
        )

    async def mark_read(self, broadcast_id: str, person_id: str, now: datetime) -> bool:
        """False where it was read before, or never meant for them."""
        done = await self.work.run(
            update(recipients)
            .where(
                _of(broadcast_id, person_id),
                recipients.c.excluded.is_(None),
                recipients.c.read_at.is_(None),
            )
            .values(read_at=now)
        )
        return done.rowcount == 1

    async def press(self, recipient_id: int, button: int, now: datetime) -> bool:
        """A form or a link was opened; False where that button was pressed before."""
        first = await self.work.run(
            insert_for(self.work, presses)
            .values(recipient_id=recipient_id, button=button, at=now)
            .on_conflict_do_nothing()
        )
        await self.work.run(
            update(recipients)
            .where(recipients.c.id == recipient_id, recipients.c.clicked_at.is_(None))
            .values(clicked_at=now)
        )
        return first.rowcount == 1

    async def answer(self, broadcast_id: str, person_id: str, choice: int, now: datetime) -> bool:
        """The last choice counts."""
        done = await self.work.run(
            update(recipients)
            .where(_of(broadcast_id, person_id), recipients.c.excluded.is_(None))
            .values(answer=choice, answered_at=now)
        )
        return done.rowcount == 1

    async def arrived(self, recipient_id: int, bot_id: int, chat_id: int) -> None:
        """Somebody pressed it there: whoever was not sure that it had arrived is sure now."""
        await self.work.run(
            update(deliveries)
            .where(
                deliveries.c.recipient_id == recipient_id,
                deliveries.c.bot_id == bot_id,
                deliveries.c.chat_id == chat_id,
                deliveries.c.part == 0,
                deliveries.c.act == "send",
                deliveries.c.state == DeliveryState.UNCERTAIN,
            )
            .values(state=DeliveryState.SENT, reason=None)
        )

    async def latest_unread(self, person_id: str) -> str | None:
        """The announcement that reached this person last and that they have not read."""
        reached = exists().where(
            deliveries.c.recipient_id == recipients.c.id, deliveries.c.state.in_(_GONE_OUT)
        )
        found = await self.work.run(
            select(recipients.c.broadcast_id)
            .join(broadcasts, broadcasts.c.id == recipients.c.broadcast_id)
            .where(
                recipients.c.person_id == person_id,
                recipients.c.excluded.is_(None),
                recipients.c.read_at.is_(None),
                broadcasts.c.state.in_(OUT),
                reached,
            )
            .order_by(
                func.coalesce(broadcasts.c.started_at, broadcasts.c.created_at).desc(),
                broadcasts.c.id,
            )
            .limit(1)
        )
        return found.scalar_one_or_none()

    async def unread(self, broadcast_id: str) -> int:
        """How many of those it was meant for have not read it."""
        found = await self.work.run(
            select(func.count())
            .select_from(recipients)
            .where(
                recipients.c.broadcast_id == broadcast_id,
                recipients.c.excluded.is_(None),
                recipients.c.read_at.is_(None),
            )
        )
        return int(found.scalar_one())

    async def copies(self, broadcast_id: str, since: datetime) -> Sequence[str]:
        """Announcements made from this one since then; whoever asks is alone in asking."""
        await self.work.run(
            select(broadcasts.c.id).where(broadcasts.c.id == broadcast_id).with_for_update()
        )
        rows = await self.work.run(
            select(broadcasts.c.id)
            .where(broadcasts.c.copied_from == broadcast_id, broadcasts.c.created_at > since)
            .order_by(broadcasts.c.created_at.desc())
        )
        return [str(each) for each in rows.scalars()]


def _of(broadcast_id: str, person_id: str) -> ColumnElement[bool]:
    return (recipients.c.broadcast_id == broadcast_id) & (recipients.c.person_id == person_id)
