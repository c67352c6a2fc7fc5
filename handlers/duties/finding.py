"""What has to be done by whom until when, found afresh: nothing that is done is found."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from forms.specification import Catalogue
from handlers.casework.policy import policy_in_force
from handlers.duties.deadlines import deadline_matters
from handlers.duties.drafts import draft_duties
from handlers.duties.duty import Duty
from handlers.duties.events import event_duties
from handlers.duties.filings import filing_duties
from handlers.duties.matter import Matter
from handlers.duties.periods import period_matters
from handlers.duties.terms import term_matters
from handlers.duties.view import View
from handlers.rights import Action, society_for
from storage.archive import Archive
from storage.duty_facts import Whose
from storage.people import Person

COMING_DAYS = 92  # what somebody sees of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """`ahead`: so many days before it is due the first reminder goes out."""

    catalogue: Catalogue = field(repr=False)
    ahead: int = 30

    async def of(
        self, archive: Archive, person: Person, now: datetime, *, days: int = COMING_DAYS
    ) -> list[Duty]:
        """Theirs, and those of the societies whose duties they may see; the next one first."""
        homes = {identity for identity, _ in society_for(person, Action.SEE_DUTIES)}
        whose = Whose(society_ids=frozenset(homes), person_id=person.id)
        return await self._found(await self._view(archive, now, days, whose))

    async def every(self, archive: Archive, now: datetime) -> list[Duty]:
        """Of everybody: due within the longest level, or overdue; the next one first."""
        return await self._found(await self._view(archive, now, self.ahead, Whose()))

    async def matters_of(self, archive: Archive, person: Person, now: datetime) -> list[Matter]:
        """Of the societies whose duties somebody may see, done or not."""
        homes = {identity for identity, _ in society_for(person, Action.SEE_DUTIES)}
        whose = Whose(society_ids=frozenset(homes), person_id=person.id)
        return await _matters(await self._view(archive, now, COMING_DAYS, whose))

    async def matters(self, archive: Archive, now: datetime, *, days: int) -> list[Matter]:
        """What societies have to do, with those that have done it; the next one first."""
        return await _matters(await self._view(archive, now, days, Whose()))

    async def view(self, archive: Archive, now: datetime) -> View:
        """Over all societies, for one who looks at single deadlines."""
        return await self._view(archive, now, COMING_DAYS, Whose())

    async def _view(self, archive: Archive, now: datetime, days: int, whose: Whose) -> View:
        return View(
            archive=archive,
            catalogue=self.catalogue,
            policy=await policy_in_force(archive, self.catalogue),
            now=now,
            until=now.date() + timedelta(days=days),
            homes=tuple(await archive.duty_facts.homes(whose.society_ids)),
            whose=whose,
        )

    async def _found(self, view: View) -> list[Duty]:
        found = [each for matter in await _matters(view) for each in matter.duties()]
        for source in (filing_duties, draft_duties, event_duties):
            found += await source(view)
        return _in_order(found)


async def _matters(view: View) -> list[Matter]:
    if not view.homes:
        return []
    deadlines = await deadline_matters(view)
    found = [*deadlines, *await period_matters(view, deadlines), *await term_matters(view)]
    return sorted(found, key=lambda each: (each.due, each.key))


def _in_order(found: Iterable[Duty]) -> list[Duty]:
    return sorted(found, key=lambda each: (each.due, each.society, each.what, each.object))
