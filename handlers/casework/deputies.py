"""Who stands in for whom today, and what that makes of them."""

from collections.abc import Sequence
from datetime import date, datetime

from forms.specification import FormSpec
from forms.workflow import START, Mover
from handlers.casework.movers import movers_of
from storage.archive import Archive
from storage.filings import Filing
from storage.people import Person

AS_DEPUTY = frozenset({Mover.STAFF, Mover.STAFF_HEAD})


async def absent_ones(archive: Archive, person: Person, now: datetime) -> Sequence[Person]:
    """The colleagues for whom somebody at the association decides today."""
    if not person.is_staff:
        return ()
    found = await archive.absences.deputised_by(person.id, now.date())
    known = [await archive.people.get(each, now) for each in found]
    return [each for each in known if each and each.is_staff]


def movers_instead(
    person: Person, absent: Sequence[Person], filing: Filing, form: FormSpec
) -> frozenset[Mover]:
    """What the absent might do with a filing, their deputy may; never with one's own."""
    if filing.state == START or filing.person_id == person.id:
        return frozenset()
    found: set[Mover] = set()
    for each in absent:
        found |= movers_of(each, filing, form) & AS_DEPUTY
    return frozenset(found)


def stands_in_for(
    person: Person, absent: Sequence[Person], filing: Filing, needed: frozenset[Mover]
) -> str | None:
    """For whom a move is made: whose the filing is, or whose right it takes."""
    mine = {Mover.STAFF} | ({Mover.STAFF_HEAD} if _is_head(person) else set())
    for each in absent:
        if each.id == filing.assigned_to or (not needed & mine and _is_head(each)):
            return each.id
    return None


def _is_head(person: Person) -> bool:
    return any(each.role == "staff_head" for each in person.standings)


async def present(archive: Archive, person_id: str, today: date) -> str:
    """Who is to be asked for somebody: they themselves, or their deputy while they are away."""
    return await archive.absences.deputy_for(person_id, today) or person_id
