"""我的草稿: what is begun, how far it is, going on with it, throwing it away."""

from dataclasses import dataclass
from html import escape

from forms.steps import Ready
from handlers.callbacks import Go
from handlers.casework.case import Case
from handlers.casework.errors import FilingGone
from handlers.casework.offices import Offices
from handlers.days import short_day
from handlers.desk import Button, Desk, Reply
from handlers.filing.mine.whose import drafts_of
from handlers.filing.titles import short_title
from handlers.noting import note
from handlers.paging import page_among, page_of, turning
from handlers.place_words import LABELS
from handlers.places import Place

NONE = "您没有没填完的表。要填哪一张，发「办理申报」。"
HEAD = "<b>我的草稿（{count}份）</b>"
FOOT = "点一份接着填。草稿会一直留着，随时可以接。"
WHICH_TO_DROP = "要删掉哪一份？删掉以后找不回来。"
SURE = "要删掉「{title}」吗？填过的内容和附件都会删去，找不回来。"
DROPPED = "「{title}」已删去。"
HANDED_IN = "这一份已经提交过，不能删。不办了，可以在「我的申报」里撤回。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """The use cases of whoever has begun something."""

    offices: Offices

    async def page(self, desk: Desk, number: int) -> Reply:
        drafts = await drafts_of(desk, self.offices.catalogue)
        if not drafts:
            return Reply(text=NONE, buttons=((LABELS[Place.CATALOGUE], Go(to=Place.CATALOGUE)),))
        number, pages = page_among(len(drafts), number)
        shown = [
            await self.offices.case(desk.archive, each, desk.now)
            for each in page_of(drafts, number)
        ]
        lines = [HEAD.format(count=len(drafts)), *map(_line, shown), FOOT]
        buttons: list[Button] = [
            (_label("接着填", each), Go(to=Place.GO_ON, id=each.id)) for each in shown
        ]
        buttons += turning(lambda n: Go(to=Place.DRAFTS, n=n), number, pages)
        buttons.append(("删掉一份", Go(to=Place.DISCARD, n=number)))
        return Reply(text="\n".join(lines), buttons=tuple(buttons))

    async def which_to_discard(self, desk: Desk, number: int) -> Reply:
        drafts = await drafts_of(desk, self.offices.catalogue)
        if not drafts:
            return Reply(text=NONE)
        number, pages = page_among(len(drafts), number)
        buttons: list[Button] = [
            (f"删掉：{short_title(self.offices.catalogue, each)}", _discard(each.id))
            for each in page_of(drafts, number)
        ]
        buttons += turning(lambda n: Go(to=Place.DISCARD, n=n), number, pages)
        buttons.append(("都不删", Go(to=Place.DRAFTS)))
        return Reply(text=WHICH_TO_DROP, buttons=tuple(buttons))

    async def ask_to_discard(self, desk: Desk, filing_id: str) -> Reply:
        case = await self._mine(desk, filing_id)
        if not case.is_draft:
            return Reply(text=HANDED_IN, buttons=_to_filings())
        buttons = (("删掉", Go(to=Place.DISCARD_NOW, id=case.id)), ("不删", Go(to=Place.DRAFTS)))
        return Reply(text=SURE.format(title=escape(case.title)), buttons=buttons)

    async def discard(self, desk: Desk, filing_id: str) -> Reply:
        case = await self._mine(desk, filing_id)
        if not case.is_draft:
            return Reply(text=HANDED_IN, buttons=_to_filings())
        await desk.archive.filings.discard(case.id)
        await note(desk, "draft discarded", case.id, form=case.form.id)
        buttons = ((LABELS[Place.DRAFTS], Go(to=Place.DRAFTS)),)
        return Reply(text=DROPPED.format(title=escape(case.title)), buttons=buttons)

    async def _mine(self, desk: Desk, filing_id: str) -> Case:
        case = await self.offices.open(desk, filing_id)  # also when a role has ended meanwhile
        if case.filing.person_id != desk.person.id:
            raise FilingGone
        return case


def progress(case: Case) -> str:
    """「填到第 5/23 项，还差 9 项」."""
    step = case.filling.next_step(case.draft)
    if isinstance(step, Ready):
        return "填完了，还没有提交"
    missing = len(case.filling.troubles(case.draft))
    return f"填到第 {step.number}/{step.total} 项，还差 {missing} 项"


def _line(case: Case) -> str:
    changed = short_day(case.filing.changed_at)
    return f"• {escape(case.title)}：{progress(case)}（{changed}改过）"


def _label(what: str, case: Case) -> str:
    return f"{what}：{(case.filing.title or case.form.title)[:20]}"


def _discard(filing_id: str) -> Go:
    return Go(to=Place.DISCARD, id=filing_id)


def _to_filings() -> tuple[Button, ...]:
    return ((LABELS[Place.FILINGS], Go(to=Place.FILINGS)),)
