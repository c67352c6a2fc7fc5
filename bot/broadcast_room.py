"""The room where staff announce, furnished: its services, its conversations, its routers."""

from dataclasses import dataclass
from types import ModuleType

from bot.settings import Settings
from handlers.broadcast.receiving import router as receiving
from handlers.broadcast.receiving.service import Pressing
from handlers.broadcast.reporting import router as reporting
from handlers.broadcast.reporting.exporting import Exporting
from handlers.broadcast.reporting.reminding import Reminding
from handlers.broadcast.reporting.service import Reporting
from handlers.broadcast.watching import router as watching
from handlers.broadcast.watching.service import Watching
from handlers.guide import Guide
from handlers.tracked import Tracking

ROUTERS: tuple[ModuleType, ...] = (receiving, watching, reporting)


@dataclass(frozen=True, kw_only=True)
class BroadcastServices:
    """What the room may ask for by name."""

    pressing: Pressing
    watching: Watching
    tracking: Tracking
    reporting: Reporting
    exporting: Exporting
    reminding: Reminding


def broadcast_services(settings: Settings) -> BroadcastServices:
    address = settings.page_url if settings.web_url else ""
    tracking = Tracking(address=address, vault=settings.vault)
    return BroadcastServices(
        pressing=Pressing(),
        watching=Watching(page_url=settings.page_url),
        tracking=tracking,
        reporting=Reporting(counts_links=tracking.counts),
        exporting=Exporting(counts_links=tracking.counts),
        reminding=Reminding(),
    )


def broadcast_guides(services: BroadcastServices, settings: Settings) -> tuple[Guide, ...]:
    return ()
