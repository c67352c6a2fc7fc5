"""Desks as the corridor sets them up, without a corridor."""

from handlers.desk import Desk
from storage.archive import Archive
from storage.clock import Clock
from storage.files import Shelf
from storage.people import Person

BOTS = {"web": 1, "telegram": 2}


def desk_at(door: str, archive: Archive, person: Person, clock: Clock, shelf: Shelf) -> Desk:
    return Desk(
        archive=archive,
        person=person,
        door=door,
        bot_id=BOTS[door],
        chat_id=1,
        clock=clock,
        shelf=shelf,
    )
