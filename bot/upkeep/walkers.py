"""What walks along with the rounds: each does a little of its work at every round."""

import time
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.channels.door import Door
from bot.services import Services
from bot.settings import Settings
from bot.upkeep.broadcasts import BroadcastRounds
from bot.upkeep.daily_post import DailyPost
from bot.upkeep.filings import FilingRounds
from bot.upkeep.progress import ProgressPost
from bot.upkeep.reminders import ReminderRounds
from bot.upkeep.renewals import RenewalPost
from bot.upkeep.staff_post import StaffPost
from bot.upkeep.steady_time import SteadyTime
from handlers.duties.daily import Daily
from handlers.duties.duty import Duty
from handlers.duties.staff_daily import StaffDaily
from storage.archive import Archive
from storage.clock import Clock, Ticking
from storage.engine import Database
from storage.events import Event


class Walker(Protocol):
    """Does what is due by the injected clock, and leaves the rest for the next round."""

    async def walk(self) -> int:
        """How much was done."""
        ...


def walkers(
    settings: Settings,
    services: Services,
    database: Database,
    clock: Clock,
    doors: Sequence[Door],
) -> Sequence[Walker]:
    """In the order in which they walk; what stops one stops none of the others.

    `doors` is filled after this: it is looked at when something is to be shown.
    """
    return (
        RenewalPost(database=database, clock=clock),
        FilingRounds(database=database, moving=services.moving, clock=clock),
        BroadcastRounds(database=database, clock=clock),
        ProgressPost(database=database, clock=clock, page_url=settings.page_url, doors=doors),
        reminder_rounds(settings, services, database, clock),
    )


def reminder_rounds(
    settings: Settings, services: Services, database: Database, clock: Clock
) -> ReminderRounds:
    ticking = clock.seconds if isinstance(clock, Ticking) else time.monotonic
    daily = Daily(duties=NothingDue(), news=NothingNew(), before=settings.reminder_levels)
    for_staff = StaffDaily(duties=NothingDue(), catalogue=services.catalogue)
    return ReminderRounds(
        database=database,
        time=SteadyTime(database=database, clock=clock, seconds=ticking),
        hour=settings.reminder_hour,
        posts=(DailyPost(daily=daily), StaffPost(daily=for_staff)),
    )


class NothingDue:
    """Until the room of what is due finds it."""

    async def every(self, archive: Archive, now: datetime) -> Sequence[Duty]:
        return ()


class NothingNew:
    """Until somebody can subscribe to events."""

    async def since(
        self, archive: Archive, since: datetime, now: datetime
    ) -> Sequence[tuple[Event, Collection[str]]]:
        return ()
