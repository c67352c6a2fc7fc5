"""The ranking of a form: looked at and exported by staff, moved on as a whole by heads."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from forms.moving import Given
from forms.sheets import write_rows
from forms.specification import FormSpec, PolicyParameter
from forms.values import Complaint
from forms.workflow import Mover
from handlers.casework.errors import FilingGone, MovedOn
from handlers.casework.moving import Moving
from handlers.casework.policy import policy_in_force
from handlers.desk import Attached, Desk
from handlers.letters import Letter
from handlers.noting import note
from handlers.review.ranking.board import Ranked, ranked
from handlers.review.ranking.posting import later
from handlers.review.ranking.stages import PASS_OVER, SELECT, SHORTLIST, TAKEN
from handlers.review.scored import scored_forms, scoring_states, workflow_of
from handlers.rights import Action, NotForThisRole, require
from storage.filings import Filing, Wanted

KEPT = timedelta(days=1)
MOST = 2000
HEADINGS = (
    "名次", "候选人编号", "受理编号", "名称", "学会", "平均分", "评分数", "没有评的",
    "最高分", "最低分", "分差", "备注",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """One form: what is being scored in its order, what stands elsewhere, the places."""

    form: FormSpec
    scored: tuple[Ranked, ...]
    counts: dict[str, int]
    quota: PolicyParameter | None
    taken: int

    @property
    def places(self) -> int | None:
        return int(str(self.quota.value)) if self.quota else None

    @property
    def with_scores(self) -> tuple[Ranked, ...]:
        return tuple(each for each in self.scored if each.scores)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of a list: how many were moved, which were not and why, whom to tell."""

    moved: int
    refused: tuple[tuple[str, str], ...]
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The use cases of the corner."""

    moving: Moving

    def forms(self, desk: Desk) -> tuple[FormSpec, ...]:
        require(desk.person, Action.REVIEW)
        return scored_forms(self.moving.offices.catalogue)

    async def board(self, desk: Desk, form_id: str) -> Board:
        require(desk.person, Action.REVIEW)
        form = self._form(desk, form_id)
        workflow = workflow_of(self.moving.offices.catalogue, form)
        states = scoring_states(workflow)
        filings = await self._filings(desk, form, states)
        asked = await desk.archive.experts.among(form.id, states)
        numbers = await desk.archive.candidates.among(form.id, states)
        policy = await policy_in_force(desk.archive, self.moving.offices.catalogue)
        counts = {
            state: await desk.archive.filings.count(Wanted(forms=(form.id,), states=(state,)))
            for state in workflow.states
            if state in TAKEN
        }
        return Board(
            form=form,
            scored=_of_others(desk, ranked(filings, asked, numbers)),
            counts=counts,
            quota=policy.parameters.get(form.quota or ""),
            taken=await self._taken(desk, form),
        )

    async def export(self, desk: Desk, form_id: str) -> Attached:
        board = await self.board(desk, form_id)
        rows = [_row(each) for each in board.scored]
        content = await asyncio.to_thread(write_rows, HEADINGS, rows, "评审排名")
        name = f"评审排名-{desk.now:%Y%m%d}.xlsx"
        file = await desk.keep(name, content, desk.now + KEPT)
        await note(desk, "ranking exported", file.id, form=form_id, count=len(rows))
        return Attached(file_id=file.id)

    async def ready(self, desk: Desk, form_id: str, move_id: str) -> Sequence[Filing]:
        """What this move could be made for now, in the order of the ranking where there is one.

        Raises NotForThisRole for whoever may not make it.
        """
        require(desk.person, Action.REVIEW)
        form = self._form(desk, form_id)
        workflow = workflow_of(self.moving.offices.catalogue, form)
        move = next((each for each in workflow.moves if each.id == move_id), None)
        if move is None:
            raise FilingGone
        if move_id in (SHORTLIST, PASS_OVER):
            board = await self.board(desk, form_id)
            ranks = board.with_scores if move_id == SHORTLIST else board.scored
            found = [each.filing for each in ranks]
        else:
            found = await self._filings(desk, form, move.origins)
        if move_id == SELECT:
            found = [each for each in found if each.due is None or each.due < desk.now.date()]
        await self._require(desk, found, frozenset(move.who))
        return found

    async def move_all(
        self, desk: Desk, form_id: str, move_id: str, ids: Sequence[str], given: Given
    ) -> Done:
        """One after the other; what somebody has moved meanwhile, or may not go yet, is said."""
        ready = {each.id: each for each in await self.ready(desk, form_id, move_id)}
        await desk.archive.filings.hold(*ids)
        moved, refused, letters = 0, list[tuple[str, str]](), list[Letter]()
        waiting = Counter[tuple[str, str]]()  # whoever has the next step hears of all at once
        for filing_id in ids:
            filing = ready.get(filing_id) or await desk.archive.filings.get(filing_id)
            name = (filing and (filing.title or filing.number)) or ""
            try:
                outcome = await self.moving.move(desk, filing_id, move_id, given)
            except Complaint as complaint:
                refused.append((name, complaint.sentence))
            except (FilingGone, MovedOn):
                refused.append((name, "刚刚有人动过，或者不归您办。"))
            else:
                moved += 1
                case = outcome.case
                for letter in outcome.letters:
                    if letter.person_id == case.filing.person_id:
                        letters.append(letter)
                    else:
                        waiting[letter.person_id, case.state.label] += 1
        letters += later(self._form(desk, form_id), waiting)
        await note(desk, "list moved", form_id, move=move_id, count=moved)
        return Done(moved=moved, refused=tuple(refused), letters=tuple(letters))

    async def _require(self, desk: Desk, found: Sequence[Filing], who: frozenset[Mover]) -> None:
        """Asked of the filings themselves: a deputy may what the absent one may."""
        for each in found:
            if await self.moving.offices.movers(desk, each) & who:
                return
        if found or not desk.person.is_staff:
            raise NotForThisRole

    async def _filings(self, desk: Desk, form: FormSpec, states: Sequence[str]) -> list[Filing]:
        return await desk.archive.filings.list(Wanted(forms=(form.id,), states=states), most=MOST)

    async def _taken(self, desk: Desk, form: FormSpec) -> int:
        """Places given this year: of those published only what was handed in this year."""
        found = await self._filings(desk, form, TAKEN)
        year = desk.now.year
        return sum(
            not each.ended or (each.submitted_at is not None and each.submitted_at.year == year)
            for each in found
        )

    def _form(self, desk: Desk, form_id: str) -> FormSpec:
        form = next((each for each in self.forms(desk) if each.id == form_id), None)
        if form is None:
            raise FilingGone
        return form


def _of_others(desk: Desk, found: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """Whoever works here and is a candidate reads of their own no more than anybody else."""
    return tuple(each for each in found if each.filing.person_id != desk.person.id)


def _row(each: Ranked) -> tuple[object, ...]:
    filing = each.filing
    high, low = (max(each.scores), min(each.scores)) if each.scores else ("", "")
    return (
        each.rank or "",
        each.number or "",
        filing.number,
        filing.title,
        filing.society,
        "" if each.mean is None else float(each.mean),
        len(each.scores),
        each.waiting,
        high,
        low,
        each.spread if each.scores else "",
        "分歧大" if each.is_wide else "",
    )
