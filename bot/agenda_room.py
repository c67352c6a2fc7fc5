"""The room of what is due, furnished: its services, its conversations, its routers."""

from dataclasses import dataclass
from types import ModuleType

from bot.settings import Settings
from handlers.casework.offices import Offices
from handlers.guide import Guide

ROUTERS: tuple[ModuleType, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AgendaServices:
    """What the room may ask for by name."""


def agenda_services(settings: Settings, offices: Offices) -> AgendaServices:
    return AgendaServices()


def agenda_guides(services: AgendaServices) -> tuple[Guide, ...]:
    return ()
