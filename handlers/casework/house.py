"""The house itself at work: what moves by the clock, or follows from another move."""

from forms.workflow import Mover
from handlers.casework.hand import Hand
from handlers.noting import By
from storage.archive import Archive
from storage.clock import Clock

DOOR = "house"


def hand_of_the_house(archive: Archive, clock: Clock) -> Hand:
    """Nobody's: whoever is concerned is told."""
    by = By(person_id=None, door=DOOR, clock=clock)
    return Hand(archive=archive, by=by, movers=frozenset({Mover.SYSTEM}))
