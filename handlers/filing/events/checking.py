"""Checking in on the day: by one's own press, by the code at the door, or by staff."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from handlers.casework.moving import Moving, Outcome
from handlers.casework.signing_up import AFTER, can_check_in
from handlers.desk import Attached, Desk
from handlers.filing.events.drawing import draw
from handlers.filing.events.service import EventGone
from handlers.links import Links
from handlers.rights import Action, require
from storage.events import Event, EventKind
from storage.filings import Filing

DOOR = "k_"  # what a link begins with that checks somebody in
KEPT = timedelta(days=7)
CODES = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class AtTheDoor:
    """What staff show: digits to be typed, a picture to be scanned."""

    event: Event
    code: str
    link: str
    picture: Attached


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckingIn:
    """The use cases at the door."""

    moving: Moving
    links: Links

    async def one(self, desk: Desk, filing_id: str) -> tuple[Outcome, Event]:
        """One's own, or as staff anybody's; raises Complaint when it is not the time."""
        outcome = await self.moving.move(desk, filing_id, "check_in")
        event = await desk.archive.events.get(outcome.case.filing.event_id or "")
        if event is None:
            raise EventGone
        return outcome, event

    async def open_now(self, desk: Desk) -> list[Filing]:
        """One's own places at events that are on, not checked in yet."""
        events = {each.id for each in await self._on_now(desk)}
        mine = await desk.archive.filings.of(desk.person.id, states=("confirmed",))
        return [each for each in mine if each.event_id in events]

    async def by_code(self, desk: Desk, code: str) -> list[Filing]:
        """One's own places at the event that shows this code."""
        events = {each.id for each in await self._on_now(desk) if code in codes(desk, each.id)}
        return [each for each in await self.open_now(desk) if each.event_id in events]

    async def by_link(self, desk: Desk, payload: str) -> list[Filing]:
        event_id = payload.removeprefix(DOOR)
        return [each for each in await self.open_now(desk) if each.event_id == event_id]

    async def at_the_door(self, desk: Desk, event_id: str) -> AtTheDoor:
        require(desk.person, Action.KEEP_EVENTS)
        event = await desk.archive.events.get(event_id)
        if event is None:
            raise EventGone
        code, link = codes(desk, event_id)[0], await self.links.page(f"{DOOR}{event_id}")
        content = await asyncio.to_thread(draw, event.title, code, link)
        file = await desk.keep("签到码.png", content, event.over_at + KEPT)
        picture = Attached(file_id=file.id, picture=True)
        return AtTheDoor(event=event, code=code, link=link, picture=picture)

    async def _on_now(self, desk: Desk) -> list[Event]:
        found = await desk.archive.events.upcoming(desk.now - AFTER, EventKind.SALON, most=200)
        return [each for each in found if can_check_in(each, desk.now)]


def codes(desk: Desk, event_id: str) -> list[str]:
    """Four digits, always the same for an event; also by a key that is being replaced."""
    found = desk.archive.work.vault.indices("check-in", event_id)
    return [f"{int(each[:8], 16) % CODES:04}" for each in found]
