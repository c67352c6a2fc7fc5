"""What somebody may read: decided from the archive, each time anew."""

from collections.abc import Mapping
from datetime import date

from knowledge.notice import Audience
from knowledge.reader import Reader
from storage.archive import Archive
from storage.people import Person
from storage.roles import OF_A_SOCIETY, OF_THE_ASSOCIATION, Role

SECRETARIES = (Role.SECRETARY, Role.LEADER, Role.PARTY_HEAD)
BELONG_TO: Mapping[Audience, tuple[Role, ...]] = {
    Audience.MEMBERS: (*OF_A_SOCIETY, Role.EXPERT, *OF_THE_ASSOCIATION),
    Audience.SECRETARIES: (*SECRETARIES, *OF_THE_ASSOCIATION),
    Audience.STAFF: OF_THE_ASSOCIATION,
}


def audiences_of(person: Person) -> frozenset[Audience]:
    own = {audience for audience, roles in BELONG_TO.items() if person.holds(*roles)}
    return frozenset({Audience.ALL, *own})


# Whoever sees what is due: a deadline is set for secretaries, and is read by those beside them.
OF_WHOM_MUCH_IS_DUE = frozenset({Audience.ALL, Audience.MEMBERS, Audience.SECRETARIES})


async def reader_for(
    archive: Archive, person: Person, today: date, earlier: tuple[str, ...] = ()
) -> Reader:
    """A role that ended, a notice that was restricted or deleted: both count from now on."""
    readable = await archive.notices.readable(audiences_of(person))
    return Reader(today=today, visible=readable.__contains__, earlier=earlier)
