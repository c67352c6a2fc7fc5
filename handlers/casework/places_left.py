"""Places of an event: how many are left, who has one, who is the next to get one."""

from collections.abc import Iterable
from dataclasses import dataclass

from handlers.casework.house import hand_of_the_house
from handlers.casework.moving import Moving, Outcome
from handlers.casework.states import HOLDING, WAITING
from handlers.letters import Letter
from storage.archive import Archive
from storage.clock import Clock
from storage.events import Event
from storage.filings import Filing


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How an event's places are taken; `left` is None where there is no limit."""

    taken: int
    waiting: int
    left: int | None


async def counted(archive: Archive, event: Event) -> Counted:
    taken = await archive.filings.taken(event.id, HOLDING)
    waiting = await archive.filings.taken(event.id, WAITING)
    left = None if event.places is None else max(event.places - taken, 0)
    return Counted(taken=taken, waiting=waiting, left=left)


async def has_place(archive: Archive, event: Event) -> bool:
    """Asked while the event is locked, the answer holds to the end of the transaction."""
    if event.places is None:
        return True
    return await archive.filings.taken(event.id, HOLDING) < event.places


async def position(archive: Archive, filing: Filing) -> int:
    """On the waiting list, from 1."""
    waiting = await archive.filings.of_event(filing.event_id or "", WAITING)
    return next((n for n, each in enumerate(waiting, 1) if each.id == filing.id), 0)


async def fill(archive: Archive, clock: Clock, moving: Moving, event_id: str) -> list[Outcome]:
    """Whoever waits longest gets a place that is free, until none is."""
    event, given = await archive.events.lock(event_id), list[Outcome]()
    if event is None or event.cancelled_at or event.begins_at <= clock.now():
        return []
    hand = hand_of_the_house(archive, clock)
    for each in await archive.filings.of_event(event_id, WAITING):
        if not await has_place(archive, event):
            break
        case = await moving.offices.case(archive, each, clock.now())
        given.append(await moving.carry_out(hand, case, "confirm"))
    return given


def letters_of(outcomes: Iterable[Outcome]) -> tuple[Letter, ...]:
    return tuple(letter for each in outcomes for letter in each.letters)
