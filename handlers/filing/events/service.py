"""The calendar: what is coming, one event with what the person has to do with it."""

from dataclasses import dataclass

from handlers.casework.places_left import Counted, counted
from handlers.casework.signing_up import can_check_in
from handlers.casework.states import OPEN, SURE
from handlers.desk import Desk
from handlers.filing.beginning import Beginning
from handlers.filing.events.signing import sign_up_form
from handlers.paging import page_among, page_of
from handlers.rights import Action, may, require
from storage.events import Event, EventKind
from storage.filings import Filing

MOST = 200


class EventGone(Exception):
    """There is no such event, or it is not for everybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A line of the calendar: whose event it is, and its places where it has any."""

    event: Event
    society: str | None
    places: Counted | None
    discipline: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A page of the calendar."""

    number: int
    pages: int
    events: tuple[Listed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One event; `mine` are this person's own filings that sign up for it."""

    listed: Listed
    mine: tuple[Filing, ...]
    may_sign_up: bool
    checks_in: bool

    @property
    def event(self) -> Event:
        return self.listed.event


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCalendar:
    """The use cases of whoever looks."""

    beginning: Beginning

    async def coming(self, desk: Desk, number: int = 0) -> Coming:
        """What is not over; salons that are not public only for those who keep them."""
        require(desk.person, Action.SEE_EVENTS)
        public = None if may(desk.person, Action.KEEP_EVENTS) else True
        found = await desk.archive.events.upcoming(desk.now, most=MOST, public=public)
        number, pages = page_among(len(found), number)
        listed = [await _listed(desk, each) for each in page_of(found, number)]
        return Coming(number=number, pages=pages, events=tuple(listed))

    async def one(self, desk: Desk, event_id: str) -> Shown:
        require(desk.person, Action.SEE_EVENTS)
        event = await desk.archive.events.get(event_id)
        mine = await own_sign_ups(desk, event_id)
        sees = event and (event.public or mine or may(desk.person, Action.KEEP_EVENTS))
        if event is None or not sees:
            raise EventGone
        return Shown(
            listed=await _listed(desk, event),
            mine=tuple(mine),
            may_sign_up=self._may_sign_up(desk, event),
            checks_in=event.cancelled_at is None and can_check_in(event, desk.now),
        )

    def _may_sign_up(self, desk: Desk, event: Event) -> bool:
        form = sign_up_form(self.beginning.offices.catalogue)
        closes = event.sign_up_until or event.begins_at
        is_open = event.cancelled_at is None and closes > desk.now
        salon = event.kind is EventKind.SALON
        return bool(salon and is_open and form and self.beginning.may_file(desk, form))


async def own_sign_ups(desk: Desk, event_id: str) -> list[Filing]:
    mine = await desk.archive.filings.of(desk.person.id, states=OPEN | SURE, most=MOST)
    return [each for each in mine if each.event_id == event_id]


async def _listed(desk: Desk, event: Event) -> Listed:
    hosts = await desk.archive.subscriptions.hosts([event.id]) if event.filing_id else {}
    host = hosts.get(event.id)
    salon = event.kind is EventKind.SALON
    return Listed(
        event=event,
        society=host.society if host else None,
        discipline=host.discipline if host else None,
        places=await counted(desk.archive, event) if salon else None,
    )
