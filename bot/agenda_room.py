"""The room of what is due, furnished: its services, its conversations, its routers."""

from dataclasses import dataclass
from types import ModuleType

from bot.settings import Settings
from handlers.agenda.calendar import router as calendar
from handlers.agenda.calendar.service import CalendarFeeds, CalendarKeeping
from handlers.agenda.deadlines import guides as deadline_guides
from handlers.agenda.deadlines import router as deadlines
from handlers.agenda.deadlines.late import Lateness
from handlers.agenda.deadlines.service import DeadlineKeeping
from handlers.agenda.mine import router as mine
from handlers.agenda.mine.service import Agenda
from handlers.agenda.reminders import router as reminders
from handlers.agenda.reminders.service import OwnReminders
from handlers.agenda.subscriptions import router as subscriptions
from handlers.agenda.subscriptions.service import Subscribing
from handlers.casework.offices import Offices
from handlers.duties.finding import Duties
from handlers.guide import Guide

ROUTERS: tuple[ModuleType, ...] = (mine, deadlines, calendar, subscriptions, reminders)


@dataclass(frozen=True, kw_only=True)
class AgendaServices:
    """What the room may ask for by name."""

    duties: Duties
    agenda: Agenda
    deadline_keeping: DeadlineKeeping
    lateness: Lateness
    calendar_keeping: CalendarKeeping
    calendar_feeds: CalendarFeeds
    subscribing: Subscribing
    own_reminders: OwnReminders


def agenda_services(settings: Settings, offices: Offices) -> AgendaServices:
    duties = Duties(catalogue=offices.catalogue, ahead=max(settings.reminder_levels))
    return AgendaServices(
        duties=duties,
        agenda=Agenda(duties=duties),
        deadline_keeping=DeadlineKeeping(duties=duties),
        lateness=Lateness(duties=duties),
        calendar_keeping=CalendarKeeping(page_url=settings.page_url),
        calendar_feeds=CalendarFeeds(duties=duties, association=settings.association),
        subscribing=Subscribing(),
        own_reminders=OwnReminders(),
    )


def agenda_guides(services: AgendaServices) -> tuple[Guide, ...]:
    return deadline_guides.guides(services.deadline_keeping)
