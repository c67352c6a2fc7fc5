"""A filled-in workbook or document that came back: into its draft, or a new one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from forms.drafts import Draft, Place
from forms.exports.reader import FormReader
from forms.exports.returned import Filled, Mistake, Returned
from forms.exports.taking import fill_in
from forms.refusal_texts import sentence
from forms.refusals import FileRefused
from forms.specification import FormSpec
from forms.values import Complaint
from handlers import acting
from handlers.casework.case import Case
from handlers.casework.offices import Offices
from handlers.desk import Desk, Reply
from handlers.filing.beginning import Beginning
from handlers.filing.files import texts
from handlers.filing.files.attaching import Sent
from handlers.filing.memory import Memory
from handlers.filing.mine.whose import drafts_of
from handlers.filing.talk import talk_name
from handlers.noting import note
from handlers.rights import Action

ENDINGS = (".xlsx", ".docx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Returning:
    """The use cases of whoever has filled in a form outside."""

    offices: Offices
    beginning: Beginning
    reader: FormReader

    async def read(self, desk: Desk, sent: Sent) -> Returned | None:
        """None for what is none of our forms; raises Complaint for a file nobody can read.

        A process of its own reads it: others may write meanwhile.
        """
        if PurePath(sent.name).suffix.lower() not in ENDINGS:
            return None
        await desk.archive.work.let_go()
        try:
            return await self.reader.read_any(sent.content, sent.name, desk.now.date())
        except FileRefused as refusal:
            raise Complaint(sentence(refusal)) from refusal

    async def take(self, desk: Desk, returned: Returned, filing_id: str = "") -> Reply:
        """`filing_id`: the one that is open; then the conversation about it goes on."""
        form = self.beginning.form(returned.form)
        if filing_id:
            case = await self.offices.open_own(desk, filing_id)
            if case.form.id == form.id and case.is_editable:
                return await self._fill_in(desk, case, returned, [])
        if not self.beginning.may_file(desk, form):
            return Reply(text=texts.NOT_YOURS.format(title=form.title))
        mine = [
            each for each in await drafts_of(desk, self.offices.catalogue) if each.form == form.id
        ]
        if len(mine) == 1:
            case = await self.offices.open_own(desk, mine[0].id)
            return await self._fill_in(desk, case, returned, [])
        return await self._begin(desk, form, returned)

    async def _begin(self, desk: Desk, form: FormSpec, returned: Returned) -> Reply:
        """Of several drafts none is written over: the file becomes one more."""
        society = None
        if form.by == "secretary":
            society = acting.society_of(desk, Action.FILE)
            if society is None:
                societies = acting.candidates(desk, Action.FILE)
                return Reply(text=texts.WHICH_SOCIETY, buttons=acting.choices(societies))
        begun = await self.beginning.start(desk, form.id, society[0] if society else None)
        return await self._fill_in(desk, begun.case, returned, [texts.IN_NEW])

    async def _fill_in(
        self, desk: Desk, case: Case, returned: Returned, notes: Sequence[str]
    ) -> Reply:
        open_, locked = _open(case, returned.filled)
        draft, mistakes = fill_in(case.filling, case.draft, open_)
        taken = _taken(draft, open_, mistakes)
        memory = Memory.restore(case.talk)
        fields = {place.field for place in taken}
        carried = tuple(each for each in memory.carried if each not in fields)
        talk = replace(memory.forward(), carried=carried)
        await self.offices.keep(desk, case, draft, talk.plain())
        await note(desk, "form sent back", case.id, form=case.form.id, count=len(taken))
        said = [*notes, *([texts.LOCKED_SKIPPED] if locked else [])]
        text = texts.filled_in(case.form, returned, len(taken), mistakes, said)
        return Reply(text=text, guide=talk_name(case.id))


def _open(case: Case, filled: Filled) -> tuple[Filled, bool]:
    """Of what was returned for changes only the named fields may be written."""
    said = {at: text for at, text in filled.said.items() if case.may_edit(at.field)}
    mistakes = tuple(
        each for each in filled.mistakes if not each.place.field or case.may_edit(each.place.field)
    )
    return Filled(said=said, mistakes=mistakes), len(said) < len(filled.said)


def _taken(draft: Draft, filled: Filled, mistakes: Sequence[Mistake]) -> list[Place]:
    wrong = {each.place for each in mistakes}
    return [at for at in filled.said if at not in wrong and draft.at(at) is not None]
