"""For which of several societies somebody acts: the chosen, the only one, or they are asked."""

from collections.abc import Iterable
from html import escape

from handlers.callbacks import Go
from handlers.desk import Button, Desk, Reply
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.rights import Action, NotForThisRole, may, society_for

WHICH = "您代表几个学会，请选择这次为哪一个办理。选定后一直有效，随时可以换："
STAFF_FIRST = "请先选定学会：打开学会名录，或直接查找；在学会的页面上点「会员名册」。"
PLACES = tuple(Place)


def candidates(desk: Desk, action: Action) -> list[tuple[str, str]]:
    """Ids and names: the society that was chosen, or every one in which the action is allowed."""
    allowed = sorted(society_for(desk.person, action), key=lambda each: each[1])
    return [each for each in allowed if each[0] == desk.person.acting_for] or allowed


def society_of(desk: Desk, action: Action) -> tuple[str, str] | None:
    """Id and name; None when nobody can tell yet, or there is none."""
    found = candidates(desk, action)
    return found[0] if len(found) == 1 else None


def choices(
    societies: Iterable[tuple[str, str]], place: Place | None = None
) -> tuple[Button, ...]:
    """A press stores the choice and may go on to `place_numbered(n)`."""
    n = PLACES.index(place) + 1 if place else 0
    return tuple((name, Go(to=Place.ACT_FOR, id=identity, n=n)) for identity, name in societies)


def choose_society(desk: Desk, action: Action, place: Place) -> Reply:
    """Asks somebody who acts for several; sends staff to look for one."""
    if societies := candidates(desk, action):
        return Reply(text=WHICH, buttons=choices(societies, place))
    if not may(desk.person, action):
        raise NotForThisRole
    ways = (Place.SOCIETIES, Place.SEARCH)
    return Reply(text=STAFF_FIRST, buttons=tuple((LABELS[each], Go(to=each)) for each in ways))


def place_numbered(n: int) -> Place | None:
    """Where to go on after the choice; `n` is what a button of `choices` carries."""
    return PLACES[n - 1] if 0 < n <= len(PLACES) else None


def heading(title: str, society: str) -> str:
    """「会员名册 · 云岭省材料学会」: for whom one acts stands above everything."""
    return f"<b>{title} · {escape(society)}</b>"
