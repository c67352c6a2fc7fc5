"""Every use case around events, called as every role."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, get_type_hints

import pytest

from bot.forms_room import FormsServices
from forms.values import Complaint
from handlers.desk import Desk
from handlers.rights import Action, NotForThisRole, may
from storage.people import Person
from storage.roles import Role
from tests.handlers.casework.town import Town

Call = Callable[[FormsServices, Desk, str], Awaitable[Any]]
Allowed = Callable[[Person], bool]
CORNER = ("calendar", "signing", "keeping", "guest_list", "checking_in")


@dataclass(frozen=True, kw_only=True)
class Case:
    """Who may, and how it is called for an event."""

    allowed: Allowed
    call: Call


def anybody(_person: Person) -> bool:
    return True


def files(person: Person) -> bool:
    return person.holds(Role.SECRETARY)


def keeps(person: Person) -> bool:
    return may(person, Action.KEEP_EVENTS)


def values(desk: Desk) -> dict[str, Any]:
    return {"title": "又一场", "begins_at": desk.now + timedelta(days=3)}


CASES = {
    "calendar.coming": Case(allowed=anybody, call=lambda s, d, e: s.calendar.coming(d)),
    "calendar.one": Case(allowed=anybody, call=lambda s, d, e: s.calendar.one(d, e)),
    "signing.begin": Case(allowed=files, call=lambda s, d, e: s.signing.begin(d, e)),
    "keeping.add": Case(allowed=keeps, call=lambda s, d, e: s.keeping.add(d, values(d))),
    "keeping.set_places": Case(allowed=keeps, call=lambda s, d, e: s.keeping.set_places(d, e, 9)),
    "keeping.cancel": Case(allowed=keeps, call=lambda s, d, e: s.keeping.cancel(d, e, "改期举办")),
    "keeping.concerned": Case(allowed=keeps, call=lambda s, d, e: s.keeping.concerned(d, e)),
    "guest_list.page": Case(allowed=keeps, call=lambda s, d, e: s.guest_list.page(d, e, 0)),
    "guest_list.table": Case(allowed=keeps, call=lambda s, d, e: s.guest_list.table(d, e)),
    # Of a filing that is not theirs people only hear that it is not there.
    "checking_in.one": Case(allowed=anybody, call=lambda s, d, e: s.checking_in.one(d, "x")),
    "checking_in.open_now": Case(allowed=anybody, call=lambda s, d, e: s.checking_in.open_now(d)),
    "checking_in.by_code": Case(
        allowed=anybody, call=lambda s, d, e: s.checking_in.by_code(d, "0000")
    ),
    "checking_in.by_link": Case(
        allowed=anybody, call=lambda s, d, e: s.checking_in.by_link(d, f"k_{e}")
    ),
    "checking_in.at_the_door": Case(
        allowed=keeps, call=lambda s, d, e: s.checking_in.at_the_door(d, e)
    ),
}


def test_no_use_case_is_forgotten() -> None:
    kinds, found = get_type_hints(FormsServices), set()
    for name in CORNER:
        for method, function in inspect.getmembers(kinds[name], inspect.isfunction):
            if not method.startswith("_") and "desk" in inspect.signature(function).parameters:
                found.add(f"{name}.{method}")
    assert found == CASES.keys()


async def is_refused(case: Case, services: FormsServices, desk: Desk, event: str) -> bool:
    """Whether it was a matter of roles; what else speaks against it comes after that."""
    try:
        await case.call(services, desk, event)
    except NotForThisRole:
        return True
    except Complaint:
        return False
    except Exception as error:
        if not type(error).__module__.startswith("handlers."):
            raise
    return False


@pytest.mark.parametrize("role", Role)
async def test_every_use_case_as_every_role(role: Role, town: Town) -> None:
    wrong = []
    for name, case in CASES.items():
        event = await town.salon(places=5)
        async with town.desk(town.people[role]) as desk:
            refused = await is_refused(case, town.services, desk, event)
            if refused is case.allowed(desk.person):
                wrong.append(f"{name}: {'refused' if refused else 'allowed'}")
    assert wrong == []
