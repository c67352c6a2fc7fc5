"""Every use case of the room of people, called as every role, at home and abroad."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, get_type_hints

import pytest

from bot.people_room import PeopleServices, people_services
from bot.settings import Settings
from forms.values import Complaint
from handlers.desk import Desk
from handlers.people.importing.books import Table
from handlers.people.membership.cards import signed
from handlers.rights import Action, NotForThisRole, may, may_give
from storage.archive import Archive
from storage.clock import SystemClock
from storage.engine import Database
from storage.imports import ImportState
from storage.members import MemberState
from storage.people import Person
from storage.roles import OF_A_SOCIETY, Role
from tests.handlers.conftest import DeskFor

NOW = SystemClock().now()
Allowed = Callable[[Person, str], bool]


@dataclass(frozen=True, kw_only=True)
class Place:
    """One society with something of everything in it."""

    society_id: str
    member: Any
    correction: str
    invitation: str
    party_head: str


@dataclass(kw_only=True)
class NoLinks:
    """Links that lead nowhere."""

    async def page(self, payload: str) -> str:
        return f"https://chat.example.org/?start={payload}"

    async def telegram(self, payload: str) -> str | None:
        return None

    def form_page(self, filing_id: str) -> str:
        raise NotImplementedError


class Undone(Exception):
    """What was tried is not kept."""


def right(action: Action) -> Allowed:
    return lambda person, society_id: may(person, action, society_id)


def anywhere(action: Action) -> Allowed:
    """What is asked without naming a society."""
    return lambda person, _society_id: may(person, action)


def anybody(_person: Person, _society_id: str) -> bool:
    return True


def proposes(person: Person, society_id: str) -> bool:
    return may(person, Action.CHANGE_SOCIETY) or may(person, Action.CORRECT_SOCIETY, society_id)


def gives(role: Role, action: Action = Action.INVITE) -> Allowed:
    return lambda person, society_id: (
        may(person, action, society_id) and may_give(person, role, society_id)
    )


def invites_somewhere(person: Person, _society_id: str) -> bool:
    return may(person, Action.INVITE) or person.holds(Role.SECRETARY)


Call = Callable[[PeopleServices, Desk, Place], Awaitable[Any]]


def keeps_a_roster(person: Person, society_id: str) -> bool:
    return may(person, Action.IMPORT_ROSTERS) or may(person, Action.KEEP_ROSTER, society_id)


def keeps_some_roster(person: Person, _society_id: str) -> bool:
    return may(person, Action.IMPORT_ROSTERS) or person.holds(Role.SECRETARY)


async def approved(services: PeopleServices, desk: Desk, place: Place) -> Any:
    """A table that somebody had checked while they still might."""
    file = await desk.archive.files.add(desk.person.id, "名册.xlsx", b"x", desk.now, None)
    identity = await desk.archive.imports.receive(
        "members", desk.person.id, file.id, ("web", 1, 1), desk.now, place.society_id
    )
    await desk.archive.imports.turn(identity, ImportState.RECEIVED, ImportState.CHECKED, desk.now)
    return await services.deciding.approve(desk, identity)


async def begun(services: PeopleServices, desk: Desk, place: Place) -> dict[str, str]:
    return services.inviting.begin(desk, place.society_id)


CASES: dict[str, tuple[Allowed, Call]] = {
    "entering.by_token": (anybody, lambda s, d, p: s.entering.by_token(d, "x")),
    "entering.by_code": (anybody, lambda s, d, p: s.entering.by_code(d, "000000")),
    "entering.check_name": (anybody, lambda s, d, p: s.entering.check_name(d, "x", "张三")),
    "entering.accept": (anybody, lambda s, d, p: s.entering.accept(d, p.invitation)),
    "entering.log_in": (anybody, lambda s, d, p: s.entering.log_in(d, "000000")),
    "me.doors": (anybody, lambda s, d, p: s.me.doors(d)),
    "me.login_code": (anybody, lambda s, d, p: s.me.login_code(d)),
    "me.end_door": (anybody, lambda s, d, p: s.me.end_door(d, "1.1")),
    "me.act_for": (
        lambda person, society_id: any(s.society_id == society_id for s in person.standings),
        lambda s, d, p: s.me.act_for(d, p.society_id),
    ),
    "own.gather": (anybody, lambda s, d, p: s.own.gather(d)),
    "own.export": (anybody, lambda s, d, p: s.own.export(d)),
    "own.is_needed": (anybody, lambda s, d, p: s.own.is_needed(d)),
    "own.erase": (anybody, lambda s, d, p: s.own.erase(d)),
    "belonging.mine": (anybody, lambda s, d, p: s.belonging.mine(d)),
    "belonging.one": (anybody, lambda s, d, p: s.belonging.one(d, p.member.id)),
    "belonging.correct": (
        anybody,
        lambda s, d, p: s.belonging.correct(d, p.member.id, "workplace", "某单位"),
    ),
    "belonging.leave": (anybody, lambda s, d, p: s.belonging.leave(d, p.member.id, sure=True)),
    "belonging.still_right": (anybody, lambda s, d, p: s.belonging.still_right(d, p.member.id)),
    "confirming.closed_until": (anybody, lambda s, d, p: s.confirming.closed_until(d)),
    "confirming.confirm": (
        anybody,
        lambda s, d, p: s.confirming.confirm(d, p.society_id, "张三", "0000"),
    ),
    "cards.make": (anybody, lambda s, d, p: s.cards.make(d, p.member)),
    "cards.check": (
        right(Action.CHECK_CARD),
        lambda s, d, p: s.cards.check(d, signed(d, p.member.id)),
    ),
    "inviting.begin": (right(Action.INVITE), begun),
    "inviting.give": (
        gives(Role.PARTY_HEAD),
        lambda s, d, p: s.inviting.give(d, Role.PARTY_HEAD, "张三", p.society_id),
    ),
    "inviting.give_member": (
        gives(Role.MEMBER),
        lambda s, d, p: s.inviting.give_member(d, p.member.id),
    ),
    "inviting.open": (invites_somewhere, lambda s, d, p: s.inviting.open(d)),
    "inviting.sheet": (gives(Role.PARTY_HEAD), lambda s, d, p: s.inviting.sheet(d, p.invitation)),
    "inviting.withdraw": (
        gives(Role.PARTY_HEAD),
        lambda s, d, p: s.inviting.withdraw(d, p.invitation),
    ),
    "societies.all": (anywhere(Action.SEE_SOCIETY), lambda s, d, p: s.societies.all(d)),
    "societies.get": (
        right(Action.SEE_SOCIETY),
        lambda s, d, p: s.societies.get(d, p.society_id),
    ),
    "societies.dossier": (
        right(Action.SEE_SOCIETY),
        lambda s, d, p: s.societies.dossier(d, p.society_id),
    ),
    "societies.add": (
        anywhere(Action.ADD_SOCIETY),
        lambda s, d, p: s.societies.add(d, {"name": "又一个学会"}),
    ),
    "societies.propose": (
        proposes,
        lambda s, d, p: s.societies.propose(d, p.society_id, "city", "云州市"),
    ),
    "societies.waiting": (
        anywhere(Action.DECIDE_CORRECTION),
        lambda s, d, p: s.societies.waiting(d),
    ),
    "societies.correction": (
        anywhere(Action.DECIDE_CORRECTION),
        lambda s, d, p: s.societies.correction(d, p.correction),
    ),
    "societies.accept": (
        anywhere(Action.DECIDE_CORRECTION),
        lambda s, d, p: s.societies.accept(d, p.correction),
    ),
    "societies.refuse": (
        anywhere(Action.DECIDE_CORRECTION),
        lambda s, d, p: s.societies.refuse(d, p.correction, "请核对"),
    ),
    "rostering.overview": (
        right(Action.SEE_ROSTER),
        lambda s, d, p: s.rostering.overview(d, p.society_id),
    ),
    "rostering.page": (
        right(Action.SEE_ROSTER),
        lambda s, d, p: s.rostering.page(d, p.society_id, None, 0),
    ),
    "rostering.find": (
        right(Action.SEE_ROSTER),
        lambda s, d, p: s.rostering.find(d, p.society_id, "张"),
    ),
    "rostering.open": (
        right(Action.SEE_ROSTER),
        lambda s, d, p: s.rostering.open(d, p.member.id),
    ),
    "rostering.add": (
        right(Action.KEEP_ROSTER),
        lambda s, d, p: s.rostering.add(
            d, p.society_id, {"name": "李四", "mobile": "13800999500"}
        ),
    ),
    "rostering.change": (
        right(Action.KEEP_ROSTER),
        lambda s, d, p: s.rostering.change(d, p.member.id, "workplace", "某单位"),
    ),
    "rostering.check": (
        right(Action.KEEP_ROSTER),
        lambda s, d, p: s.rostering.check(d, p.member.id),
    ),
    "rostering.leave": (
        right(Action.KEEP_ROSTER),
        lambda s, d, p: s.rostering.leave(d, p.member.id, sure=True),
    ),
    "rostering.bring_back": (
        right(Action.KEEP_ROSTER),
        lambda s, d, p: s.rostering.bring_back(d, p.member.id),
    ),
    "renewing.concerned": (
        anywhere(Action.RUN_RENEWAL),
        lambda s, d, p: s.renewing.concerned(d),
    ),
    "renewing.open": (
        anywhere(Action.RUN_RENEWAL),
        lambda s, d, p: s.renewing.open(d, d.now.date() + timedelta(days=30)),
    ),
    "renewing.close": (
        anywhere(Action.RUN_RENEWAL),
        lambda s, d, p: s.renewing.close(d, sure=True),
    ),
    "renewing.everywhere": (
        anywhere(Action.SEE_RENEWAL),
        lambda s, d, p: s.renewing.everywhere(d, 0),
    ),
    "renewing.table": (anywhere(Action.SEE_RENEWAL), lambda s, d, p: s.renewing.table(d)),
    "renewing.here": (
        right(Action.SEE_ROSTER),
        lambda s, d, p: s.renewing.here(d, p.society_id, 0),
    ),
    "directory.search": (
        anywhere(Action.SEARCH),
        lambda s, d, p: s.directory.search(d, "张"),
    ),
    "directory.person": (
        anywhere(Action.SEE_PERSON),
        lambda s, d, p: s.directory.person(d, d.person.id),
    ),
    "directory.role": (
        gives(Role.PARTY_HEAD, Action.END_ROLE),
        lambda s, d, p: s.directory.role(d, p.party_head),
    ),
    "directory.end_role": (
        gives(Role.PARTY_HEAD, Action.END_ROLE),
        lambda s, d, p: s.directory.end_role(d, p.party_head),
    ),
    "receiving.ask_for": (
        keeps_a_roster,
        lambda s, d, p: s.receiving.ask_for(d, Table.MEMBERS, p.society_id),
    ),
    # Of a file that was not asked for nothing is said but that it is not understood.
    "receiving.take": (anybody, lambda s, d, p: s.receiving.take(d, "x.xlsx", b"x")),
    "receiving.check": (anybody, lambda s, d, p: s.receiving.check(d, "x", 0)),
    "receiving.leave": (anybody, lambda s, d, p: s.receiving.leave(d, "x")),
    "deciding.approve": (keeps_a_roster, approved),
    "deciding.stop": (anybody, lambda s, d, p: s.deciding.stop(d, "x")),
    "handing_out.template": (
        keeps_some_roster,
        lambda s, d, p: s.handing_out.template(d, Table.MEMBERS),
    ),
    "handing_out.societies": (
        anywhere(Action.EXPORT_SOCIETIES),
        lambda s, d, p: s.handing_out.societies(d),
    ),
    "handing_out.roster": (
        right(Action.EXPORT_ROSTER),
        lambda s, d, p: s.handing_out.roster(d, p.society_id, whole=False, sure=False),
    ),
    "handing_out.offer_invitations": (
        anywhere(Action.INVITE_IN_BULK),
        lambda s, d, p: s.handing_out.offer_invitations(d),
    ),
    "handing_out.invite_all": (
        anywhere(Action.INVITE_IN_BULK),
        lambda s, d, p: s.handing_out.invite_all(d),
    ),
    "ledger.page": (anywhere(Action.READ_JOURNAL), lambda s, d, p: s.ledger.page(d)),
    "ledger.export": (anywhere(Action.READ_JOURNAL), lambda s, d, p: s.ledger.export(d)),
}


def use_cases() -> set[str]:
    found = set()
    for name, kind in get_type_hints(PeopleServices).items():
        for method, function in inspect.getmembers(kind, inspect.isfunction):
            if not method.startswith("_") and "desk" in inspect.signature(function).parameters:
                found.add(f"{name}.{method}")
    return found


def test_no_use_case_is_forgotten() -> None:
    assert use_cases() == CASES.keys()


async def founded(archive: Archive, name: str) -> Place:
    society_id = await archive.societies.add({"name": name}, NOW)
    values = {"name": "张三", "mobile": "13800001500"}
    member_id = await archive.members.add(society_id, values, MemberState.VERIFIED, NOW)
    head = await archive.people.add("孔党建", NOW)
    await archive.roles.give(head, Role.PARTY_HEAD, society_id, NOW, given_by=None)
    (holder,) = await archive.roles.holders(NOW, society_id=society_id)
    invitation = await archive.invitations.give(
        role=Role.PARTY_HEAD,
        name="李四",
        society_id=society_id,
        token=f"token of {name}",
        code="123456",
        given_by=None,
        now=NOW,
        expires_at=NOW + timedelta(days=1),
    )
    correction = await archive.corrections.ask(society_id, head, "city", (None, "云州市"), NOW)
    member = await archive.members.get(member_id)
    return Place(
        society_id=society_id,
        member=member,
        correction=correction,
        invitation=invitation,
        party_head=holder.standing.id,
    )


@pytest.fixture
async def town(database: Database) -> tuple[Place, Place]:
    async with database.writing() as work:
        return await founded(Archive(work), "本会"), await founded(Archive(work), "外会")


async def actor(archive: Archive, role: Role, home: Place) -> Person:
    person = await archive.people.welcome(1, 1, "办事人", NOW)
    if role is not Role.GUEST:
        society_id = home.society_id if role in OF_A_SOCIETY else None
        await archive.roles.give(person.id, role, society_id, NOW, given_by=None)
    found = await archive.people.at(1, 1, SystemClock().now())
    assert found
    return found


async def is_refused(call: Call, services: PeopleServices, desk: Desk, place: Place) -> bool:
    """Whether it was a matter of roles; what else speaks against it comes after that."""
    try:
        await call(services, desk, place)
    except NotForThisRole:
        return True
    except Complaint:
        return False
    except Exception as error:
        if not type(error).__module__.startswith("handlers."):
            raise
        return False
    return False


@pytest.mark.parametrize("role", Role)
async def test_every_use_case_as_every_role(
    role: Role, town: tuple[Place, Place], database: Database, desk_for: DeskFor
) -> None:
    services = people_services(Settings(), database, NoLinks())
    wrong = []
    for name, (allowed, call) in CASES.items():
        for where, place in zip(("home", "abroad"), town, strict=True):
            with pytest.raises(Undone):
                async with database.writing() as work:
                    archive = Archive(work)
                    person = await actor(archive, role, town[0])
                    refused = await is_refused(call, services, desk_for(archive, person), place)
                    if refused is allowed(person, place.society_id):
                        wrong.append(f"{name} {where}: {'refused' if refused else 'allowed'}")
                    raise Undone
    assert wrong == []
