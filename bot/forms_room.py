"""The forms office, furnished: its services, its conversations, its routers."""

from dataclasses import dataclass
from functools import partial
from types import ModuleType
from typing import Any

from bot.form_reader import SandboxedForms
from bot.links import page_link
from bot.settings import Settings
from forms.loading import own_catalogue
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
from handlers.filing.catalogue import router as catalogue
from handlers.filing.catalogue.searching import FormIndex
from handlers.filing.catalogue.service import Choosing
from handlers.filing.events import guides as event_guides
from handlers.filing.events import router as events
from handlers.filing.events.checking import CheckingIn
from handlers.filing.events.guests import GuestList
from handlers.filing.events.keeping import SalonKeeping
from handlers.filing.events.service import EventCalendar
from handlers.filing.events.signing import Signing
from handlers.filing.files import router as files
from handlers.filing.files.attaching import Attaching
from handlers.filing.files.handouts import FormSheets
from handlers.filing.files.papers import SentAlong
from handlers.filing.files.returning import Returning
from handlers.filing.files.service import Incoming
from handlers.filing.handing_in import HandingIn
from handlers.filing.leaving import Leaving
from handlers.filing.mine import guides as mine_guides
from handlers.filing.mine import router as mine
from handlers.filing.mine.drafts import Drafts
from handlers.filing.mine.facts import Gathering
from handlers.filing.mine.receipts import Receipts
from handlers.filing.mine.service import Following
from handlers.filing.mine.withdrawing import Withdrawing
from handlers.filing.proposals import Proposals
from handlers.filing.starting import Starting
from handlers.filing.talk import KIND, FilingTalk
from handlers.filing.whole import WholeTable
from handlers.filing.whole_files import WholeFiles
from handlers.guide import Guide
from handlers.guiding import Talk
from handlers.links import Links
from handlers.review.absence import guides as absence_guides
from handlers.review.absence import router as absence
from handlers.review.absence.service import Absent
from handlers.review.batch import router as batch
from handlers.review.batch.service import Batching
from handlers.review.card import router as card
from handlers.review.card.answers import Answers
from handlers.review.card.grounds import Grounds
from handlers.review.card.papers import Papers
from handlers.review.card.service import Reviewing
from handlers.review.files import Reading
from handlers.review.hands import guides as hands_guides
from handlers.review.hands import router as hands
from handlers.review.hands.service import Handing
from handlers.review.moves import guides as moves_guides
from handlers.review.moves import router as moves
from handlers.review.moves.service import Judging
from handlers.review.objections.settling import ObjectionsSettled
from handlers.review.queue import router as queue
from handlers.review.queue.service import Queueing
from knowledge.library import Library

ROUTERS: tuple[ModuleType, ...] = (
    events,
    filing,
    mine,
    files,
    catalogue,
    queue,
    card,
    moves,
    hands,
    absence,
    batch,
)
CONSEQUENCES = (OnRecord(), InCalendar(), Settle(), SignUps(), ObjectionsSettled())


@dataclass(frozen=True, kw_only=True)
class FormsServices:
    """What the rooms of filing and review may ask for by name."""

    catalogue: Catalogue
    offices: Offices
    moving: Moving
    starting: Starting
    choosing: Choosing
    drafts: Drafts
    following: Following
    withdrawing: Withdrawing
    receipts: Receipts
    incoming: Incoming
    form_sheets: FormSheets
    sent_along: SentAlong
    whole: WholeTable
    whole_files: WholeFiles
    queueing: Queueing
    reviewing: Reviewing
    filled: Answers
    papers: Papers
    judging: Judging
    handing: Handing
    absent: Absent
    batching: Batching
    calendar: EventCalendar
    signing: Signing
    keeping: SalonKeeping
    guest_list: GuestList
    checking_in: CheckingIn


def forms_services(
    settings: Settings, links: Links, library: Library | None = None
) -> FormsServices:
    catalogue = own_catalogue()
    offices = Offices(catalogue=catalogue)
    moving = Moving(offices=offices, post=Post(), aftermath=Aftermath(CONSEQUENCES))
    starting = Starting(beginning=Beginning(offices=offices))
    reading, queueing = Reading(offices=offices), Queueing(catalogue=catalogue)
    return FormsServices(
        catalogue=catalogue,
        offices=offices,
        moving=moving,
        whole=WholeTable(offices=offices),
        whole_files=WholeFiles(offices=offices),
        **_filing(settings, offices, moving, starting),
        queueing=queueing,
        reviewing=Reviewing(reading=reading, grounds=Grounds(library=library)),
        filled=Answers(reading=reading),
        papers=Papers(reading=reading),
        judging=Judging(reading=reading, moving=moving, queueing=queueing),
        handing=Handing(reading=reading),
        absent=Absent(),
        batching=Batching(catalogue=catalogue, moving=moving),
        calendar=EventCalendar(beginning=starting.beginning),
        signing=Signing(starting=starting),
        keeping=SalonKeeping(moving=moving),
        guest_list=GuestList(offices=offices),
        checking_in=CheckingIn(moving=moving, links=links),
    )


def _filing(
    settings: Settings, offices: Offices, moving: Moving, starting: Starting
) -> dict[str, Any]:
    """The pages and files of the room where filings are filled in."""
    beginning, following = starting.beginning, Following(offices=offices)
    returning = Returning(offices=offices, beginning=beginning, reader=SandboxedForms())
    return {
        "starting": starting,
        "choosing": Choosing(
            beginning=beginning, starting=starting, index=FormIndex.of(offices.catalogue)
        ),
        "drafts": Drafts(offices=offices),
        "following": following,
        "withdrawing": Withdrawing(offices=offices, moving=moving),
        "receipts": Receipts(
            following=following, gathering=Gathering(association=settings.association)
        ),
        "incoming": Incoming(
            attaching=Attaching(offices=offices), returning=returning, beginning=beginning
        ),
        "form_sheets": FormSheets(offices=offices, beginning=beginning),
        "sent_along": SentAlong(offices=offices),
    }


def forms_talks(
    services: FormsServices, settings: Settings, proposer: Proposer | None = None
) -> dict[str, Talk]:
    """The conversations that forms make themselves, by what their names begin with."""
    talk = FilingTalk(
        offices=services.offices,
        handing_in=HandingIn(moving=services.moving),
        leaving=Leaving(offices=services.offices),
        proposals=Proposals(proposer),
        page=partial(page_link, settings.page_url),
    )
    return {KIND: talk}


def forms_guides(services: FormsServices, settings: Settings) -> tuple[Guide, ...]:
    """Every guided conversation of the office, beside those that forms make themselves."""
    return (
        *mine_guides.guides(services.withdrawing),
        *moves_guides.guides(services.judging),
        *hands_guides.guides(services.handing),
        *absence_guides.guides(services.absent),
        *event_guides.guides(services.calendar, services.keeping),
    )
