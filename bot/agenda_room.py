"""The room of what is due, furnished: its services, its conversations, its routers."""

from dataclasses import dataclass
from types import ModuleType

from bot.settings import Settings
from handlers.agenda.reminders import router as reminders
from handlers.agenda.reminders.service import OwnReminders
from handlers.casework.offices import Offices
from handlers.guide import Guide

ROUTERS: tuple[ModuleType, ...] = (reminders,)


@dataclass(frozen=True, kw_only=True)
class AgendaServices:
    """What the room may ask for by name."""

    own_reminders: OwnReminders


def agenda_services(settings: Settings, offices: Offices) -> AgendaServices:
    return AgendaServices(own_reminders=OwnReminders())


def agenda_guides(services: AgendaServices) -> tuple[Guide, ...]:
    return ()
