"""Asking experts: one for one filing, or all filings of a form at once, spread evenly."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forms.specification import FormSpec
from forms.values import Complaint
from forms.workflow import Mover
from handlers.casework.case import Case
from handlers.casework.errors import FilingGone
from handlers.casework.offices import Offices
from handlers.desk import Desk
from handlers.noting import note
from handlers.review.scored import scoring_states, workflow_of
from handlers.review.scoring.conflicts import Expert, conflict, experts, subject_of
from handlers.review.scoring.spreading import Lacking, Plan, spread
from handlers.rights import Action, require
from storage.filing_experts import Assignment
from storage.filings import Filing, Wanted

NOT_SCORED = "这一件现在是「{state}」，不在专家评审阶段，不能请专家。"
CONFLICT = "不能请{name}评审：{why}。请另选一位。"
ASKED_ALREADY = "已经请过{name}了。请另选一位。"
NO_EXPERT = "没有找到这位专家。请从列出的专家里选，或者先给他发「评审专家」邀请。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One filing: who was asked and how it stands, who could be asked, who must not be."""

    case: Case
    number: int | None
    assignments: tuple[Assignment, ...]
    names: Mapping[str, str]
    free: tuple[Expert, ...]
    barred: tuple[tuple[Expert, str], ...]
    load: Mapping[str, int]

    @property
    def is_open(self) -> bool:
        return self.case.filing.state in scoring_states(self.case.workflow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spreading:
    """What a spreading does, or would do: pairs, what is short, who cannot be checked."""

    form: FormSpec
    filings: int
    plan: Plan
    names: Mapping[str, str]
    conflicts: Counter[str]
    unknown: tuple[str, ...]  # experts without a workplace on record


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigning:
    """The use cases of staff."""

    offices: Offices

    async def look(self, desk: Desk, filing_id: str) -> Asked:
        require(desk.person, Action.REVIEW)
        case = await self._case(desk, filing_id)
        asked = await desk.archive.experts.of(filing_id)
        known = {each.person_id for each in asked}
        subject, able = subject_of(case), await experts(desk.archive, desk.now)
        others = [(each, conflict(each, subject)) for each in able if each.person_id not in known]
        numbers = await desk.archive.candidates.numbers([filing_id])
        return Asked(
            case=case,
            number=numbers.get(filing_id),
            assignments=tuple(asked),
            names=await desk.archive.people.names([*known]),
            free=tuple(each for each, why in others if not why),
            barred=tuple((each, why) for each, why in others if why),
            load=await self._load(desk, case.form),
        )

    async def ask(self, desk: Desk, filing_id: str, person_id: str) -> tuple[Asked, Expert]:
        """Raises Complaint for whoever must not, or need not, be asked."""
        await desk.archive.filings.hold(filing_id)
        found = await self.look(desk, filing_id)
        if not found.is_open:
            raise Complaint(NOT_SCORED.format(state=found.case.state.label))
        if name := found.names.get(person_id):
            raise Complaint(ASKED_ALREADY.format(name=name))
        for expert, why in found.barred:
            if expert.person_id == person_id:
                raise Complaint(CONFLICT.format(name=expert.name, why=why))
        expert_ = next((each for each in found.free if each.person_id == person_id), None)
        if expert_ is None:
            raise Complaint(NO_EXPERT)
        await self._assign(desk, found.case.filing, person_id)
        return await self.look(desk, filing_id), expert_

    async def begin(self, desk: Desk, form_id: str) -> FormSpec:
        """Whether there is anything to spread, and somebody who may."""
        require(desk.person, Action.REVIEW)
        return self.form(form_id)

    async def plan(self, desk: Desk, form_id: str, many: int) -> Spreading:
        """Every filing that is scored now gets `many` experts, counting those it has."""
        require(desk.person, Action.REVIEW)
        form = self.form(form_id)
        filings = await self._filings(desk, form)
        asked = await self._assignments(desk, form)
        able = await experts(desk.archive, desk.now)
        lacking, conflicts = [], Counter[str]()
        for filing in filings:
            case = await self.offices.case(desk.archive, filing, desk.now)
            subject, of_it = subject_of(case), [a for a in asked if a.filing_id == filing.id]
            known = {each.person_id for each in of_it}
            whys = {each.person_id: conflict(each, subject) for each in able}
            conflicts.update(why for why in whys.values() if why)
            barred = known | {person_id for person_id, why in whys.items() if why}
            missing = many - sum(each.recused_at is None for each in of_it)
            if missing > 0:
                lacking.append(Lacking(filing_id=filing.id, many=missing, barred=barred))
        load = Counter(each.person_id for each in asked if each.recused_at is None)
        return Spreading(
            form=form,
            filings=len(filings),
            plan=spread(lacking, [each.person_id for each in able], load),
            names={each.person_id: each.name for each in able},
            conflicts=conflicts,
            unknown=tuple(each.name for each in able if not each.workplaces),
        )

    async def spread(self, desk: Desk, form_id: str, many: int) -> Spreading:
        require(desk.person, Action.REVIEW)
        filings = await self._filings(desk, self.form(form_id))
        await desk.archive.filings.hold(*(each.id for each in filings))
        found = await self.plan(desk, form_id, many)
        for filing_id in dict.fromkeys(filing_id for filing_id, _ in found.plan.pairs):
            await desk.archive.candidates.number(filing_id, form_id)
        pairs, me = found.plan.pairs, desk.person.id
        await desk.archive.experts.assign_many(pairs, by=me, now=desk.now)
        await note(desk, "experts asked", form_id, count=len(pairs))
        return found

    def form(self, form_id: str) -> FormSpec:
        form = self.offices.catalogue.forms.get(form_id)
        if form is None or not workflow_of(self.offices.catalogue, form).is_scored:
            raise FilingGone
        return form

    async def _case(self, desk: Desk, filing_id: str) -> Case:
        """For staff it is not their own of."""
        case = await self.offices.open(desk, filing_id)
        if not await self.offices.movers(desk, case.filing) & {Mover.STAFF, Mover.STAFF_HEAD}:
            raise FilingGone
        return case

    async def _filings(self, desk: Desk, form: FormSpec) -> Sequence[Filing]:
        """In no telling order: numbers are given along it."""
        states = scoring_states(workflow_of(self.offices.catalogue, form))
        found = await desk.archive.filings.list(Wanted(forms=(form.id,), states=states), most=2000)
        return sorted((each for each in found if each.person_id != desk.person.id), key=_by_id)

    async def _assignments(self, desk: Desk, form: FormSpec) -> list[Assignment]:
        states = scoring_states(workflow_of(self.offices.catalogue, form))
        return await desk.archive.experts.among(form.id, states)

    async def _load(self, desk: Desk, form: FormSpec) -> Counter[str]:
        asked = await self._assignments(desk, form)
        return Counter(each.person_id for each in asked if each.waits)

    async def _assign(self, desk: Desk, filing: Filing, person_id: str) -> None:
        await desk.archive.candidates.number(filing.id, filing.form)
        by = desk.person.id
        if await desk.archive.experts.assign(filing.id, person_id, by=by, now=desk.now):
            await note(desk, "expert asked", filing.id, person=person_id)


def _by_id(filing: Filing) -> str:
    return filing.id
