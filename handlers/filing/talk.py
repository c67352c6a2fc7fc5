"""The conversation in which one form is filled in: takes one thing said or pressed, asks the next.

Every accepted answer is a row before the next question is asked.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape

from forms.drafts import Place
from forms.steps import Asking, Complaining, Ready, Step
from forms.values import Complaint
from handlers.casework.case import Case
from handlers.casework.errors import FilingGone, MovedOn
from handlers.casework.offices import Offices
from handlers.casework.quoting import quoted
from handlers.desk import Desk
from handlers.filing import answering, proposals, questions, summary, texts
from handlers.filing.handing_in import HandingIn
from handlers.filing.leaving import Leaving
from handlers.filing.memory import Memory
from handlers.filing.proposals import NO, YES, Proposals
from handlers.guide import Option
from handlers.guiding import LOST, Act, Turn
from handlers.rights import NotForThisRole

KIND = "filing"
PageLink = Callable[[str], str]


def talk_name(filing_id: str) -> str:
    """What the conversation about a filing is called in the corridor."""
    return f"{KIND}.{filing_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingTalk:
    """One for all filings; what it knows of one stands in the filing's row."""

    offices: Offices
    handing_in: HandingIn
    leaving: Leaving
    proposals: Proposals
    page: PageLink

    async def begin(self, desk: Desk, about: str) -> Turn:
        return await self.take(desk, about, Act.RESUME, "", "")

    async def take(self, desk: Desk, about: str, act: Act, said: str, press: str) -> Turn:
        try:
            case = await self.offices.open_own(desk, about)
        except FilingGone:
            return Turn(text=LOST, over=True)
        except NotForThisRole:
            return Turn(text=texts.NOT_ANY_MORE, over=True)
        if not case.is_editable:
            return Turn(text=texts.handed_in_already(case), over=True)
        try:
            return await self._take(desk, case, act, said, press)
        except MovedOn:
            fresh = await self.offices.open_own(desk, about)
            if not fresh.is_editable:
                return Turn(text=texts.handed_in_already(fresh), over=True)
            return self.ask(fresh, Memory.restore(fresh.talk), before=texts.GONE_ON)

    async def _take(self, desk: Desk, case: Case, act: Act, said: str, press: str) -> Turn:
        memory = Memory.restore(case.talk)
        if press and press != self.ask(case, memory).question:
            return self.ask(case, memory, before=texts.PASSED)
        if memory.leaving or act is Act.CANCEL:
            return await self.leaving.take(desk, case, memory, act, said, self)
        if act is Act.ASIDE:
            await self.offices.keep(desk, case, case.draft, memory.forward().plain())
            return Turn(text=texts.put_aside(case), over=True)
        if act is Act.EXPLAIN:
            return self.ask(case, memory, before=self._help(case, memory))
        if act is Act.LOOK:
            return await self.remember(desk, case, memory.shows(1))
        if act is Act.RESUME:
            return await self.remember(desk, case, replace(memory, leaving=False))
        if act is Act.BACK:
            return await self._back(desk, case, memory)
        return await self._answer(desk, case, memory, act, said)

    async def _answer(self, desk: Desk, case: Case, memory: Memory, act: Act, said: str) -> Turn:
        if memory.proposed:
            return await self._at_proposals(desk, case, memory, act, said)
        if memory.row:
            return await self._at_row(desk, case, memory, act, said)
        step = self.step(case, memory)
        if isinstance(step, Ready) or memory.looking:
            return await self._at_summary(desk, case, memory, act, said)
        if act is Act.SAY and isinstance(step, Asking):
            place = None if step.field.fields else step.place
            if proposed := await self.proposals.find(case, memory, place, said):
                return await self.remember(desk, case, proposed)
        try:
            draft, after, echo = self._heard(case, memory, step, act, said)
        except Complaint as complaint:
            return self.ask(case, memory, before=escape(complaint.sentence), refused=True)
        kept = await self.offices.keep(desk, case, draft, after.plain())
        return self.ask(kept, after, before=echo)

    def _heard(
        self, case: Case, memory: Memory, step: Asking | Complaining, act: Act, said: str
    ) -> answering.Taken:
        asked = case.filling.asking_at(case.draft, step.place)
        if asked is None:
            raise Complaint(texts.PASSED)
        if isinstance(step, Complaining) and step.severity == "warning":
            if act is Act.CHOOSE:
                return case.draft, memory.editing(step.place), ""
            if act is Act.SKIP:
                raise Complaint(texts.WARNED.format(sentence=step.sentence))
            return answering.explain(case, memory, step, said)
        if act is Act.SKIP:
            return answering.skip(case, memory, asked)
        take = answering.press if act is Act.CHOOSE else answering.say
        return take(case, memory, asked, said)

    async def _at_summary(
        self, desk: Desk, case: Case, memory: Memory, act: Act, said: str
    ) -> Turn:
        if act is Act.CONFIRM or said.strip() == summary.SUBMIT:
            return await self.handing_in.hand_in(desk, case, self)
        page = max(memory.looking, 1)
        turns = {summary.NEXT: page + 1, summary.PREVIOUS: page - 1, summary.GO_ON: 0}
        if act is Act.CHOOSE and said in turns:
            return await self.remember(desk, case, memory.shows(turns[said]))
        entry = summary.place_numbered(case, said) if act is Act.SAY else None
        is_said = act is Act.SAY and entry is None and not said.strip().isdecimal()
        if is_said and (proposed := await self.proposals.find_any(case, memory, said)):
            return await self.remember(desk, case, proposed)
        if entry is None or not entry.editable:
            sentence = texts.line_refused(entry is not None, mending=bool(case.filing.named))
            return self.ask(case, memory, before=sentence, refused=True)
        if entry.place.row is not None:
            at_row = replace(memory.forward(), row=str(entry.place))
            return await self.remember(desk, case, at_row)
        return await self.remember(desk, case, memory.editing(entry.place))

    async def _at_proposals(
        self, desk: Desk, case: Case, memory: Memory, act: Act, said: str
    ) -> Turn:
        meant = proposals.meant(said)
        if meant == NO or act is Act.SKIP:
            return await self.remember(desk, case, memory.forward(), before="好的，都没有填。")
        if meant == YES or act is Act.CONFIRM:
            draft, after, echo = proposals.write(case, memory)
            kept = await self.offices.keep(desk, case, draft, after.plain())
            return self.ask(kept, after, before=echo)
        fewer = proposals.without(memory, meant)
        if fewer is None:
            return self.ask(case, memory, before=proposals.FOOT, refused=True)
        return await self.remember(desk, case, fewer)

    async def _at_row(self, desk: Desk, case: Case, memory: Memory, act: Act, said: str) -> Turn:
        place = replace(memory, at=memory.row).place
        if place is None or place.row is None:
            return await self.remember(desk, case, memory.forward())
        if act is Act.CHOOSE and said == summary.DROP_ROW:
            draft = case.filling.remove_row(case.draft, place.field, place.row)
            kept = await self.offices.keep(desk, case, draft, memory.forward().plain())
            return self.ask(kept, memory.forward(), before="已去掉。")
        inner = replace(place, inner=said)
        if act is Act.CHOOSE and case.filling.asking_at(case.draft, inner):
            return await self.remember(desk, case, memory.editing(inner))
        return self.ask(case, memory, before=answering.ONLY_BUTTONS, refused=True)

    async def _back(self, desk: Desk, case: Case, memory: Memory) -> Turn:
        """From an edited line back to the way; else to the answer before."""
        beside = memory.at in memory.trail  # a line of the summary that was not changed after all
        if memory.looking or memory.row or memory.proposed or memory.picked or beside:
            return await self.remember(desk, case, memory.forward())
        before = memory.back()
        if before is None or before.place is None:
            return self.ask(case, memory, before=texts.FIRST, refused=True)
        if case.filling.asking_at(case.draft, before.place) is None:
            return await self._back(desk, case, replace(before, at=""))
        return await self.remember(desk, case, before)

    async def remember(self, desk: Desk, case: Case, memory: Memory, before: str = "") -> Turn:
        kept = await self.offices.keep(desk, case, case.draft, memory.plain())
        return self.ask(kept, memory, before=before)

    def step(self, case: Case, memory: Memory) -> Step:
        """Where the person went back to, or the first thing that is open."""
        if memory.place and (asked := case.filling.asking_at(case.draft, memory.place)):
            return asked
        return self._to_mend(case, memory) or case.filling.next_step(case.draft)

    def _to_mend(self, case: Case, memory: Memory) -> Asking | None:
        """What was sent back is asked first, each once."""
        seen = {Place.parse(each).field for each in memory.trail}
        names = [each.name for each in case.form.fields if each.name in case.filing.named - seen]
        asked = (case.filling.asking_at(case.draft, Place(name)) for name in names)
        return next((each for each in asked if each), None)

    def ask(self, case: Case, memory: Memory, *, before: str = "", refused: bool = False) -> Turn:
        turn = replace(self._turn(case, memory), page=self.page(case.id), refused=refused)
        return replace(turn, text="\n\n".join(filter(None, [before, turn.text])))

    def _turn(self, case: Case, memory: Memory) -> Turn:
        step = self.step(case, memory)
        if memory.leaving:
            return self.leaving.ask(case)
        if memory.row and (place := replace(memory, at=memory.row).place):
            group = case.form.field(place.field)
            if group and place.row is not None and place.row < len(case.draft.rows(place.field)):
                return summary.row(case, memory, group, place.row)
        if memory.proposed:
            return proposals.ask(case, memory)
        if memory.looking or isinstance(step, Ready):
            return summary.summary(case, memory)
        if isinstance(step, Asking):
            return questions.question(case, memory, step)
        return self._complaint(case, memory, step)

    def _complaint(self, case: Case, memory: Memory, step: Complaining) -> Turn:
        asked = case.filling.asking_at(case.draft, step.place)
        sentence = escape(step.sentence)
        if step.severity == "warning" or asked is None:
            change = (Option(key=answering.MENDING, label="改一改"),)
            about = questions.headed(case, step)
            return Turn(
                text=f"{about}\n{texts.warned(step.sentence, quoted(step.field, case.policy))}",
                options=change,
                question=questions.token(case, f"{step.place} warned"),
                numbered=False,
                ways=questions.WAYS,
            )
        turn = questions.question(case, memory, asked)
        return replace(turn, text=f"{texts.WRONG.format(sentence=sentence)}\n\n{turn.text}")

    def _help(self, case: Case, memory: Memory) -> str:
        step = self.step(case, memory)
        if isinstance(step, Ready):
            return texts.help_with("", ())
        return texts.help_with(step.field.hint, quoted(step.field, case.policy))
