"""Events somebody has a place at."""

from datetime import datetime, time, timedelta

from forms.workdays import workday_after
from handlers.callbacks import Go
from handlers.casework.event_texts import moment
from handlers.casework.states import SURE
from handlers.duties.duty import Duty, Source
from handlers.duties.view import View
from handlers.places import Place
from storage.clock import SHANGHAI
from storage.duty_facts import SignedUp

PREFIX = "event."


async def event_duties(view: View) -> list[Duty]:
    """To come; of everybody's, those until the next day on which somebody can be written to."""
    if view.whose.person_id is None and not view.whose.everybody:
        return []
    last = view.until
    if view.whose.everybody:
        last = min(last, workday_after(view.today, 1).day)
    until = datetime.combine(last + timedelta(days=1), time(), SHANGHAI)
    found = await view.archive.duty_facts.signed_up(SURE, view.now, until, view.whose)
    return [_duty(each) for each in found]


def _duty(found: SignedUp) -> Duty:
    place = "，".join(filter(None, (found.city, found.venue)))
    return Duty(
        object=f"{PREFIX}{found.event_id}.{found.person_id}",
        source=Source.EVENT,
        what=f"参加「{found.title}」",
        due=found.begins_at.astimezone(SHANGHAI).date(),
        basis=f"您报了名，{moment(found.begins_at)}开始。{place}",
        person_id=found.person_id,
        mandatory=False,
        button=("看这一场", Go(to=Place.EVENT, id=found.event_id)),
    )
