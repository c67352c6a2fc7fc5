"""Every use case of the filing room's pages and files, as every role, at home and abroad."""

import inspect
from typing import get_type_hints

import pytest

from bot.forms_room import FormsServices
from handlers.desk import Desk
from handlers.filing.files.attaching import Sent
from handlers.rights import Action, may
from storage.archive import Archive
from storage.people import Person
from storage.roles import Role
from tests.handlers.casework.test_every_step import (
    Allowed,
    Call,
    Place,
    Undone,
    actor,
    is_refused,
    places,
)
from tests.handlers.review.conftest import Office

PAPER = Sent(name="议程.pdf", content=b"%PDF-1.4")


def anybody(_person: Person, _society_id: str) -> bool:
    return True


def nobody(_person: Person, _society_id: str) -> bool:
    """A draft is its filer's alone, and what was handed in is no draft."""
    return False


def files(person: Person, society_id: str) -> bool:
    return may(person, Action.FILE, society_id)


def sees(person: Person, society_id: str) -> bool:
    at_home = may(person, Action.CONFIRM_FILING, society_id)
    return files(person, society_id) or at_home or may(person, Action.REVIEW)


async def by_number(services: FormsServices, desk: Desk, place: Place) -> object:
    filing = await desk.archive.filings.get(place.filing)
    assert filing and filing.number
    return await services.following.by_number(desk, filing.number.lower())


CASES: dict[str, tuple[Allowed, Call]] = {
    "choosing.page": (anybody, lambda s, d, p: s.choosing.page(d, 0)),
    "choosing.named": (anybody, lambda s, d, p: s.choosing.named(d, ("forum-report",), "论坛")),
    "drafts.page": (anybody, lambda s, d, p: s.drafts.page(d, 0)),
    "drafts.which_to_discard": (anybody, lambda s, d, p: s.drafts.which_to_discard(d, 0)),
    "drafts.ask_to_discard": (nobody, lambda s, d, p: s.drafts.ask_to_discard(d, p.filing)),
    "drafts.discard": (nobody, lambda s, d, p: s.drafts.discard(d, p.filing)),
    "following.list": (anybody, lambda s, d, p: s.following.list(d, 0)),
    "following.open": (sees, lambda s, d, p: s.following.open(d, p.filing)),
    "following.by_number": (sees, by_number),
    "following.history": (sees, lambda s, d, p: s.following.history(d, p.filing, 0)),
    "following.answers": (sees, lambda s, d, p: s.following.answers(d, p.filing, 0)),
    "following.look": (sees, lambda s, d, p: s.following.look(d, p.filing)),
    "withdrawing.begin": (files, lambda s, d, p: s.withdrawing.begin(d, p.filing)),
    "withdrawing.withdraw": (files, lambda s, d, p: s.withdrawing.withdraw(d, p.filing, "改期")),
    "receipts.hand_out": (sees, lambda s, d, p: s.receipts.hand_out(d, p.filing, 1)),
    "incoming.in_the_middle": (
        files,
        lambda s, d, p: s.incoming.in_the_middle(d, p.filing, PAPER),
    ),
    "incoming.outside": (anybody, lambda s, d, p: s.incoming.outside(d, PAPER)),
    "form_sheets.hand_out": (
        files,
        lambda s, d, p: s.form_sheets.hand_out(d, p.filing, word=False),
    ),
    "form_sheets.of_form": (
        anybody,
        lambda s, d, p: s.form_sheets.of_form(d, "forum-report", word=False),
    ),
    "form_sheets.of_draft": (
        files,
        lambda s, d, p: s.form_sheets.of_draft(d, p.filing, word=False),
    ),
    "sent_along.all": (sees, lambda s, d, p: s.sent_along.all(d, p.filing, 0)),
    "sent_along.open": (sees, lambda s, d, p: s.sent_along.open(d, p.paper)),
}
OURS = {name.partition(".")[0] for name in CASES}
WITH_A_CASE_IN_HAND = {"receipts.file"}


def use_cases() -> set[str]:
    return {
        f"{name}.{method}"
        for name, kind in get_type_hints(FormsServices).items()
        for method, function in inspect.getmembers(kind, inspect.isfunction)
        if name in OURS
        and not method.startswith("_")
        and "desk" in inspect.signature(function).parameters
    }


def test_no_use_case_is_forgotten() -> None:
    assert use_cases() == CASES.keys() | WITH_A_CASE_IN_HAND


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
