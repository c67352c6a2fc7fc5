"""Signing up for an event: a place or the waiting list, in turn, and checking in on the day."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from forms.values import Complaint
from handlers.casework import event_texts as texts
from handlers.casework.aftermath import NOTHING_FOLLOWED, Consequence, Followed, Step
from handlers.casework.house import hand_of_the_house
from handlers.casework.places_left import fill, has_place, letters_of, position
from handlers.casework.states import HOLDING, OPEN, SURE
from storage.events import Event

BEFORE, AFTER = timedelta(hours=2), timedelta(hours=2)  # the beginning, the end: to check in
WORKFLOW = "W5"


@dataclass(frozen=True, slots=True)
class SignUps(Consequence):
    """For filings that sign up; the event's row is locked before anything is written.

    Always first the event, then its filings: so nobody waits for somebody who waits for them.
    """

    async def allow(self, step: Step) -> None:
        event = await _event(step, lock=True)
        if event is None:
            return
        match step.moved.move:
            case "submit":
                await self._may_sign_up(step, event)
            case "resubmit" if await self._is_full_without(step, event):
                raise Complaint(texts.FULL)
            case "confirm" if not await has_place(step.archive, event):
                raise Complaint(texts.NO_PLACE)
            case "check_in" if not can_check_in(event, step.by.clock.now()):
                raise Complaint(texts.not_the_time(event, BEFORE))

    async def follow(self, step: Step) -> Followed:
        event = await _event(step)
        if event is None:
            return NOTHING_FOLLOWED
        if step.moved.move == "submit":
            return await self._give_or_queue(step, event)
        if step.moved.state == "confirmed":
            return Followed(said=(texts.expected(event),))
        if step.moved.state == "waiting":
            return Followed(said=(texts.waits(await position(step.archive, step.case.filing)),))
        if step.moved.origin in HOLDING and step.moved.state not in HOLDING:
            given = await fill(step.archive, step.by.clock, step.moving, event.id)
            return Followed(letters=letters_of(given))
        return NOTHING_FOLLOWED

    async def _give_or_queue(self, step: Step, event: Event) -> Followed:
        move = "confirm" if await has_place(step.archive, event) else "queue"
        hand = hand_of_the_house(step.archive, step.by.clock)
        outcome = await step.moving.carry_out(hand, step.case, move)
        is_filer = step.by.person_id == step.case.filing.person_id
        return Followed(said=outcome.said if is_filer else (), letters=outcome.letters)

    async def _may_sign_up(self, step: Step, event: Event) -> None:
        if event.cancelled_at or (event.sign_up_until or event.begins_at) <= step.by.clock.now():
            raise Complaint(texts.CLOSED)
        mine = step.case.filing
        for each in await step.archive.filings.of_event(event.id, OPEN | SURE):
            if (each.society_id, each.title) == (mine.society_id, mine.title):
                raise Complaint(texts.ALREADY.format(name=mine.title))

    async def _is_full_without(self, step: Step, event: Event) -> bool:
        """A place that is kept for this one counts for it; what others only want does not."""
        if event.places is None:
            return False
        return await step.archive.filings.taken(event.id, SURE) >= event.places


def can_check_in(event: Event, now: datetime) -> bool:
    return event.begins_at - BEFORE <= now <= event.over_at + AFTER


async def _event(step: Step, *, lock: bool = False) -> Event | None:
    filing = step.case.filing
    if filing.workflow != WORKFLOW or filing.event_id is None:
        return None
    events = step.archive.events
    return await (events.lock(filing.event_id) if lock else events.get(filing.event_id))
