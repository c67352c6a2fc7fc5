"""How far an announcement has come, as a message and a page show it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.archive import Archive
from storage.broadcasts import Broadcast, BroadcastState
from storage.deliveries import DeliveryState
from storage.watches import ENDED, Going

LATELY = timedelta(seconds=20)
CELLS = 10
ONGOING = (DeliveryState.PENDING, DeliveryState.CLAIMED)
NOT_ARRIVED = (DeliveryState.FAILED, DeliveryState.HELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Counted by message: somebody with two doors has two of them."""

    broadcast: Broadcast
    going: Going
    now: datetime

    @property
    def sent(self) -> int:
        return self._of(DeliveryState.SENT)

    @property
    def failed(self) -> int:
        """Refused, or kept for when the person writes again."""
        return self._of(*NOT_ARRIVED)

    @property
    def uncertain(self) -> int:
        return self._of(DeliveryState.UNCERTAIN)

    @property
    def stopped(self) -> int:
        return self._of("cancelled", "expired")

    @property
    def left(self) -> int:
        return 0 if self.is_over else self.going.unspread + self._of(*ONGOING)

    @property
    def is_over(self) -> bool:
        return self.broadcast.state in ENDED

    @property
    def is_paused(self) -> bool:
        return self.broadcast.state is BroadcastState.PAUSED

    @property
    def percent(self) -> int:
        """Rounded down: nothing is finished at 99.6."""
        every = self.going.unspread + sum(self.going.states.values())
        return 100 if self.is_over else (every - self.left) * 100 // every if every else 0

    @property
    def seconds_left(self) -> int | None:
        """As quickly as it has lately gone; None where that says nothing."""
        if self.is_paused or not self.left or not self.going.lately:
            return None
        begun = self.broadcast.started_at or self.now
        span = min(LATELY, max(self.now - begun, timedelta(seconds=1)))
        return max(1, round(self.left * span.total_seconds() / self.going.lately))

    def _of(self, *states: str) -> int:
        return sum(self.going.states.get(each, 0) for each in states)


async def progress_of(archive: Archive, broadcast: Broadcast, now: datetime) -> Progress:
    going = await archive.watches.going(broadcast.id, now - LATELY)
    return Progress(broadcast=broadcast, going=going, now=now)
