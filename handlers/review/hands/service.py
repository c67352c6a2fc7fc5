"""Taking a filing in hand, and handing it on."""

from collections.abc import Sequence
from dataclasses import dataclass

from forms.workflow import Mover
from handlers.callbacks import Go
from handlers.casework.errors import MovedOn
from handlers.desk import Desk, Reply
from handlers.letters import Letter
from handlers.noting import note
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.replies import numbered
from handlers.review import conversations
from handlers.review.colleagues import Colleague, colleagues
from handlers.review.files import Opened, Reading
from handlers.review.hands import texts
from handlers.rights import NotForThisRole
from storage.filings import Filing


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """The use cases of whose work something is."""

    reading: Reading

    async def claim(self, desk: Desk, filing_id: str) -> Reply:
        """The first who says so has it; whoever is later is told who."""
        opened = await self.reading.open_as_staff(desk, filing_id)
        filing = opened.case.filing
        free = filing.assigned_to is None
        if free and await desk.archive.filings.assign(filing, desk.person.id, desk.now):
            await note(desk, "filing claimed", filing.id)
            return Reply(text=texts.claimed(opened.case), buttons=_back(filing))
        fresh = await self.reading.open_as_staff(desk, filing_id)
        whose = fresh.case.filing.assigned_to or ""
        names = await desk.archive.people.names([whose])
        mine = whose == desk.person.id
        text = texts.has_it(fresh.case, "" if mine else names.get(whose, texts.SOMEBODY))
        return Reply(text=text, buttons=_back(filing))

    async def begin(self, desk: Desk, filing_id: str) -> Reply:
        await self._mine(desk, filing_id)
        return Reply(text="", guide=conversations.HAND_OVER, facts={"filing": filing_id})

    async def whom(self, desk: Desk, filing_id: str) -> tuple[Opened, Sequence[Colleague]]:
        """To whom it may go: to everybody but who has it."""
        opened = await self._mine(desk, filing_id)
        besides = [opened.case.filing.assigned_to or ""]
        return opened, await colleagues(desk.archive, desk.now, besides)

    async def hand_over(self, desk: Desk, filing_id: str, to: str) -> Reply:
        """With a letter to whoever has it now, and to who had it."""
        opened, known = await self.whom(desk, filing_id)
        filing = opened.case.filing
        name = next((each.name for each in known if each.id == to), None)
        if name is None:
            raise NotForThisRole
        if not await desk.archive.filings.assign(filing, to, desk.now):
            raise MovedOn
        await note(desk, "filing assigned", filing.id, to=to)
        told = {to: texts.given_to(opened.case, desk.person.name)}
        if filing.assigned_to:
            told[filing.assigned_to] = texts.taken_from(opened.case, name)
        letters = tuple(
            Letter(person_id=each, text=text, keyboard=numbered(_to_do(filing)))
            for each, text in told.items()
            if each != desk.person.id
        )
        text = texts.handed_over(opened.case, name, written=bool(letters))
        return Reply(text=text, buttons=_back(filing), letters=letters)

    async def _mine(self, desk: Desk, filing_id: str) -> Opened:
        """A head gives anybody's away, others their own."""
        opened = await self.reading.open_as_staff(desk, filing_id)
        own = opened.case.filing.assigned_to == desk.person.id
        if not own and Mover.STAFF_HEAD not in opened.movers:
            raise NotForThisRole
        return opened


def _back(filing: Filing) -> tuple[tuple[str, Go], ...]:
    queue = (LABELS[Place.QUEUE], Go(to=Place.QUEUE))
    return ("看这一件", Go(to=Place.REVIEW, id=filing.id)), queue


def _to_do(filing: Filing) -> tuple[tuple[str, Go], ...]:
    return ((LABELS[Place.REVIEW], Go(to=Place.REVIEW, id=filing.id)),)
