"""Where a society's page leads."""

from collections.abc import Sequence

from handlers.callbacks import Go
from handlers.desk import Button
from handlers.paging import turning
from handlers.people.societies import fields
from handlers.people.societies.texts import line
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.rights import Action, may
from storage.corrections import Correction
from storage.people import Person
from storage.societies import Society

TO_LIST: Button = ("回到学会名录", Go(to=Place.SOCIETIES))
MORE: tuple[Button, ...] = (("看其他待核对的更正", Go(to=Place.CORRECTIONS)),)
TO_CHECK: tuple[Button, ...] = ((LABELS[Place.CORRECTIONS], Go(to=Place.CORRECTIONS)),)
# Place, and the right it needs in this society.
FROM_A_PAGE = (
    (Place.CORRECT, "更正信息", Action.CORRECT_SOCIETY),
    (Place.ROSTER, LABELS[Place.ROSTER], Action.SEE_ROSTER),
    (Place.INVITE, LABELS[Place.INVITE], Action.INVITE),
    (Place.JOURNAL, LABELS[Place.JOURNAL], Action.READ_JOURNAL),
)


def page(person: Person, society_id: str) -> tuple[Button, ...]:
    found = tuple(
        (label, Go(to=place, id=society_id))
        for place, label, action in FROM_A_PAGE
        if may(person, action, society_id)
        or (action is Action.CORRECT_SOCIETY and may(person, Action.CHANGE_SOCIETY))
    )
    return (*found, TO_LIST) if may(person, Action.SEE_SOCIETY) else found


def which_field(society_id: str, *, staff: bool) -> tuple[Button, ...]:
    return tuple(
        (fields.title(name), Go(to=Place.CORRECT_FIELD, id=society_id, n=number))
        for number, name in enumerate(fields.names(staff=staff))
    )


def listed(found: Sequence[Society], page_number: int, pages: int) -> tuple[Button, ...]:
    return (
        *((each.name, Go(to=Place.SOCIETY, id=each.id)) for each in found),
        *turning(lambda number: Go(to=Place.SOCIETIES, n=number), page_number, pages),
        ("新增学会", Go(to=Place.ADD_SOCIETY)),
        ("导入学会", Go(to=Place.IMPORT_SOCIETIES)),
        ("导出名录", Go(to=Place.EXPORT_SOCIETIES)),
        ("批量邀请秘书", Go(to=Place.INVITE_ALL)),
    )


def corrections(found: Sequence[Correction]) -> tuple[Button, ...]:
    return tuple((line(each), Go(to=Place.CORRECTION, id=each.id)) for each in found)


def decide(identity: str) -> tuple[Button, ...]:
    return (
        ("采纳", Go(to=Place.ACCEPT, id=identity)),
        ("不采纳", Go(to=Place.REFUSE, id=identity)),
    )


def back(society_id: str) -> tuple[Button, ...]:
    return (("看这个学会", Go(to=Place.SOCIETY, id=society_id)),)
