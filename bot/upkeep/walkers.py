"""What walks along with the rounds: each does a little of its work at every round."""

from collections.abc import Sequence
from typing import Protocol

from bot.services import Services
from bot.settings import Settings
from bot.upkeep.broadcasts import BroadcastRounds
from bot.upkeep.filings import FilingRounds
from bot.upkeep.renewals import RenewalPost
from storage.clock import Clock
from storage.engine import Database


class Walker(Protocol):
    """Does what is due by the injected clock, and leaves the rest for the next round."""

    async def walk(self) -> int:
        """How much was done."""
        ...


def walkers(
    settings: Settings, services: Services, database: Database, clock: Clock
) -> Sequence[Walker]:
    """In the order in which they walk; what stops one stops none of the others."""
    return (
        RenewalPost(database=database, clock=clock),
        FilingRounds(database=database, moving=services.moving, clock=clock),
        BroadcastRounds(database=database, clock=clock),
    )
