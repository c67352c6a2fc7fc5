"""Keeping salons: opened, their places changed, called off; everybody concerned is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.moving import Given
from forms.values import Complaint
from handlers.casework.house import hand_of_the_house
from handlers.casework.moving import Moving
from handlers.casework.places_left import counted, fill, letters_of
from handlers.casework.states import OPEN
from handlers.casework.telling import one_each
from handlers.desk import Desk
from handlers.filing.events.service import EventGone
from handlers.letters import Letter
from handlers.noting import note
from handlers.rights import Action, require
from storage.events import Event, EventKind

TOO_FEW = "已经有 {taken} 人有名额，不能少于这个数。请再填一次。"


class EventOver(Exception):
    """It has begun or is called off: nothing can be changed any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SalonKeeping:
    """The use cases of staff."""

    moving: Moving

    async def add(self, desk: Desk, values: Mapping[str, Any]) -> str:
        """`values` are columns of an event; the new id."""
        require(desk.person, Action.KEEP_EVENTS)
        columns = {"created_by": desk.person.id, "public": True, **values}
        identity = await desk.archive.events.add(EventKind.SALON, now=desk.now, **columns)
        await note(desk, "event opened", identity)
        return identity

    async def set_places(
        self, desk: Desk, event_id: str, places: int | None
    ) -> tuple[Letter, ...]:
        """Those who get a place by it are told."""
        event = await self._to_change(desk, event_id)
        taken = (await counted(desk.archive, event)).taken
        if places is not None and places < taken:
            raise Complaint(TOO_FEW.format(taken=taken))
        await desk.archive.events.change(event_id, places=places)
        turn = {"from": event.places, "to": places}
        await note(desk, "event places changed", event_id, **turn)
        given = await fill(desk.archive, desk.clock, self.moving, event_id)
        return one_each(letters_of(given), but=desk.person.id)

    async def cancel(self, desk: Desk, event_id: str, reason: str) -> tuple[Letter, ...]:
        """Everybody who would have come is told why."""
        event = await self._to_change(desk, event_id)
        await desk.archive.events.cancel(event_id, desk.now)
        await note(desk, "event cancelled", event_id)
        hand = hand_of_the_house(desk.archive, desk.clock)
        given = Given(reason=f"「{event.title}」取消了。{reason}")
        letters = list[Letter]()
        for each in await desk.archive.filings.of_event(event_id, OPEN):
            case = await self.moving.offices.case(desk.archive, each, desk.now)
            letters += (await self.moving.carry_out(hand, case, "call_off", given)).letters
        return one_each(letters, but=desk.person.id)

    async def concerned(self, desk: Desk, event_id: str) -> tuple[Event, int]:
        """The event, and how many would be told."""
        event = await self._to_change(desk, event_id)
        return event, await desk.archive.filings.taken(event_id, OPEN)

    async def _to_change(self, desk: Desk, event_id: str) -> Event:
        require(desk.person, Action.KEEP_EVENTS)
        event = await desk.archive.events.lock(event_id)
        if event is None:
            raise EventGone
        if event.cancelled_at or event.begins_at <= desk.now:
            raise EventOver
        return event
