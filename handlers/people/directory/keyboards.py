"""Where a search and a person's page lead."""

from handlers.callbacks import Go
from handlers.desk import Button
from handlers.people.directory.service import Hits, PersonPage
from handlers.people.directory.texts import member_line, person_line
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.rights import Action, may, may_give
from handlers.roles import standing_text
from storage.people import Person
from storage.roles import Holder

AGAIN: Button = ("再查一次", Go(to=Place.SEARCH))


def hits(found: Hits) -> tuple[Button, ...]:
    return (
        *((name, Go(to=Place.SOCIETY, id=identity)) for identity, name in found.societies),
        *((person_line(each), Go(to=Place.PERSON, id=each.id)) for each in found.people),
        *((member_line(each), Go(to=Place.MEMBER, id=each.id)) for each in found.members),
        AGAIN,
    )


def page(viewer: Person, found: PersonPage) -> tuple[Button, ...]:
    buttons: list[Button] = [
        (f"结束：{standing_text(each)}", Go(to=Place.END_ROLE, id=each.id))
        for each in found.person.standings
        if may_give(viewer, each.role, each.society_id)
    ]
    if may(viewer, Action.READ_JOURNAL):
        buttons.append((LABELS[Place.JOURNAL], Go(to=Place.JOURNAL, id=found.person.id)))
    return (*buttons, AGAIN)


def sure(holder: Holder) -> tuple[Button, ...]:
    return (
        ("确定结束", Go(to=Place.END_ROLE_NOW, id=holder.standing.id)),
        ("不结束", Go(to=Place.PERSON, id=holder.person_id)),
    )


def ended(holder: Holder) -> tuple[Button, ...]:
    return (("看这个人", Go(to=Place.PERSON, id=holder.person_id)),)
