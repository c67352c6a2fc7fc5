"""Where subscriptions lead."""

from collections.abc import Sequence

from handlers.agenda.subscriptions.service import Choices, short_of
from handlers.agenda.subscriptions.texts import NAMES
from handlers.callbacks import Go
from handlers.desk import Button
from handlers.paging import turning
from handlers.place_words import LABELS
from handlers.places import Place
from storage.subscriptions import Subscription

BACK: Button = ("看我的订阅", Go(to=Place.SUBSCRIPTIONS))
NOTHING = "none"  # the id of the button that drops all
BESIDE = (Place.EVENTS, Place.CALENDAR_LINK, Place.REMINDERS)


def mine(found: Sequence[Subscription]) -> tuple[Button, ...]:
    buttons: list[Button] = [
        (f"选{name}", Go(to=Place.SUBSCRIPTIONS, id=topic)) for topic, name in NAMES.items()
    ]
    if found:
        buttons.append(("全部退订", Go(to=Place.SUBSCRIBE, id=NOTHING)))
    return (*buttons, *((LABELS[each], Go(to=each)) for each in BESIDE))


def choices(found: Choices) -> tuple[Button, ...]:
    buttons: list[Button] = []
    for value in found.values:
        mark = "✓ " if value in found.chosen else ""
        short = short_of(Subscription(topic=found.topic, value=value))
        buttons.append((f"{mark}{value[:30]}", Go(to=Place.SUBSCRIBE, id=short, n=found.number)))
    topic = found.topic
    buttons += turning(
        lambda n: Go(to=Place.SUBSCRIPTIONS, id=topic, n=n), found.number, found.pages
    )
    return (*buttons, BACK)
