"""Scoring: what waits, the card without a name, one score, or stepping aside."""

from dataclasses import dataclass, field

from forms.blinding import BlindLine, blind_lines
from forms.moving import Given
from forms.specification import FormSpec
from forms.values import Complaint
from forms.workflow import Mover
from handlers.casework.case import Case
from handlers.casework.errors import FilingGone, MovedOn
from handlers.casework.hand import Hand
from handlers.casework.moving import Moving
from handlers.desk import Desk
from handlers.noting import by, note
from handlers.review.scored import scoring_move, scoring_states
from handlers.review.scoring.conflicts import conflict, expert_of, subject_of
from handlers.rights import Action, require
from storage.filing_experts import Assignment
from storage.filings import Wanted

ASIDE = "您与这位候选人有需要回避的关系，不能评分，内容也不再显示。请点「回避」，写一句原因就行。"
DONE = "您已经给这位候选人打过分，不能再改。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One that somebody was asked to score, by its number."""

    filing_id: str
    number: int
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What an expert sees."""

    filing_id: str
    number: int
    form: FormSpec
    assignment: Assignment
    aside: bool  # something has come up since: nothing is shown
    lines: tuple[BlindLine, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stepped:
    """Somebody stepped aside: from what, and who asked them."""

    case: Case
    number: int
    asked_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """The use cases of experts."""

    moving: Moving

    async def waiting(self, desk: Desk) -> list[Waiting]:
        require(desk.person, Action.SCORE)
        offices, found = self.moving.offices, []
        ids = await desk.archive.experts.waiting_for(desk.person.id)
        numbers = await desk.archive.candidates.numbers(ids)
        for filing_id in ids:
            filing = await desk.archive.filings.get(filing_id)
            if filing is None or filing.form not in offices.catalogue.forms:
                continue
            if filing.state in scoring_states(offices.catalogue.workflows[filing.workflow]):
                form, number = offices.form(filing).title, numbers.get(filing_id, 0)
                found.append(Waiting(filing_id=filing_id, number=number, form=form))
        return sorted(found, key=lambda each: (each.form, each.number))

    async def card(self, desk: Desk, filing_id: str) -> Card:
        """Raises FilingGone for who was not asked, has stepped aside, or comes too late."""
        case, assignment = await self._asked(desk, filing_id)
        aside = await self._is_barred(desk, case)
        return Card(
            filing_id=filing_id,
            number=await desk.archive.candidates.number(filing_id, case.form.id),
            form=case.form,
            assignment=assignment,
            aside=aside,
            lines=() if aside else blind_lines(case.filling, case.draft),
        )

    async def score(self, desk: Desk, filing_id: str, score: int, opinion: str) -> int:
        """The number it was scored under; the move and the score stand or fall together."""
        await desk.archive.filings.hold(filing_id)
        case, assignment = await self._asked(desk, filing_id)
        if await self._is_barred(desk, case):
            raise Complaint(ASIDE)
        move = scoring_move(case.workflow)
        if not assignment.waits or move is None:
            raise Complaint(DONE)
        hand = Hand(archive=desk.archive, by=by(desk), movers={Mover.EXPERT}, person=desk.person)
        given = Given(score=score, opinion=opinion)
        await self.moving.carry_out(hand, case, move.id, given)
        kept = await desk.archive.experts.score(
            filing_id, desk.person.id, score, opinion, desk.now
        )
        if not kept:
            raise MovedOn
        return await desk.archive.candidates.number(filing_id, case.form.id)

    async def all_scored(self, desk: Desk, filing_id: str) -> FormSpec | None:
        """The form, when every filing of it has scores, and nobody has one left to give."""
        filing = await desk.archive.filings.get(filing_id)
        if filing is None:
            return None
        workflow = self.moving.offices.catalogue.workflows[filing.workflow]
        states = scoring_states(workflow)
        asked = await desk.archive.experts.among(filing.form, states)
        many = await desk.archive.filings.count(Wanted(forms=(filing.form,), states=states))
        scored = {each.filing_id for each in asked if each.score is not None}
        if any(each.waits for each in asked) or len(scored) < many:
            return None
        return self.moving.offices.form(filing)

    async def recuse(self, desk: Desk, filing_id: str, reason: str) -> Stepped:
        case, assignment = await self._asked(desk, filing_id)
        recused = desk.archive.experts.recuse
        if not await recused(filing_id, desk.person.id, reason, desk.now):
            raise Complaint(DONE)
        await note(desk, "expert stepped aside", filing_id)
        number = await desk.archive.candidates.number(filing_id, case.form.id)
        return Stepped(case=case, number=number, asked_by=assignment.assigned_by)

    async def _asked(self, desk: Desk, filing_id: str) -> tuple[Case, Assignment]:
        require(desk.person, Action.SCORE)
        case = await self.moving.offices.open_to_score(desk, filing_id)
        if case.filing.state not in scoring_states(case.workflow):
            raise FilingGone
        asked = await desk.archive.experts.of(filing_id)
        return case, next(each for each in asked if each.person_id == desk.person.id)

    async def _is_barred(self, desk: Desk, case: Case) -> bool:
        """What has come up since they were asked; which it is would say whose filing it is."""
        return bool(conflict(await expert_of(desk.archive, desk.person), subject_of(case)))
