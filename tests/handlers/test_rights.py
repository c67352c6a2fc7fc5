"""Who may do what: the table against one written by hand, and every service against the table."""

import pytest

from handlers.rights import AT_HOME, EVERYWHERE, Action, may, may_give
from handlers.roles import GIVEN_BY
from storage.people import Person
from storage.roles import OF_A_SOCIETY, OF_THE_ASSOCIATION, Role, Standing

HOME, ABROAD = "home", "abroad"
# Columns: guest member secretary leader party_head expert staff staff_head administrator.
# y: in every society; h: in the own society only; -: never.
MATRIX = """
ask                                          y y y y y y y y y
see open questions                           - - - - - - y y y
see, correct, export and delete one's own data  y y y y y y y y y
enter a code                                 y y y y y y y y y
see a society's record                       - h h h h - y y y
propose a correction of a society's record   - - h - - - - - -
change a society's record at once            - - - - - - y y y
add a society                                - - - - - - y y y
accept or refuse a correction                - - - - - - y y y
import societies                             - - - - - - y y y
export societies                             - - - - - - y y y
invite somebody                              - - h - - - y y y
invite all secretaries                       - - - - - - y y y
see a society's roster                       - - h h - - y y y
add and change members, import a roster      - - h - - - - - -
export a roster                              - - h - - - y y y
import the rosters of several societies      - - - - - - y y y
confirm one's own membership                 y y y y y y y y y
check a membership card                      - - h - - - y y y
open and close the yearly renewal            - - - - - - - y y
see how the renewal goes in all societies    - - - - - - y y y
search people and societies                  - - - - - - y y y
see a person's page                          - - - - - - y y y
end somebody's role                          - - h - - - y y y
read and export the journal                  - - - - - - - - y
file for a society                           - - h - - - - - -
file for oneself                             y y y y y y y y y
confirm what one's society files             - - - h h - - - -
review what was filed                        - - - - - - y y y
assign reviewers, be asked for the last word - - - - - - - y y
score what one was asked to                  - - - - - y - - -
see the calendar of events                   y y y y y y y y y
open and cancel salons, keep their places    - - - - - - y y y
see the figures rules rest on                - - - - - - y y y
change and confirm figures                   - - - - - - - y y
write an announcement, have it sent, see how it went  - - - - - - y y y
approve what a colleague wants to announce   - - - - - - y y y
keep lists of people and tags of societies   - - - - - - y y y
see what a society has to do by when         - - h h h - y y y
say that a duty of one's society is done     - - h - - - - - -
set, confirm and lift deadlines, see who is late  - - - - - - y y y
take notices in, change, restrict, retire and delete them  - - - - - - y y y
answer open questions, see what is asked     - - - - - - y y y
mute reminders, subscribe to events, have a calendar link  y y y y y y y y y
"""
# Who may give (and end) which role: rows give, columns are given.
GIFTS = """
guest          - - - - - - - - -
member         - - - - - - - - -
secretary      - h - - h - - - -
leader         - - - - - - - - -
party_head     - - - - - - - - -
expert         - - - - - - - - -
staff          - - y y y y - - -
staff_head     - - y y y y y - -
administrator  - - y y y y y y y
"""


def grid(text: str) -> dict[str, list[str]]:
    rows = [line.rsplit(maxsplit=len(Role)) for line in text.strip().splitlines()]
    return {row[0]: row[1:] for row in rows}


def somebody(role: Role, society_id: str | None = HOME) -> Person:
    if role is Role.GUEST:
        return Person(id="p", name="甲")
    place = society_id if role in OF_A_SOCIETY else None
    return Person(id="p", name="甲", standings=(Standing(id="s", role=role, society_id=place),))


def test_every_action_stands_in_the_matrix_written_by_hand() -> None:
    assert set(grid(MATRIX)) == {action.value for action in Action}
    assert EVERYWHERE.keys() | AT_HOME.keys() == set(Action)
    assert list(grid(GIFTS)) == [role.value for role in Role]


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
def test_the_table_is_the_matrix(role: Role, action: Action) -> None:
    mark = grid(MATRIX)[action.value][list(Role).index(role)]
    person = somebody(role)
    assert may(person, action, HOME) is (mark in "yh")
    assert may(person, action, ABROAD) is (mark == "y")
    assert may(person, action) is (mark == "y")


@pytest.mark.parametrize("given", [role for role in Role if role is not Role.GUEST])
@pytest.mark.parametrize("giver", Role)
def test_who_gives_which_role(giver: Role, given: Role) -> None:
    mark = grid(GIFTS)[giver.value][list(Role).index(given)]
    assert may_give(somebody(giver), given, HOME) is (mark in "yh")
    assert may_give(somebody(giver), given, ABROAD) is (mark == "y")


def test_nobody_can_lift_themselves() -> None:
    """Whoever gives a role of the association stands at least as high, or is an administrator."""
    order = [Role.STAFF, Role.STAFF_HEAD, Role.ADMINISTRATOR]
    for giver, roles in GIVEN_BY.items():
        for role in roles & set(OF_THE_ASSOCIATION):
            assert giver is Role.ADMINISTRATOR or order.index(giver) > order.index(role)
