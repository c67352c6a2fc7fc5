"""The room where staff keep the notices, furnished."""

from dataclasses import dataclass
from types import ModuleType

from bot.fetching import WebFetcher
from bot.notice_reader import SandboxedNotices
from bot.settings import Settings
from bot.stacks import OpenStacks
from handlers.guide import Guide
from handlers.notices.fetching import Fetcher
from handlers.notices.reading import NoticeReader
from handlers.notices.shelf import guides as shelf_guides
from handlers.notices.shelf import router as shelf
from handlers.notices.shelf.deleting import Deleting
from handlers.notices.shelf.mending import NoticeMending
from handlers.notices.shelf.relating import Relating
from handlers.notices.shelf.service import Shelving
from handlers.notices.taking import guides as taking_guides
from handlers.notices.taking import router as taking
from handlers.notices.taking.card import Cards
from handlers.notices.taking.confirming import Confirming
from handlers.notices.taking.perusing import Perusing
from handlers.notices.taking.receiving import Receiving
from handlers.notices.taking.service import Intaking
from knowledge.library import Library

ROUTERS: tuple[ModuleType, ...] = (taking, shelf)


@dataclass(frozen=True, kw_only=True)
class NoticesServices:
    """What the room may ask for by name."""

    stacks: OpenStacks
    notice_receiving: Receiving
    intaking: Intaking
    notice_confirming: Confirming
    shelving: Shelving
    notice_mending: NoticeMending
    relating: Relating
    notice_deleting: Deleting


def notices_services(
    settings: Settings,
    library: Library,
    reader: NoticeReader | None = None,
    fetcher: Fetcher | None = None,
) -> NoticesServices:
    stacks, cards = OpenStacks(library=library), Cards(library=library)
    perusing = Perusing(reader=reader or SandboxedNotices(), fetcher=fetcher or WebFetcher())
    receiving = Receiving(perusing=perusing, cards=cards)
    intaking, shelving = Intaking(cards=cards), Shelving()
    return NoticesServices(
        stacks=stacks,
        notice_receiving=receiving,
        intaking=intaking,
        notice_confirming=Confirming(intaking=intaking, stacks=stacks),
        shelving=shelving,
        notice_mending=NoticeMending(shelving=shelving, stacks=stacks, receiving=receiving),
        relating=Relating(stacks=stacks),
        notice_deleting=Deleting(shelving=shelving, stacks=stacks),
    )


def notices_guides(services: NoticesServices) -> tuple[Guide, ...]:
    return (
        *taking_guides.guides(services.intaking),
        *shelf_guides.guides(services.shelving, services.notice_mending),
    )
