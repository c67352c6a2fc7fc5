"""Where 我是谁 leads."""

from handlers.acting import choices
from handlers.callbacks import Go
from handlers.desk import Button
from handlers.people.me.service import OpenDoor
from handlers.people.me.texts import name_of
from handlers.place_words import LABELS
from handlers.places import Place
from storage.people import Person
from storage.roles import Role


def me(person: Person) -> tuple[Button, ...]:
    places = [
        Place.DOORS,
        Place.LOGIN_CODE,
        Place.MY_DATA,
        Place.REMINDERS,
        Place.SUBSCRIPTIONS,
    ]
    if not person.standings:
        places = [Place.ENTER, Place.CONFIRM, *places]
    if person.holds(Role.MEMBER):
        places = [Place.MY_MEMBERSHIP, Place.CARD, *places]
    buttons: list[Button] = [(LABELS[each], Go(to=each)) for each in places]
    if len(societies(person)) > 1:
        buttons.insert(0, ("换一个学会", Go(to=Place.ACT_FOR)))
    return tuple(buttons)


def societies(person: Person) -> tuple[Button, ...]:
    names = {each.society_id: each.society or "" for each in person.standings if each.society_id}
    return choices(names.items())


def doors(found: list[OpenDoor]) -> tuple[Button, ...]:
    others: list[Button] = [
        (f"退出 {name_of(each)}", Go(to=Place.END_DOOR, id=each.key))
        for each in found
        if not each.here
    ]
    here: list[Button] = [
        ("退出本入口", Go(to=Place.END_DOOR, id=each.key)) for each in found if each.here
    ]
    return (*others, *here, (LABELS[Place.LOGIN_CODE], Go(to=Place.LOGIN_CODE)))
