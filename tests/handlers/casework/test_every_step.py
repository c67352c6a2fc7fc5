"""Every use case of the forms office that reviews, called as every role, at home and abroad."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, get_type_hints

import pytest

from bot.forms_room import FormsServices
from forms.values import Complaint
from handlers.casework.errors import FilingGone
from handlers.desk import Desk
from handlers.review.queue.picking import By
from handlers.rights import Action, NotForThisRole, may
from storage.archive import Archive
from storage.files import ContentGone
from storage.people import Person
from storage.roles import OF_A_SOCIETY, Role
from tests.handlers.review.conftest import Office, house, office, url

__all__ = ["house", "office", "url"]
Allowed = Callable[[Person, str], bool]
Call = Callable[[FormsServices, Desk, "Place"], Awaitable[Any]]
FAR = date(2099, 1, 1)


class Undone(Exception):
    """What was tried is not kept."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A society with something that waits for its leader, and an attachment of it."""

    society_id: str
    filing: str
    paper: str
    colleague: str


def reviews(person: Person, society_id: str) -> bool:
    return may(person, Action.REVIEW) or may(person, Action.CONFIRM_FILING, society_id)


def reviews_somewhere(person: Person, _society_id: str) -> bool:
    return may(person, Action.REVIEW) or person.holds(Role.LEADER, Role.PARTY_HEAD)


def staff(person: Person, _society_id: str) -> bool:
    return may(person, Action.REVIEW)


def heads(person: Person, _society_id: str) -> bool:
    return person.holds(Role.STAFF_HEAD)


# Services of this part by their names; the others have their own tables.
OURS = ("queueing", "reviewing", "filled", "papers", "judging", "handing", "absent", "batching")
CASES: dict[str, tuple[Allowed, Call]] = {
    "queueing.page": (reviews_somewhere, lambda s, d, p: s.queueing.page(d)),
    "queueing.sorts": (reviews_somewhere, lambda s, d, p: s.queueing.sorts(d, By.CITY)),
    "queueing.following": (reviews_somewhere, lambda s, d, p: s.queueing.following(d, p.filing)),
    "reviewing.look": (reviews, lambda s, d, p: s.reviewing.look(d, p.filing)),
    "filled.page": (reviews, lambda s, d, p: s.filled.page(d, p.filing, 0)),
    "filled.numbers": (staff, lambda s, d, p: s.filled.numbers(d, p.filing)),
    "papers.all": (reviews, lambda s, d, p: s.papers.all(d, p.filing)),
    "papers.open": (reviews, lambda s, d, p: s.papers.open(d, p.paper)),
    "judging.begin": (reviews, lambda s, d, p: s.judging.begin(d, p.filing, 0)),
    "judging.fields": (reviews, lambda s, d, p: s.judging.fields(d, p.filing)),
    "judging.case": (reviews, lambda s, d, p: s.judging.case(d, p.filing)),
    "handing.claim": (staff, lambda s, d, p: s.handing.claim(d, p.filing)),
    "handing.begin": (heads, lambda s, d, p: s.handing.begin(d, p.filing)),
    "handing.whom": (heads, lambda s, d, p: s.handing.whom(d, p.filing)),
    "handing.hand_over": (heads, lambda s, d, p: s.handing.hand_over(d, p.filing, p.colleague)),
    "absent.look": (staff, lambda s, d, p: s.absent.look(d)),
    "absent.begin": (staff, lambda s, d, p: s.absent.begin(d)),
    "absent.whom": (staff, lambda s, d, p: s.absent.whom(d)),
    "absent.set": (staff, lambda s, d, p: s.absent.set(d, FAR, FAR, p.colleague)),
    "absent.end": (staff, lambda s, d, p: s.absent.end(d)),
    "batching.offers": (staff, lambda s, d, p: s.batching.offers(d)),
    "batching.open": (staff, lambda s, d, p: s.batching.open(d, "W1.receive")),
    "batching.tick": (staff, lambda s, d, p: s.batching.tick(d, p.filing)),
    "batching.sheet": (staff, lambda s, d, p: s.batching.sheet(d)),
    "batching.carry_out": (staff, lambda s, d, p: s.batching.carry_out(d, 0)),
}
# These are asked with a case in hand, or tried in tests/handlers/review.
ELSEWHERE = {"judging.decide", "judging.told_moved_on"}


def use_cases() -> set[str]:
    found = set()
    for name, kind in get_type_hints(FormsServices).items():
        for method, function in inspect.getmembers(kind, inspect.isfunction):
            asks = "desk" in inspect.signature(function).parameters
            if name in OURS and asks and not method.startswith("_"):
                found.add(f"{name}.{method}")
    return found


def test_no_use_case_is_forgotten() -> None:
    assert use_cases() == CASES.keys() | ELSEWHERE


async def places(office: Office) -> tuple[Place, Place]:
    found = []
    for society_id, who in ((office.home, "secretary"), (office.abroad, "other_secretary")):
        filing = await office.filed(by=who)
        async with office.house.database.reading() as work:
            papers = await Archive(work).attachments.of(filing)
        found.append(
            Place(
                society_id=society_id,
                filing=filing,
                paper=papers[0].id,
                colleague=office.people["colleague"],
            )
        )
    return found[0], found[1]


async def actor(office: Office, archive: Archive, role: Role) -> Person:
    now = office.house.clock.now()
    person = await archive.people.welcome(2, 9_999, "办事人", now)
    if role is not Role.GUEST:
        society_id = office.home if role in OF_A_SOCIETY else None
        await archive.roles.give(person.id, role, society_id, now, given_by=None)
    found = await archive.people.get(person.id, now)
    assert found
    return found


async def is_refused(call: Call, services: FormsServices, desk: Desk, place: Place) -> bool:
    """By a role, or as something that is nobody's who asks."""
    try:
        await call(services, desk, place)
    except (NotForThisRole, FilingGone):
        return True
    except (Complaint, ContentGone):
        return False
    return False


@pytest.mark.parametrize("role", Role)
async def test_every_use_case_as_every_role(role: Role, office: Office) -> None:
    town, wrong = await places(office), []
    for name, (allowed, call) in CASES.items():
        for where, place in zip(("home", "abroad"), town, strict=True):
            with pytest.raises(Undone):
                async with office.house.database.writing() as work:
                    archive = Archive(work)
                    person = await actor(office, archive, role)
                    desk = office.house.desk(archive, person)
                    refused = await is_refused(call, office.services, desk, place)
                    if refused is allowed(person, place.society_id):
                        wrong.append(f"{name} {where}: {'refused' if refused else 'allowed'}")
                    raise Undone
    assert wrong == []
