"""Where the pages of events lead."""

from functools import partial

from handlers.callbacks import Go
from handlers.desk import Button
from handlers.filing.events.guests import Guests
from handlers.filing.events.service import Coming, Shown
from handlers.paging import turning
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.rights import Action, may
from storage.events import EventKind
from storage.filings import Filing
from storage.people import Person

BACK: Button = (LABELS[Place.EVENTS], Go(to=Place.EVENTS))
HEAR = (Place.SUBSCRIPTIONS, Place.CALENDAR_LINK)  # of new ones, and in one's telephone
KEEPING = (
    ("参加人员和签到", Place.GUESTS),
    ("签到码", Place.DOOR_CODE),
    ("导出参加人员", Place.EXPORT_GUESTS),
)


def coming(found: Coming, person: Person) -> tuple[Button, ...]:
    buttons: list[Button] = [
        (each.event.title[:40], Go(to=Place.EVENT, id=each.event.id)) for each in found.events
    ]
    buttons += turning(lambda n: Go(to=Place.EVENTS, n=n), found.number, found.pages)
    if may(person, Action.KEEP_EVENTS):
        buttons.append(("开一场沙龙", Go(to=Place.ADD_EVENT)))
    return (*buttons, *((LABELS[each], Go(to=each)) for each in HEAR))


def event(found: Shown, person: Person) -> tuple[Button, ...]:
    event_id, buttons = found.event.id, list[Button]()
    if found.may_sign_up:
        buttons.append(("报名", Go(to=Place.SIGN_UP, id=event_id)))
    for each in found.mine:
        if found.checks_in and each.state == "confirmed":
            buttons.append(check_in(each))
        buttons.append((f"我的报名：{each.title}", Go(to=Place.FILING, id=each.id)))
    if may(person, Action.KEEP_EVENTS) and found.event.kind is EventKind.SALON:
        ways = [*KEEPING]
        if not found.event.cancelled_at:
            ways += [("改名额", Place.PLACES), ("取消这一场", Place.CANCEL_EVENT)]
        buttons += [(label, Go(to=place, id=event_id)) for label, place in ways]
    elif may(person, Action.KEEP_EVENTS) and not found.event.cancelled_at:
        buttons.append(("从日历撤下", Go(to=Place.CANCEL_EVENT, id=event_id)))
    return (*buttons, BACK)


def check_in(filing: Filing) -> Button:
    return f"签到：{filing.title or '我'}", Go(to=Place.CHECK_IN, id=filing.id)


def guests(found: Guests) -> tuple[Button, ...]:
    event_id, buttons = found.event.id, list[Button]()
    if found.checks_in:
        buttons += [check_in(each) for each in found.filings if each.state == "confirmed"]
    buttons += turning(partial(_to_page, event_id), found.number, found.pages)
    return (*buttons, back_to(event_id))


def _to_page(event_id: str, number: int) -> Go:
    return Go(to=Place.GUESTS, id=event_id, n=number)


def back_to(event_id: str | None) -> Button:
    return ("看这一场", Go(to=Place.EVENT, id=event_id)) if event_id else BACK
