"""The room of people and societies, furnished: its services, its conversations, its routers."""

from dataclasses import dataclass
from datetime import timedelta

from bot.imports.sheet_reader import SandboxedSheets
from bot.settings import Settings
from handlers.guide import Guide
from handlers.links import Links
from handlers.people.directory import guides as directory_guides
from handlers.people.directory import router as directory
from handlers.people.directory.service import Directory
from handlers.people.entry import guides as entry_guides
from handlers.people.entry import router as entry
from handlers.people.entry.service import Entering
from handlers.people.invitations import guides as invitation_guides
from handlers.people.invitations import router as invitations
from handlers.people.invitations.service import Inviting
from handlers.people.journal import router as journal
from handlers.people.journal.service import ChainWatch, Ledger
from handlers.people.me import router as me
from handlers.people.me.service import Self
from handlers.people.membership import guides as membership_guides
from handlers.people.membership import router as membership
from handlers.people.membership.cards import Cards
from handlers.people.membership.confirming import Confirming
from handlers.people.membership.service import Belonging
from handlers.people.own import guides as own_guides
from handlers.people.own import router as own
from handlers.people.own.service import Own
from handlers.people.renewal import guides as renewal_guides
from handlers.people.renewal import router as renewal
from handlers.people.renewal.service import Renewing
from handlers.people.roster import guides as roster_guides
from handlers.people.roster import router as roster
from handlers.people.roster.service import Rostering
from handlers.people.sheets import router as sheets
from handlers.people.sheets.deciding import Deciding
from handlers.people.sheets.handouts import HandingOut
from handlers.people.sheets.service import Receiving
from handlers.people.societies import guides as society_guides
from handlers.people.societies import router as societies
from handlers.people.societies.service import Societies
from storage.engine import Database

ROUTERS = (
    entry,
    me,
    own,
    membership,
    invitations,
    societies,
    roster,
    renewal,
    directory,
    journal,
    sheets,
)


@dataclass(frozen=True, kw_only=True)
class PeopleServices:
    """What the corners of the room may ask for by name."""

    entering: Entering
    me: Self
    own: Own
    belonging: Belonging
    confirming: Confirming
    cards: Cards
    inviting: Inviting
    societies: Societies
    rostering: Rostering
    renewing: Renewing
    directory: Directory
    ledger: Ledger
    receiving: Receiving
    deciding: Deciding
    handing_out: HandingOut


def people_services(settings: Settings, database: Database, links: Links) -> PeopleServices:
    return PeopleServices(
        entering=Entering(),
        me=Self(),
        own=Own(),
        belonging=Belonging(),
        confirming=Confirming(),
        cards=Cards(links=links, association=settings.association),
        inviting=Inviting(links=links, good_for=timedelta(days=settings.invitation_days)),
        societies=Societies(),
        rostering=Rostering(),
        renewing=Renewing(),
        directory=Directory(),
        ledger=Ledger(database=database, chain=ChainWatch(database=database)),
        receiving=Receiving(reader=SandboxedSheets()),
        deciding=Deciding(),
        handing_out=HandingOut(links=links, invitation_days=settings.invitation_days),
    )


def people_guides(services: PeopleServices, settings: Settings) -> tuple[Guide, ...]:
    """Every guided conversation of the room."""
    return (
        *entry_guides.guides(services.entering),
        *invitation_guides.guides(services.inviting),
        *society_guides.guides(services.societies),
        *directory_guides.guides(services.directory),
        *roster_guides.guides(services.rostering),
        *membership_guides.guides(
            services.confirming, services.belonging, settings.keep_left_days
        ),
        *renewal_guides.guides(services.renewing),
        *own_guides.guides(services.own),
    )
