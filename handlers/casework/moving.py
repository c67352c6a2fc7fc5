"""Moving a filing on: who may, what it needs, what is written down, who is told."""

from dataclasses import dataclass, replace
from typing import Any

from forms.completing import reasons, submitted
from forms.masking import mask
from forms.moving import Given, Moved, Refused, apply
from forms.steps import Ready
from forms.values import Complaint
from forms.workflow import Move, Mover
from handlers.casework.aftermath import Aftermath, Step
from handlers.casework.case import Case
from handlers.casework.claiming import claimed
from handlers.casework.deputies import absent_ones, stands_in_for
from handlers.casework.errors import MovedOn, NotReady
from handlers.casework.filers import may_file
from handlers.casework.hand import Hand
from handlers.casework.offices import Offices
from handlers.casework.post import Post
from handlers.casework.telling import one_each, with_news
from handlers.casework.timing import check_time, due_after
from handlers.desk import Desk
from handlers.letters import Letter
from handlers.noting import by
from storage.filing_moves import MoveRecord
from storage.filings import Filing

__all__ = ["HANDING_IN", "NOTHING", "Hand", "Moving", "Outcome"]

PREFIX = "HX"
NOTHING = Given()
HANDING_IN = frozenset({"submit", "resubmit", "supplied"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The filing after a move and all that followed, and the letters that go out with it.

    `said` is what its filer should know besides (HTML): a place, or one on the waiting list.
    """

    case: Case
    moved: Moved
    letters: tuple[Letter, ...]
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """The one way a filing changes its state."""

    offices: Offices
    post: Post
    aftermath: Aftermath

    async def move(
        self, desk: Desk, filing_id: str, move_id: str, given: Given = NOTHING
    ) -> Outcome:
        """Raises Complaint for what is missing, MovedOn when somebody was faster."""
        case = await self.offices.open(desk, filing_id)
        return await self.carry_out(await self.hand(desk, case), case, move_id, given)

    async def hand(self, desk: Desk, case: Case) -> Hand:
        """Somebody at a desk, with all they are to this filing now."""
        movers = await self.offices.movers(desk, case.filing)
        if not may_file(desk.person, case.filing, case.form):
            movers -= {Mover.SUBMITTER}
        return Hand(
            archive=desk.archive,
            by=by(desk),
            movers=movers,
            absent=await absent_ones(desk.archive, desk.person, desk.now),
            person=desk.person,
        )

    async def carry_out(
        self, hand: Hand, case: Case, move_id: str, given: Given = NOTHING
    ) -> Outcome:
        """For one who has been let in, or for the house."""
        moved = apply(case.workflow, case.filing.state, move_id, hand.movers, given)
        if isinstance(moved, Refused):
            raise Complaint(moved.sentence)
        await check_time(hand, case, _made(case, moved))
        handing_in = move_id in HANDING_IN
        if handing_in and not isinstance(case.filling.next_step(case.draft), Ready):
            raise NotReady
        step = Step(archive=hand.archive, by=hand.by, case=case, moved=moved, moving=self)
        await self.aftermath.allow(step)
        filing = await self._enter(hand, case, moved)  # whoever comes second stops here
        version = await self._hand_in(hand, case, filing) if handing_in else None
        filing = await hand.archive.filings.get(filing.id) or filing
        filing = await claimed(hand, filing, _makers(case, moved))
        after = await self.offices.case(hand.archive, filing, hand.by.clock.now())
        await self._record(hand, after, moved, given, version)
        letters = []
        if moved.state != moved.origin:  # else it is no news to anybody
            letters = await self.post.letters(hand.archive, hand.by, after, moved, given)
        followed = await self.aftermath.follow(replace(step, case=after))
        told = with_news(letters, after.filing.person_id, followed.said)
        return Outcome(
            case=await self._latest(hand, after),
            moved=moved,
            letters=one_each([*told, *followed.letters], but=hand.by.person_id),
            said=followed.said,
        )

    async def _latest(self, hand: Hand, case: Case) -> Case:
        """What followed may have moved it on."""
        filing = await hand.archive.filings.get(case.id)
        if filing is None or filing.revision == case.filing.revision:
            return case
        return await self.offices.case(hand.archive, filing, hand.by.clock.now())

    async def _hand_in(self, hand: Hand, case: Case, filing: Filing) -> int:
        """What is handed in stands apart from then on; hidden answers are no part of it."""
        if filing.number is None:
            number = await hand.archive.filings.next_number(PREFIX, hand.today.year)
            await hand.archive.filings.give_number(filing.id, number)
        return await hand.archive.versions.add(
            case.id,
            answers=submitted(case.filling, case.draft),
            reasons=reasons(case.filling, case.draft),
            draft=case.draft.plain(),
            form_version=case.form.version,
            person_id=hand.by.person_id,
            now=hand.by.clock.now(),
        )

    async def _enter(self, hand: Hand, case: Case, moved: Moved) -> Filing:
        way, now = self._way(case, moved), hand.by.clock.now()
        workflow = self.offices.catalogue.workflows[way]
        limit = await due_after(hand, case, workflow, moved)
        filing = await hand.archive.filings.move(
            case.filing,
            moved.state,
            now=now,
            workflow=way,
            due=limit.day if limit else None,
            due_tentative=bool(limit and limit.tentative),
            named=moved.fields,
            ended=workflow.states[moved.state].end,
            submitted=moved.move in HANDING_IN,
        )
        if filing is None:
            raise MovedOn
        return filing

    async def _record(
        self, hand: Hand, case: Case, moved: Moved, given: Given, version: int | None
    ) -> None:
        """What an expert says stands with the score, and nobody reads here whose it is."""
        role = next((each for each in Mover if each in _makers(case, moved) & hand.movers), "")
        blind = role is Mover.EXPERT
        await hand.archive.moves.add(
            MoveRecord(
                filing_id=case.id,
                move=moved.move,
                origin=moved.origin,
                state=moved.state,
                person_id=None if blind else hand.by.person_id,
                role=str(role),
                at=hand.by.clock.now(),
                opinion="" if blind else given.opinion,
                reason=given.reason,
                fields=tuple(sorted(moved.fields)),
                document_number=mask(given.document_number),
                document_date=given.document_date,
                version=version,
            )
        )
        turn: dict[str, Any] = {
            "from": moved.origin,
            "to": moved.state,
            **_instead(hand, case, moved),
        }
        if version and (excused := reasons(case.filling, case.draft)):
            turn["reasons"] = len(excused)  # what they say stands with the version, sealed
        await hand.by.note(
            hand.archive, "filing moved", case.id, move=moved.move, form=case.form.id, **turn
        )

    def _way(self, case: Case, moved: Moved) -> str:
        """By the answers handed in, also when they have been mended since; else as before."""
        way = self._route(case) if moved.move in HANDING_IN else case.filing.workflow
        leads_on = moved.state in self.offices.catalogue.workflows[way].states
        return way if leads_on else case.filing.workflow

    def _route(self, case: Case) -> str:
        """Some answers send a form another way: 备案 or 报批."""
        answers = submitted(case.filling, case.draft)
        for name, ways in case.form.routes.items():
            if (way := ways.get(str(answers.get(name)))) is not None:
                return way
        return case.form.workflow


def _instead(hand: Hand, case: Case, moved: Moved) -> dict[str, str]:
    """For whom it was done, where somebody stood in."""
    if hand.person is None or not hand.absent:
        return {}
    needed = _makers(case, moved)
    absent = stands_in_for(hand.person, hand.absent, case.filing, needed)
    return {"instead": absent} if absent else {}


def _makers(case: Case, moved: Moved) -> frozenset[Mover]:
    return frozenset(_made(case, moved).who)


def _made(case: Case, moved: Moved) -> Move:
    return next(each for each in case.workflow.moves if each.id == moved.move)
