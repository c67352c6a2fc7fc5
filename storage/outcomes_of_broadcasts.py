"""How the messages of an announcement stand: counted, and what is doubtful listed."""

from collections.abc import Sequence

from sqlalchemy import func, select

from storage.delivery import Deed, DeliveryState, Doubt
from storage.engine import Work
from storage.tables import deliveries, people, recipients

ONGOING = (DeliveryState.PENDING, DeliveryState.CLAIMED)


class BroadcastOutcomes:
    """Only looks."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def is_over(self, broadcast_id: str) -> bool:
        """Nothing waits and nothing is under way."""
        return not await self._has(broadcast_id, list(Deed), ONGOING)

    async def waits(self, broadcast_id: str) -> bool:
        """Whether something is to be sent for the first time."""
        return await self._has(broadcast_id, [Deed.SEND], [DeliveryState.PENDING])

    async def _has(
        self, broadcast_id: str, deeds: Sequence[Deed], states: Sequence[DeliveryState]
    ) -> bool:
        query = select(deliveries.c.id).where(
            deliveries.c.broadcast_id == broadcast_id,
            deliveries.c.act.in_(deeds),
            deliveries.c.state.in_(states),
        )
        return (await self.work.run(query.limit(1))).first() is not None

    async def states(
        self, broadcast_id: str, act: str = Deed.SEND, part: int = 0
    ) -> dict[DeliveryState, int]:
        """How many messages stand where; the text stands for its files."""
        rows = await self.work.run(
            select(deliveries.c.state, func.count().label("number"))
            .where(
                deliveries.c.broadcast_id == broadcast_id,
                deliveries.c.act == act,
                deliveries.c.part == part,
            )
            .group_by(deliveries.c.state)
        )
        return {DeliveryState(row.state): row.number for row in rows}

    async def reasons(
        self, broadcast_id: str, act: str = Deed.SEND
    ) -> dict[tuple[DeliveryState, str], int]:
        """Why something did not arrive: state and reason, with the number of messages."""
        rows = await self.work.run(
            select(deliveries.c.state, deliveries.c.reason, func.count().label("number"))
            .where(
                deliveries.c.broadcast_id == broadcast_id,
                deliveries.c.act == act,
                deliveries.c.reason.is_not(None),
            )
            .group_by(deliveries.c.state, deliveries.c.reason)
        )
        return {(DeliveryState(row.state), row.reason): row.number for row in rows}

    async def uncertain(self, broadcast_id: str, most: int = 20, *, skip: int = 0) -> list[Doubt]:
        """Nobody knows whether these arrived; a person decides."""
        rows = await self.work.run(
            select(
                deliveries.c.id.label("delivery_id"),
                recipients.c.person_id,
                func.coalesce(people.c.name, "").label("name"),
                recipients.c.society_id,
                deliveries.c.part,
                func.coalesce(deliveries.c.reason, "").label("reason"),
                deliveries.c.finished_at.label("since"),
            )
            .select_from(deliveries)
            .outerjoin(recipients, recipients.c.id == deliveries.c.recipient_id)
            .outerjoin(people, people.c.id == recipients.c.person_id)
            .where(
                deliveries.c.broadcast_id == broadcast_id,
                deliveries.c.act == Deed.SEND,
                deliveries.c.state == DeliveryState.UNCERTAIN,
            )
            .order_by(deliveries.c.id)
            .limit(most)
            .offset(skip)
        )
        return [Doubt(**row._mapping) for row in rows]
