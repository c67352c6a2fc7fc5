"""The forms office, furnished: its services, its conversations, its routers."""

from dataclasses import dataclass
from types import ModuleType

from bot.settings import Settings
from forms.loading import load_catalogue
from forms.proposing import Proposer
from forms.specification import Catalogue
from handlers.casework.aftermath import Aftermath
from handlers.casework.calendar import InCalendar
from handlers.casework.closing import Settle
from handlers.casework.entering import OnRecord
from handlers.casework.moving import Moving
from handlers.casework.offices import Offices
from handlers.casework.post import Post
from handlers.casework.signing_up import SignUps
from handlers.filing import router as filing
from handlers.filing.beginning import Beginning
from handlers.filing.handing_in import HandingIn
from handlers.filing.leaving import Leaving
from handlers.filing.proposals import Proposals
from handlers.filing.starting import Starting
from handlers.filing.talk import KIND, FilingTalk
from handlers.guide import Guide
from handlers.guiding import Talk

ROUTERS: tuple[ModuleType, ...] = (filing,)

CONSEQUENCES = (OnRecord(), InCalendar(), Settle(), SignUps())


@dataclass(frozen=True, kw_only=True)
class FormsServices:
    """What the rooms of filing and review may ask for by name."""

    catalogue: Catalogue
    offices: Offices
    moving: Moving
    starting: Starting


def forms_services(settings: Settings) -> FormsServices:
    catalogue = load_catalogue()
    offices = Offices(catalogue=catalogue)
    moving = Moving(offices=offices, post=Post(), aftermath=Aftermath(CONSEQUENCES))
    return FormsServices(
        catalogue=catalogue,
        offices=offices,
        moving=moving,
        starting=Starting(beginning=Beginning(offices=offices)),
    )


def forms_talks(
    services: FormsServices, settings: Settings, proposer: Proposer | None = None
) -> dict[str, Talk]:
    """The conversations that forms make themselves, by what their names begin with."""
    page = settings.page_url.rstrip("/")
    talk = FilingTalk(
        offices=services.offices,
        handing_in=HandingIn(moving=services.moving),
        leaving=Leaving(offices=services.offices),
        proposals=Proposals(proposer),
        page=lambda filing_id: f"{page}/form/{filing_id}",
    )
    return {KIND: talk}


def forms_guides(services: FormsServices, settings: Settings) -> tuple[Guide, ...]:
    """Every guided conversation of the office, beside those that forms make themselves."""
    return ()
