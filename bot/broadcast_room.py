"""The room where staff announce, furnished: its services, its conversations, its routers."""

from dataclasses import dataclass
from types import ModuleType

from bot.settings import Settings
from handlers.broadcast.receiving import router as receiving
from handlers.broadcast.receiving.service import Pressing
from handlers.broadcast.watching import router as watching
from handlers.broadcast.watching.service import Watching
from handlers.guide import Guide

ROUTERS: tuple[ModuleType, ...] = (receiving, watching)


@dataclass(frozen=True, kw_only=True)
class BroadcastServices:
    """What the room may ask for by name."""

    pressing: Pressing
    watching: Watching


def broadcast_services(settings: Settings) -> BroadcastServices:
    return BroadcastServices(
        pressing=Pressing(),
        watching=Watching(page_url=settings.page_url),
    )


def broadcast_guides(services: BroadcastServices, settings: Settings) -> tuple[Guide, ...]:
    return ()
