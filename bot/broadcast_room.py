"""The room where staff announce, furnished: its services, its conversations, its routers."""

from dataclasses import dataclass
from types import ModuleType

from bot.imports.sheet_reader import SandboxedSheets
from bot.settings import Settings
from forms.specification import Catalogue
from handlers.broadcast import conversations
from handlers.broadcast.approving import guides as approving_guides
from handlers.broadcast.approving import router as approving
from handlers.broadcast.approving.service import Approving
from handlers.broadcast.audience import guides as audience_guides
from handlers.broadcast.audience import router as audience
from handlers.broadcast.audience.deeds import Deeds
from handlers.broadcast.audience.service import Addressing
from handlers.broadcast.audience.sheets import NameSheets, sheet_guide
from handlers.broadcast.forwarding import router as forwarding
from handlers.broadcast.forwarding.service import Forwarding
from handlers.broadcast.lists import guides as list_guides
from handlers.broadcast.lists import router as lists
from handlers.broadcast.lists.service import Listing
from handlers.broadcast.lists.tagging import Tagging
from handlers.broadcast.receiving import router as receiving
from handlers.broadcast.receiving.service import Pressing
from handlers.broadcast.reporting import router as reporting
from handlers.broadcast.reporting.exporting import Exporting
from handlers.broadcast.reporting.reminding import Reminding
from handlers.broadcast.reporting.service import Reporting
from handlers.broadcast.sending import guides as sending_guides
from handlers.broadcast.sending import router as sending
from handlers.broadcast.sending.service import Steering
from handlers.broadcast.watching import router as watching
from handlers.broadcast.watching.service import Watching
from handlers.broadcast.writing import guides as writing_guides
from handlers.broadcast.writing import router as writing
from handlers.broadcast.writing.service import Writing
from handlers.broadcast.writing.talk import FilesTalk
from handlers.guide import Guide
from handlers.guiding import Talk
from handlers.tracked import Tracking
from knowledge.library import Library

ROUTERS: tuple[ModuleType, ...] = (
    receiving,
    watching,
    reporting,
    audience,
    lists,
    writing,
    approving,
    sending,
    forwarding,
)


@dataclass(frozen=True, kw_only=True)
class BroadcastServices:
    """What the room may ask for by name."""

    addressing: Addressing
    deeds: Deeds
    name_sheets: NameSheets
    listing: Listing
    tagging: Tagging
    writing: Writing
    approving: Approving
    steering: Steering
    forwarding: Forwarding
    pressing: Pressing
    watching: Watching
    tracking: Tracking
    reporting: Reporting
    exporting: Exporting
    reminding: Reminding


def broadcast_services(
    settings: Settings, catalogue: Catalogue, library: Library
) -> BroadcastServices:
    above = settings.broadcast_approval_above
    address = settings.page_url if settings.web_url else ""
    tracking = Tracking(address=address, vault=settings.vault)
    addressing = Addressing(catalogue=catalogue)
    approving = Approving(catalogue=catalogue, above=above)
    return BroadcastServices(
        addressing=addressing,
        deeds=Deeds(catalogue=catalogue),
        name_sheets=NameSheets(reader=SandboxedSheets(), addressing=addressing),
        listing=Listing(catalogue=catalogue),
        tagging=Tagging(),
        writing=Writing(catalogue=catalogue, above=above),
        approving=approving,
        steering=Steering(above=above),
        forwarding=Forwarding(library=library, page_url=settings.page_url),
        pressing=Pressing(),
        watching=Watching(page_url=settings.page_url),
        tracking=tracking,
        reporting=Reporting(counts_links=tracking.counts),
        exporting=Exporting(counts_links=tracking.counts),
        reminding=Reminding(approving=approving),
    )


def broadcast_guides(services: BroadcastServices, settings: Settings) -> tuple[Guide, ...]:
    return (
        *audience_guides.guides(services.addressing, services.deeds),
        sheet_guide(),
        *list_guides.guides(services.listing, services.tagging),
        *writing_guides.guides(services.writing),
        *approving_guides.guides(services.approving),
        *sending_guides.guides(services.steering, services.writing),
    )


def broadcast_talks(services: BroadcastServices) -> dict[str, Talk]:
    """The conversations that take several messages, by what their names begin with."""
    return {conversations.FILES: FilesTalk(writing=services.writing)}
