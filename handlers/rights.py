"""Who may do what: one table, asked by every service before it does anything."""

from collections.abc import Mapping
from enum import StrEnum

from handlers.roles import GIVEN_BY
from storage.people import Person
from storage.roles import OF_THE_ASSOCIATION, Role


class NotForThisRole(Exception):
    """The person's roles do not allow this step."""


class NotThisSociety(NotForThisRole):
    """They do, but for another society."""


class Action(StrEnum):
    """What can be done here, beside asking."""

    ASK = "ask"
    SEE_OPEN_QUESTIONS = "see open questions"
    KEEP_OWN_DATA = "see, correct, export and delete one's own data"
    ENTER_CODE = "enter a code"
    SEE_SOCIETY = "see a society's record"
    CORRECT_SOCIETY = "propose a correction of a society's record"
    CHANGE_SOCIETY = "change a society's record at once"
    ADD_SOCIETY = "add a society"
    DECIDE_CORRECTION = "accept or refuse a correction"
    IMPORT_SOCIETIES = "import societies"
    EXPORT_SOCIETIES = "export societies"
    INVITE = "invite somebody"
    INVITE_IN_BULK = "invite all secretaries"
    SEE_ROSTER = "see a society's roster"
    KEEP_ROSTER = "add and change members, import a roster"
    EXPORT_ROSTER = "export a roster"
    IMPORT_ROSTERS = "import the rosters of several societies"
    CONFIRM_MEMBERSHIP = "confirm one's own membership"
    CHECK_CARD = "check a membership card"
    RUN_RENEWAL = "open and close the yearly renewal"
    SEE_RENEWAL = "see how the renewal goes in all societies"
    SEARCH = "search people and societies"
    SEE_PERSON = "see a person's page"
    END_ROLE = "end somebody's role"
    READ_JOURNAL = "read and export the journal"
    FILE = "file for a society"
    FILE_OWN = "file for oneself"
    CONFIRM_FILING = "confirm what one's society files"
    REVIEW = "review what was filed"
    HEAD_REVIEW = "assign reviewers, be asked for the last word"
    SCORE = "score what one was asked to"
    SEE_EVENTS = "see the calendar of events"
    KEEP_EVENTS = "open and cancel salons, keep their places"
    SEE_FIGURES = "see the figures rules rest on"
    KEEP_FIGURES = "change and confirm figures"
    BROADCAST = "write an announcement, have it sent, see how it went"
    APPROVE_BROADCAST = "approve what a colleague wants to announce"
    KEEP_LISTS = "keep lists of people and tags of societies"
    SEE_DUTIES = "see what a society has to do by when"
    DO_DUTY = "say that a duty of one's society is done"
    KEEP_DEADLINES = "set, confirm and lift deadlines, see who is late"
    KEEP_NOTICES = "take notices in, change, restrict, retire and delete them"
    ANSWER_QUESTIONS = "answer open questions, see what is asked"
    KEEP_OWN_REMINDERS = "mute reminders, subscribe to events, have a calendar link"


ANYBODY = frozenset(Role)
_STAFF = frozenset(OF_THE_ASSOCIATION)
# Of any society.
EVERYWHERE: Mapping[Action, frozenset[Role]] = {
    Action.ASK: ANYBODY,
    Action.KEEP_OWN_DATA: ANYBODY,
    Action.ENTER_CODE: ANYBODY,
    Action.CONFIRM_MEMBERSHIP: ANYBODY,
    Action.SEE_OPEN_QUESTIONS: _STAFF,
    Action.SEE_SOCIETY: _STAFF,
    Action.CHANGE_SOCIETY: _STAFF,
    Action.ADD_SOCIETY: _STAFF,
    Action.DECIDE_CORRECTION: _STAFF,
    Action.IMPORT_SOCIETIES: _STAFF,
    Action.EXPORT_SOCIETIES: _STAFF,
    Action.INVITE: _STAFF,
    Action.INVITE_IN_BULK: _STAFF,
    Action.SEE_ROSTER: _STAFF,
    Action.EXPORT_ROSTER: _STAFF,
    Action.IMPORT_ROSTERS: _STAFF,
    Action.CHECK_CARD: _STAFF,
    Action.SEE_RENEWAL: _STAFF,
    Action.SEARCH: _STAFF,
    Action.SEE_PERSON: _STAFF,
    Action.END_ROLE: _STAFF,
    Action.RUN_RENEWAL: frozenset({Role.STAFF_HEAD, Role.ADMINISTRATOR}),
    Action.READ_JOURNAL: frozenset({Role.ADMINISTRATOR}),
    Action.FILE_OWN: ANYBODY,
    Action.SEE_EVENTS: ANYBODY,
    Action.REVIEW: _STAFF,
    Action.HEAD_REVIEW: frozenset({Role.STAFF_HEAD, Role.ADMINISTRATOR}),
    Action.SCORE: frozenset({Role.EXPERT}),
    Action.KEEP_EVENTS: _STAFF,
    Action.SEE_FIGURES: _STAFF,
    Action.KEEP_FIGURES: frozenset({Role.STAFF_HEAD, Role.ADMINISTRATOR}),
    Action.BROADCAST: _STAFF,
    Action.APPROVE_BROADCAST: _STAFF,
    Action.KEEP_LISTS: _STAFF,
    Action.SEE_DUTIES: _STAFF,
    Action.KEEP_DEADLINES: _STAFF,
    Action.KEEP_NOTICES: _STAFF,
    Action.ANSWER_QUESTIONS: _STAFF,
    Action.KEEP_OWN_REMINDERS: ANYBODY,
}
# Of the society in which the role is held.
AT_HOME: Mapping[Action, frozenset[Role]] = {
    Action.SEE_SOCIETY: frozenset({Role.MEMBER, Role.SECRETARY, Role.LEADER, Role.PARTY_HEAD}),
    Action.CORRECT_SOCIETY: frozenset({Role.SECRETARY}),
    Action.INVITE: frozenset({Role.SECRETARY}),
    Action.SEE_ROSTER: frozenset({Role.SECRETARY, Role.LEADER}),
    Action.KEEP_ROSTER: frozenset({Role.SECRETARY}),
    Action.EXPORT_ROSTER: frozenset({Role.SECRETARY}),
    Action.CHECK_CARD: frozenset({Role.SECRETARY}),
    Action.END_ROLE: frozenset({Role.SECRETARY}),
    Action.FILE: frozenset({Role.SECRETARY}),
    Action.CONFIRM_FILING: frozenset({Role.LEADER, Role.PARTY_HEAD}),
    Action.SEE_DUTIES: frozenset({Role.SECRETARY, Role.LEADER, Role.PARTY_HEAD}),
    Action.DO_DUTY: frozenset({Role.SECRETARY}),
}


def may(person: Person, action: Action, society_id: str | None = None) -> bool:
    everywhere = EVERYWHERE.get(action, frozenset())
    if Role.GUEST in everywhere or person.holds(*everywhere):
        return True
    return society_id is not None and person.holds_in(society_id, *AT_HOME.get(action, ()))


def require(person: Person, action: Action, society_id: str | None = None) -> None:
    """Raises NotForThisRole, or NotThisSociety where another society would be allowed."""
    if may(person, action, society_id):
        return
    at_home = AT_HOME.get(action, frozenset())
    raise NotThisSociety if person.holds(*at_home) else NotForThisRole


def may_give(person: Person, role: Role, society_id: str | None) -> bool:
    """Whether this person may give, and end, this role (in this society)."""
    for standing in person.standings:
        is_home = standing.role in OF_THE_ASSOCIATION or standing.society_id == society_id
        if is_home and role in GIVEN_BY.get(standing.role, ()):
            return True
    return False


def givable(person: Person, society_id: str | None = None) -> list[Role]:
    """Roles this person may give; with a society, those they may give there."""
    return [
        role
        for role in Role
        if any(
            role in GIVEN_BY.get(each.role, ())
            for each in person.standings
            if society_id is None
            or each.role in OF_THE_ASSOCIATION
            or each.society_id == society_id
        )
    ]


def society_for(person: Person, action: Action) -> list[tuple[str, str]]:
    """The societies (id, name) in which a role of this person allows the action."""
    roles = AT_HOME.get(action, frozenset())
    found = {
        each.society_id: each.society or ""
        for each in person.standings
        if each.role in roles and each.society_id
    }
    return list(found.items())
