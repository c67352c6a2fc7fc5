"""What the rooms work with: their services, and the conversations they guide."""

from collections.abc import Sequence
from datetime import timedelta

from bot.links import DoorLinks
from bot.metrics import Metrics
from bot.services import Services
from bot.settings import Settings
from bot.sheet_reader import SandboxedSheets
from handlers.ask.service import Asking
from handlers.guide import Guide
from handlers.guiding import Guiding
from handlers.help.service import Helping
from handlers.people.directory import guides as directory_guides
from handlers.people.directory.service import Directory
from handlers.people.entry import guides as entry
from handlers.people.entry.service import Entering
from handlers.people.invitations import guides as invitations
from handlers.people.invitations.service import Inviting
from handlers.people.journal.service import ChainWatch, Ledger
from handlers.people.me.service import Self
from handlers.people.membership import guides as membership_guides
from handlers.people.membership.cards import Cards
from handlers.people.membership.confirming import Confirming
from handlers.people.membership.service import Belonging
from handlers.people.own.guides import erasing
from handlers.people.own.service import Own
from handlers.people.renewal import guides as renewal_guides
from handlers.people.renewal.service import Renewing
from handlers.people.roster import guides as roster_guides
from handlers.people.roster.service import Rostering
from handlers.people.sheets.deciding import Deciding
from handlers.people.sheets.handouts import HandingOut
from handlers.people.sheets.service import Receiving
from handlers.people.societies import guides as society_guides
from handlers.people.societies.service import Societies
from knowledge.library import Library
from storage.clock import Clock
from storage.engine import Database


def build_services(
    settings: Settings,
    library: Library,
    metrics: Metrics,
    clock: Clock,
    database: Database,
    links: DoorLinks,
) -> Services:
    guides: dict[str, Guide] = {}
    services = Services(
        asking=_asking(library, metrics, clock),
        helping=Helping(library=library, association=settings.association, guides=guides),
        guiding=Guiding(guides=guides),
        links=links,
        entering=Entering(),
        me=Self(),
        own=Own(),
        ledger=Ledger(database=database, chain=ChainWatch(database=database)),
        inviting=Inviting(links=links, good_for=timedelta(days=settings.invitation_days)),
        societies=Societies(),
        directory=Directory(),
        rostering=Rostering(),
        confirming=Confirming(),
        belonging=Belonging(),
        cards=Cards(links=links, association=settings.association),
        renewing=Renewing(),
        receiving=Receiving(reader=SandboxedSheets()),
        deciding=Deciding(),
        handing_out=HandingOut(links=links, invitation_days=settings.invitation_days),
    )
    guides.update((each.name, each) for each in _guides(services, settings))
    return services


def _guides(services: Services, settings: Settings) -> Sequence[Guide]:
    confirming, belonging = services.confirming, services.belonging
    return (
        erasing(services.own),
        *entry.guides(services.entering),
        *invitations.guides(services.inviting),
        *society_guides.guides(services.societies),
        *directory_guides.guides(services.directory),
        *roster_guides.guides(services.rostering),
        *membership_guides.guides(confirming, belonging, settings.keep_left_days),
        *renewal_guides.guides(services.renewing),
    )


def _asking(library: Library, metrics: Metrics, clock: Clock) -> Asking:
    return Asking(
        library=library,
        clock=clock,
        on_answer=lambda tier: metrics.answers.labels(tier).inc(),
    )
