"""Where the queue leads."""

from collections.abc import Mapping

from forms.specification import Catalogue
from handlers.callbacks import Go
from handlers.desk import Button
from handlers.paging import turning
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.review.queue import texts
from handlers.review.queue.picking import By, Pick
from handlers.review.queue.service import Queue

SORT = "by"
TO_QUEUE: Button = ("回到待办审核", Go(to=Place.QUEUE))
FURTHER = (Place.BATCH, Place.ABSENCE)


def queue(found: Queue, catalogue: Catalogue) -> tuple[Button, ...]:
    """The filings first, so that a line's number is its button's."""
    filings = (
        (texts.button(each, catalogue), Go(to=Place.REVIEW, id=each.id)) for each in found.filings
    )
    pages = turning(
        lambda number: Go(to=Place.QUEUE, id=str(found.pick), n=number), found.number, found.pages
    )
    return (*filings, *pages, *_filters(found))


def _filters(found: Queue) -> tuple[Button, ...]:
    if not found.staff:
        return () if found.pick.by is By.ALL else (_filter(By.ALL, found),)
    offered = [by for by, count in found.counts.items() if by is not found.pick.by and count]
    sorts = tuple(
        (label, Go(to=Place.QUEUE, id=f"{SORT}.{by}"))
        for by, label in texts.SORTS.items()
        if found.counts[By.ALL]
    )
    ways = tuple((LABELS[place], Go(to=place)) for place in FURTHER)
    return (*(_filter(by, found) for by in offered), *sorts, *ways)


def _filter(by: By, found: Queue) -> Button:
    return f"{texts.LABELS[by]}（{found.counts[by]}）", Go(to=Place.QUEUE, id=str(Pick(by)))


def sorts(counts: Mapping[str, int], by: By, catalogue: Catalogue) -> tuple[Button, ...]:
    found = tuple(
        (f"{_name(key, by, catalogue)}（{count}）", Go(to=Place.QUEUE, id=str(Pick(by, key))))
        for key, count in counts.items()
    )
    return (*found, TO_QUEUE)


def _name(key: str, by: By, catalogue: Catalogue) -> str:
    form = catalogue.forms.get(key)
    return form.title if by is By.FORM and form else key
