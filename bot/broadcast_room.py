"""The room where staff announce, furnished: its services, its conversations, its routers."""

from dataclasses import dataclass
from types import ModuleType

from bot.settings import Settings
from handlers.broadcast.receiving import router as receiving
from handlers.broadcast.receiving.service import Pressing
from handlers.guide import Guide

ROUTERS: tuple[ModuleType, ...] = (receiving,)


@dataclass(frozen=True, kw_only=True)
class BroadcastServices:
    """What the room may ask for by name."""

    pressing: Pressing


def broadcast_services(settings: Settings) -> BroadcastServices:
    return BroadcastServices(pressing=Pressing())


def broadcast_guides(services: BroadcastServices, settings: Settings) -> tuple[Guide, ...]:
    return ()
