"""Moving a filing on: what it needs is asked, who was faster is said."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from forms.moving import Given
from forms.workflow import Move
from handlers.casework.case import Case
from handlers.casework.errors import MovedOn
from handlers.casework.handed import last_handed
from handlers.casework.history import names_in
from handlers.casework.moving import NOTHING, Moving, Outcome
from handlers.desk import Desk, Reply
from handlers.review import conversations
from handlers.review.files import Opened, Reading
from handlers.review.moves import texts
from handlers.review.moves.leading import after_move, to_card
from handlers.review.moves.mending import Field, fields_of
from handlers.review.pressing import is_fresh, move_of, seen
from handlers.review.queue.service import Queueing
from storage.filings import Filing


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """The use cases of whoever has an opinion about it."""

    reading: Reading
    moving: Moving
    queueing: Queueing = field(repr=False)

    async def begin(self, desk: Desk, filing_id: str, n: int) -> Reply:
        """A press on a card: done at once where nothing is needed, else asked for."""
        opened = await self.reading.open(desk, filing_id)
        move = move_of(opened.case, n)
        if move is None or not is_fresh(opened.case, n) or move not in opened.moves:
            return await self.told_moved_on(desk, opened.case)
        if not move.needs:
            return await self.decide(desk, filing_id, seen(opened.case), move.id, NOTHING)
        facts = {
            "filing": filing_id,
            "move": move.id,
            "label": move.label,
            "seen": seen(opened.case),
            "needs": [str(need) for need in move.needs],
        }
        return Reply(text="", guide=conversations.MOVE, facts=facts)

    async def decide(
        self, desk: Desk, filing_id: str, seen_as: int, move_id: str, given: Given
    ) -> Reply:
        """Raises Complaint for what is missing; whoever is too late is told who was there."""
        opened = await self.reading.open(desk, filing_id)
        move = _offered(opened, move_id)
        if seen(opened.case) != seen_as or move is None:
            return await self.told_moved_on(desk, opened.case)
        try:
            # What was looked at is what is moved: opened again it might be another's work by now.
            hand = await self.moving.hand(desk, opened.case)
            outcome = await self.moving.carry_out(hand, opened.case, move_id, given)
        except MovedOn:
            fresh = await self.reading.open(desk, filing_id)
            return await self.told_moved_on(desk, fresh.case)
        return await self._done(desk, outcome, move)

    async def fields(self, desk: Desk, filing_id: str) -> Sequence[Field]:
        """What may be named to be mended."""
        case = (await self.reading.open(desk, filing_id)).case
        return fields_of(case, (await last_handed(desk.archive, case)).draft)

    async def case(self, desk: Desk, filing_id: str) -> Case:
        return (await self.reading.open(desk, filing_id)).case

    async def told_moved_on(self, desk: Desk, case: Case) -> Reply:
        records = await desk.archive.moves.of(case.id)
        names = await names_in(desk.archive, records)
        text = texts.moved_on(case, records[-1] if records else None, names)
        return Reply(text=text, buttons=to_card(case.id))

    async def _done(self, desk: Desk, outcome: Outcome, move: Move) -> Reply:
        names = await desk.archive.people.names([each.person_id for each in outcome.letters])
        told = [names[each.person_id] for each in outcome.letters if each.person_id in names]
        text = texts.done(outcome.case, move, told, desk.now.date())
        following = await self._following(desk, outcome.case.id)
        buttons = after_move(outcome.case.id, following)
        return Reply(text=text, buttons=buttons, letters=outcome.letters)

    async def _following(self, desk: Desk, filing_id: str) -> Filing | None:
        return await self.queueing.following(desk, filing_id)


def _offered(opened: Opened, move_id: str) -> Move | None:
    return next((move for move in opened.moves if move.id == move_id), None)
