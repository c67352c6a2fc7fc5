"""What has happened in the house since some moment, counted for those who work in it."""

from datetime import datetime

from sqlalchemy import func, select

from storage.delivery import DeliveryState
from storage.engine import Work
from storage.tables import deliveries, filings

TROUBLED = (DeliveryState.FAILED, DeliveryState.UNCERTAIN)


class Happenings:
    """Asked once a day, by people who were not there."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def filed(self, since: datetime) -> int:
        """What was handed in for the first time."""
        query = select(func.count()).select_from(filings).where(filings.c.submitted_at > since)
        return int((await self.work.run(query)).scalar_one())

    async def undelivered(self, since: datetime) -> dict[DeliveryState, int]:
        """What failed, or may not have arrived."""
        rows = await self.work.run(
            select(deliveries.c.state, func.count().label("number"))
            .where(deliveries.c.state.in_(TROUBLED), deliveries.c.finished_at > since)
            .group_by(deliveries.c.state)
        )
        return {DeliveryState(row.state): row.number for row in rows}
