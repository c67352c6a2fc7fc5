"""For which of several societies somebody acts: the chosen, the only one, or they are asked."""

from html import escape

from handlers.callbacks import Go
from handlers.desk import Desk, Reply
from handlers.people.finding import own_society
from handlers.places import LABELS, Place
from handlers.rights import Action, NotForThisRole, may, society_for

WHICH = "您代表几个学会，请选择这次为哪一个办理。选定后一直有效，随时可以换："
STAFF_FIRST = "请先选定学会：打开学会名录，或直接查找；在学会的页面上点「会员名册」。"
PLACES = tuple(Place)


async def society_of(desk: Desk, action: Action) -> tuple[str, str] | None:
    """Id and name; None when nobody can tell yet, or there is none."""
    mine = own_society(desk, action)
    allowed = society_for(desk.person, action)
    return next((each for each in allowed if each[0] == mine), None)


async def choose_society(desk: Desk, action: Action, place: Place) -> Reply:
    """A press stores the choice and may go on to `place_numbered(n)`."""
    societies = sorted(society_for(desk.person, action), key=lambda each: each[1])
    if societies:
        n = PLACES.index(place) + 1
        buttons = [(name, Go(to=Place.ACT_FOR, id=identity, n=n)) for identity, name in societies]
        return Reply(text=WHICH, buttons=tuple(buttons))
    if not may(desk.person, action):
        raise NotForThisRole
    ways = (Place.SOCIETIES, Place.SEARCH)
    return Reply(text=STAFF_FIRST, buttons=tuple((LABELS[each], Go(to=each)) for each in ways))


def place_numbered(n: int) -> Place | None:
    """Where to go on after the choice; `n` is what a button of `choose_society` carries."""
    return PLACES[n - 1] if 0 < n <= len(PLACES) else None


def heading(title: str, society: str) -> str:
    """「会员名册 · 云岭省材料学会」: for whom one acts stands above everything."""
    return f"<b>{title} · {escape(society)}</b>"
