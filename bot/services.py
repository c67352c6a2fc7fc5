"""What the rooms may ask for by name."""

from dataclasses import dataclass

from handlers.ask.service import Asking
from handlers.guiding import Guiding
from handlers.help.service import Helping
from handlers.links import Links
from handlers.people.journal.service import Ledger
from handlers.people.own.service import Own


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """A field's name is the name of a handler's argument."""

    asking: Asking
    helping: Helping
    ledger: Ledger
    own: Own
    guiding: Guiding
    links: Links
