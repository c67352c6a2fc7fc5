"""What the rooms may ask for by name."""

from dataclasses import dataclass

from handlers.ask.service import Asking
from handlers.guiding import Guiding
from handlers.help.service import Helping
from handlers.links import Links
from handlers.people.directory.service import Directory
from handlers.people.entry.service import Entering
from handlers.people.invitations.service import Inviting
from handlers.people.journal.service import Ledger
from handlers.people.me.service import Self
from handlers.people.membership.cards import Cards
from handlers.people.membership.confirming import Confirming
from handlers.people.membership.service import Belonging
from handlers.people.own.service import Own
from handlers.people.renewal.service import Renewing
from handlers.people.roster.service import Rostering
from handlers.people.sheets.deciding import Deciding
from handlers.people.sheets.handouts import HandingOut
from handlers.people.sheets.service import Receiving
from handlers.people.societies.service import Societies


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """A field's name is the name of a handler's argument."""

    asking: Asking
    helping: Helping
    ledger: Ledger
    own: Own
    guiding: Guiding
    rostering: Rostering
    confirming: Confirming
    belonging: Belonging
    cards: Cards
    renewing: Renewing
    links: Links
    entering: Entering
    me: Self
    inviting: Inviting
    societies: Societies
    directory: Directory
    receiving: Receiving
    deciding: Deciding
    handing_out: HandingOut
