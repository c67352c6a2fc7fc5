"""A form's first page: what it is for, what was begun, for which society."""

from dataclasses import dataclass
from html import escape

from forms.specification import FormSpec
from handlers import acting
from handlers.callbacks import Go
from handlers.days import short_day
from handlers.desk import Button, Desk, Reply
from handlers.filing import texts
from handlers.filing.beginning import Beginning
from handlers.filing.talk import talk_name
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.rights import Action, NotForThisRole
from storage.filings import Filing

MOST_DRAFTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Starting:
    """The use cases between choosing a form and its first question."""

    beginning: Beginning

    async def introduce(self, desk: Desk, form_id: str) -> Reply:
        form = self.beginning.form(form_id)
        drafts = await self.beginning.drafts(desk, form_id)
        buttons: list[Button] = [
            (f"接着填{_about(each)}", Go(to=Place.GO_ON, id=each.id))
            for each in drafts[:MOST_DRAFTS]
        ]
        if self.beginning.may_file(desk, form):
            label = "另填一份" if drafts else "开始填"
            buttons.append((label, Go(to=Place.BEGIN, id=form.id)))
        buttons.append(("下载表格，填好发回来", Go(to=Place.FORM_WORKBOOK, id=form.id)))
        buttons.append((LABELS[Place.CATALOGUE], Go(to=Place.CATALOGUE)))
        text = texts.introduced(form)
        if not self.beginning.may_file(desk, form):
            text += f"\n{texts.NOT_BY_YOU[form.by]}"
        return Reply(text=text, buttons=tuple(buttons))

    async def begin(self, desk: Desk, form_id: str, event_id: str | None = None) -> Reply:
        """The first question follows; whoever acts for several societies says for which."""
        form = self.beginning.form(form_id)
        if not self.beginning.may_file(desk, form):
            raise NotForThisRole
        society = None
        if form.by == "secretary":
            found = acting.society_of(desk, Action.FILE)
            if found is None:
                return _which(desk, form)
            society = found[0]
        begun = await self.beginning.start(desk, form_id, society, event_id)
        text = texts.begun(begun.case, begun.carried, begun.source)
        return Reply(text=text, guide=talk_name(begun.case.id))

    async def copy(self, desk: Desk, filing_id: str) -> Reply:
        begun = await self.beginning.copy(desk, filing_id)
        text = texts.begun(begun.case, begun.carried, begun.source)
        return Reply(text=text, guide=talk_name(begun.case.id))


def _about(draft: Filing) -> str:
    title = f"「{draft.title}」" if draft.title else ""
    return f"{title}（{short_day(draft.changed_at)}）"


def _which(desk: Desk, form: FormSpec) -> Reply:
    """Chosen once, it stays chosen; the form's own page leads on."""
    societies = acting.candidates(desk, Action.FILE)
    buttons = acting.choices(societies, Place.CATALOGUE)
    return Reply(text=f"{acting.WHICH}\n（{escape(form.title)}）", buttons=buttons)
