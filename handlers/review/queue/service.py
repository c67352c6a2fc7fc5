"""The queue: what waits for somebody, how much of it, the most urgent first."""

from collections.abc import Mapping
from dataclasses import dataclass

from forms.specification import Catalogue
from handlers.desk import Desk
from handlers.paging import PAGE, page_among
from handlers.review.queue.picking import By, Pick
from handlers.review.scope import scope_of
from storage.filings import Filing

SORTED_BY = {By.FORM: "form", By.CITY: "city"}
EVERYTHING = Pick()
COUNTED = (By.ALL, By.MINE, By.FREE, By.LATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """One page of it; `names` are of those it is assigned to."""

    pick: Pick
    filings: tuple[Filing, ...]
    count: int
    counts: Mapping[By, int]
    number: int
    pages: int
    names: Mapping[str, str]
    staff: bool
    society: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queueing:
    """The use cases of the list."""

    catalogue: Catalogue

    async def page(self, desk: Desk, pick: Pick = EVERYTHING, number: int = 0) -> Queue:
        scope, archive = await scope_of(desk, self.catalogue), desk.archive
        today = desk.now.date()
        wanted = pick.of(scope, today)
        count = await archive.filings.count(wanted)
        number, pages = page_among(count, number)
        found = await archive.filings.list(wanted, most=PAGE, skip=number * PAGE)
        counts = {by: await archive.filings.count(Pick(by).of(scope, today)) for by in COUNTED}
        hands = {each.assigned_to for each in found if each.assigned_to}
        society = await archive.societies.get(pick.value) if pick.by is By.SOCIETY else None
        return Queue(
            pick=pick,
            filings=tuple(found),
            count=count,
            counts=counts,
            number=number,
            pages=pages,
            names=await archive.people.names(sorted(hands)),
            staff=desk.person.is_staff,
            society=society.name if society else "",
        )

    async def sorts(self, desk: Desk, by: By) -> Mapping[str, int]:
        """How many of each form, or of each city."""
        scope = await scope_of(desk, self.catalogue)
        return await desk.archive.filings.tally(scope.waiting, SORTED_BY[by])

    async def following(self, desk: Desk, besides: str) -> Filing | None:
        """What to look at next."""
        scope = await scope_of(desk, self.catalogue)
        found = await desk.archive.filings.list(scope.waiting, most=2)
        return next((each for each in found if each.id != besides), None)
