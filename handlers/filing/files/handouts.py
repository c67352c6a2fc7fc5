"""A form to be filled in outside: as a workbook or a document, with what is known already."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from forms.documents.blank import form_document
from forms.drafts import Draft
from forms.exports.workbook import form_book
from forms.filling import Filling
from forms.specification import FormSpec
from handlers import acting
from handlers.callbacks import Go
from handlers.casework.offices import Offices
from handlers.desk import Attached, Button, Desk, Reply
from handlers.filing.beginning import Beginning
from handlers.filing.files import texts
from handlers.filing.mine.whose import drafts_of
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.rights import Action

KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSheets:
    """The use cases of whoever would rather type at a desk."""

    offices: Offices
    beginning: Beginning

    async def hand_out(self, desk: Desk, identity: str, *, word: bool) -> Reply:
        """Of a form or of a filing, whichever is called so."""
        known = identity in self.offices.catalogue.forms
        return await (self.of_form if known else self.of_draft)(desk, identity, word=word)

    async def of_form(self, desk: Desk, form_id: str, *, word: bool) -> Reply:
        """With the only draft, else with what is on record; empty for who may not file."""
        form = self.beginning.form(form_id)
        drafts = await drafts_of(desk, self.offices.catalogue)
        mine = [each for each in drafts if each.form == form_id]
        if len(mine) == 1:
            return await self.of_draft(desk, mine[0].id, word=word)
        filling, draft = await self._known(desk, form)
        file = await self._made(desk, form, draft, names_in(filling), word=word)
        return _reply(form, file, draft, word=word, back=Go(to=Place.FORM, id=form.id))

    async def of_draft(self, desk: Desk, filing_id: str, *, word: bool) -> Reply:
        case = await self.offices.open_own(desk, filing_id)
        names = names_in(case.filling)
        file = await self._made(desk, case.form, case.draft, names, word=word)
        back = Go(to=Place.GO_ON if case.is_editable else Place.FILING, id=case.id)
        return _reply(case.form, file, case.draft, word=word, back=back)

    async def _known(self, desk: Desk, form: FormSpec) -> tuple[Filling | None, Draft | None]:
        if not self.beginning.may_file(desk, form):
            return None, None
        society = acting.society_of(desk, Action.FILE) if form.by == "secretary" else None
        if form.by == "secretary" and society is None:
            return None, None
        known = await self.beginning.prepare(desk, form.id, society[0] if society else None)
        return known.filling, known.draft

    async def _made(
        self,
        desk: Desk,
        form: FormSpec,
        draft: Draft | None,
        names: Mapping[str, str],
        *,
        word: bool,
    ) -> Attached:
        make = form_document if word else form_book
        await desk.archive.work.let_go()  # nobody has to wait for a table to be written
        content = await asyncio.to_thread(make, form, draft, names=names)
        name = f"{form.title}.{'docx' if word else 'xlsx'}"
        return Attached(file_id=(await desk.keep(name, content, desk.now + KEPT)).id)


def names_in(filling: Filling | None) -> dict[str, str]:
    """What is referred to, by what people call it."""
    if filling is None:
        return {}
    found: dict[str, str] = {}
    for spec in filling.form.fields:
        if spec.of:
            found |= filling.world.references(spec.of) or {}
    return found


def _reply(form: FormSpec, file: Attached, draft: Draft | None, *, word: bool, back: Go) -> Reply:
    what = "填写文档（Word）" if word else "填写表（Excel）"
    other = Place.FORM_WORKBOOK if word else Place.FORM_DOCUMENT
    label = "要表格（Excel）" if word else "要文档（Word）"
    buttons: tuple[Button, ...] = (
        (label, Go(to=other, id=back.id)),
        (LABELS.get(back.to, "回到这张表"), back),
    )
    text = texts.handed_out(form, what, known=bool(draft and draft.answers))
    return Reply(text=text, files=(file,), buttons=buttons)
