"""The room where staff announce, furnished: its services, its conversations, its routers."""

from dataclasses import dataclass
from types import ModuleType

from bot.imports.sheet_reader import SandboxedSheets
from bot.settings import Settings
from forms.specification import Catalogue
from handlers.broadcast.audience import guides as audience_guides
from handlers.broadcast.audience import router as audience
from handlers.broadcast.audience.deeds import Deeds
from handlers.broadcast.audience.service import Addressing
from handlers.broadcast.audience.sheets import NameSheets, sheet_guide
from handlers.broadcast.lists import guides as list_guides
from handlers.broadcast.lists import router as lists
from handlers.broadcast.lists.service import Listing
from handlers.broadcast.lists.tagging import Tagging
from handlers.guide import Guide

ROUTERS: tuple[ModuleType, ...] = (audience, lists)


@dataclass(frozen=True, kw_only=True)
class BroadcastServices:
    """What the room may ask for by name."""

    addressing: Addressing
    deeds: Deeds
    name_sheets: NameSheets
    listing: Listing
    tagging: Tagging


def broadcast_services(settings: Settings, catalogue: Catalogue) -> BroadcastServices:
    addressing = Addressing(catalogue=catalogue)
    return BroadcastServices(
        addressing=addressing,
        deeds=Deeds(catalogue=catalogue),
        name_sheets=NameSheets(reader=SandboxedSheets(), addressing=addressing),
        listing=Listing(catalogue=catalogue),
        tagging=Tagging(),
    )


def broadcast_guides(services: BroadcastServices, settings: Settings) -> tuple[Guide, ...]:
    return (
        *audience_guides.guides(services.addressing, services.deeds),
        sheet_guide(),
        *list_guides.guides(services.listing, services.tagging),
    )
