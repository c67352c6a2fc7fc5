"""The room where staff announce, furnished: its services, its conversations, its routers."""

from dataclasses import dataclass
from types import ModuleType

from bot.settings import Settings
from handlers.guide import Guide

ROUTERS: tuple[ModuleType, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BroadcastServices:
    """What the room may ask for by name."""


def broadcast_services(settings: Settings) -> BroadcastServices:
    return BroadcastServices()


def broadcast_guides(services: BroadcastServices, settings: Settings) -> tuple[Guide, ...]:
    return ()
