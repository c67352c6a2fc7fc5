"""What walks along with the rounds: each does a little of its work at every round."""

import time
from collections.abc import Sequence
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
from handlers.duties.news import SubscribedEvents
from handlers.duties.staff_daily import StaffDaily
from storage.clock import Clock, Ticking
from storage.engine import Database


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
    duties, before = services.duties, settings.reminder_levels
    daily = Daily(duties=duties, news=SubscribedEvents(), before=before)
    for_staff = StaffDaily(duties=duties, catalogue=services.catalogue)
    return ReminderRounds(
        database=database,
        time=SteadyTime(database=database, clock=clock, seconds=ticking),
        hour=settings.reminder_hour,
        posts=(DailyPost(daily=daily), StaffPost(daily=for_staff)),
    )
