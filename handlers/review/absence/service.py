"""Being away: from when until when, and which colleague decides meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from forms.values import Complaint
from handlers.callbacks import Go
from handlers.desk import Button, Desk, Reply
from handlers.letters import Letter
from handlers.noting import note
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.review import conversations
from handlers.review.absence import texts
from handlers.review.colleagues import Colleague, colleagues
from handlers.rights import Action, NotForThisRole, require

SET: Button = (LABELS[Place.SET_ABSENCE], Go(to=Place.SET_ABSENCE))
END: Button = (LABELS[Place.END_ABSENCE], Go(to=Place.END_ABSENCE))
QUEUE: Button = (LABELS[Place.QUEUE], Go(to=Place.QUEUE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """The use cases of whoever goes away."""

    async def look(self, desk: Desk) -> Reply:
        """One's own absence, and for whom one stands in."""
        require(desk.person, Action.REVIEW)
        today = desk.now.date()
        own = await desk.archive.absences.of(desk.person.id)
        own = own if own and own.until >= today else None
        others = await desk.archive.absences.deputised_by(desk.person.id, today)
        names = await desk.archive.people.names([own.deputy_id if own else "", *others])
        text = texts.standing(own, names, [names[each] for each in others if each in names])
        return Reply(text=text, buttons=(SET, *([END] if own else []), QUEUE))

    async def begin(self, desk: Desk) -> Reply:
        require(desk.person, Action.REVIEW)
        return Reply(text="", guide=conversations.ABSENCE)

    async def whom(self, desk: Desk) -> Sequence[Colleague]:
        require(desk.person, Action.REVIEW)
        return await colleagues(desk.archive, desk.now, [desk.person.id])

    async def set(self, desk: Desk, since: date, until: date, deputy: str) -> Reply:
        """Raises Complaint when the deputy is away at that time themselves."""
        name = next((each.name for each in await self.whom(desk) if each.id == deputy), None)
        if name is None:
            raise NotForThisRole
        theirs = await desk.archive.absences.of(deputy)
        if theirs and theirs.since <= until and theirs.until >= since:
            raise Complaint(texts.AWAY_TOO.format(name=name))
        await desk.archive.absences.set(desk.person.id, deputy, since, until)
        await note(desk, "absence set", desk.person.id, to=deputy, until=until.isoformat())
        told = texts.told_deputy(desk.person.name, since, until)
        letter = Letter(person_id=deputy, text=told)
        return Reply(
            text=texts.is_set(name, since, until), buttons=(END, QUEUE), letters=(letter,)
        )

    async def end(self, desk: Desk) -> Reply:
        require(desk.person, Action.REVIEW)
        own = await desk.archive.absences.of(desk.person.id)
        if own is None or not await desk.archive.absences.end(desk.person.id):
            return Reply(text=texts.NONE, buttons=(SET, QUEUE))
        await note(desk, "absence ended", desk.person.id)
        letter = Letter(person_id=own.deputy_id, text=texts.told_back(desk.person.name))
        return Reply(text=texts.ENDED, buttons=(SET, QUEUE), letters=(letter,))
