"""What the rooms may ask for by name."""

from dataclasses import dataclass

from bot.agenda_room import AgendaServices
from bot.broadcast_room import BroadcastServices
from bot.forms_room import FormsServices
from bot.notices_room import NoticesServices
from bot.people_room import PeopleServices
from bot.questions_room import QuestionsServices
from bot.scoring_room import ScoringServices
from handlers.ask.service import Asking
from handlers.guiding import Guiding
from handlers.help.service import Helping
from handlers.links import Links


@dataclass(frozen=True, kw_only=True)
class Services(
    PeopleServices,
    FormsServices,
    ScoringServices,
    BroadcastServices,
    AgendaServices,
    NoticesServices,
    QuestionsServices,
):
    """A field's name is the name of a handler's argument."""

    asking: Asking
    helping: Helping
    guiding: Guiding
    links: Links
