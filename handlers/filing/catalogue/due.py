"""What somebody has to see to now: returned, waiting for its summary, begun."""

from dataclasses import dataclass
from datetime import date, datetime
from html import escape

from forms.reckoning import day_of
from forms.specification import Catalogue, FormSpec
from forms.workflow import Mover
from handlers.callbacks import Go
from handlers.casework.case import Case
from handlers.casework.offices import Offices
from handlers.casework.texts import by_when
from handlers.days import day
from handlers.desk import Button, Desk
from handlers.filing.mine.whose import drafts_of, filings_of
from handlers.filing.titles import short_title, title_in
from handlers.places import Place
from storage.filings import Filing

MOST_EACH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """One line, and the button that does it."""

    text: str
    button: Button


async def todos(offices: Offices, desk: Desk) -> list[Todo]:
    """The most pressing first: to be mended, to be summed up, to be finished."""
    catalogue, today = offices.catalogue, desk.now.date()
    drafts = await drafts_of(desk, catalogue)
    begun = {each.refers_to for each in drafts}
    waiting = await filings_of(desk, catalogue, states=_waiting_for_filers(catalogue))
    mend = [each for each in waiting if _is_to_mend(catalogue, each)]
    found = [_mend(catalogue, each) for each in mend[:MOST_EACH]]
    ended = [each for each in waiting if each not in mend and each.id not in begun]
    for each in ended[:MOST_EACH]:
        if follower := follower_of(catalogue, each.form):
            found.append(_sum_up(catalogue, each, follower, today))
    for draft in drafts[:MOST_EACH]:
        found.append(_finish(await offices.case(desk.archive, draft, desk.now), today))
    return found


def follower_of(catalogue: Catalogue, form_id: str) -> FormSpec | None:
    """The form that closes such filings: a forum is closed by its summary."""
    for form in catalogue.forms.values():
        spec = form.field(form.closes) if form.closes else None
        if spec and spec.of == form_id:
            return form
    return None


def due_of(case: Case) -> date | None:
    """By when a draft should be handed in, as far as its answers tell."""
    if case.form.due is None:
        return None
    found = case.filling.look(case.draft).evaluate(case.form.due)
    return day_of(found) if isinstance(found, date) else None


def _waiting_for_filers(catalogue: Catalogue) -> list[str]:
    workflows = catalogue.workflows.values()
    return sorted({key for each in workflows for key in each.waiting_for(Mover.SUBMITTER)})


def _is_to_mend(catalogue: Catalogue, filing: Filing) -> bool:
    return catalogue.workflows[filing.workflow].states[filing.state].edits != "none"


def _mend(catalogue: Catalogue, filing: Filing) -> Todo:
    state = catalogue.workflows[filing.workflow].label(filing.state)
    return Todo(
        text=f"「{escape(title_in(catalogue, filing))}」{escape(state)}，改好再提交。",
        button=(f"去修改：{short_title(catalogue, filing)}", Go(to=Place.FILING, id=filing.id)),
    )


def _sum_up(catalogue: Catalogue, filing: Filing, follower: FormSpec, today: date) -> Todo:
    late = bool(filing.due and filing.due < today) or filing.state == "overdue"
    when = by_when(filing.due, tentative=filing.due_tentative)
    how = "已经过了时间，请尽快" if late else f"请{when}"
    title = short_title(catalogue, filing, 14)
    return Todo(
        text=f"「{escape(title_in(catalogue, filing))}」{how}报「{escape(follower.title)}」。",
        button=(f"报{follower.title}：{title}", Go(to=Place.FORM, id=follower.id)),
    )


def _finish(case: Case, today: date) -> Todo:
    due = due_of(case)
    line = f"「{escape(case.title)}」是草稿，{_changed(case.filing.changed_at)}改过。"
    if due:
        line += f"要在{day(due)}前报。" if due >= today else f"本应在{day(due)}前报，请尽快。"
    title = case.filing.title or case.form.title
    return Todo(text=line, button=(f"接着填：{title[:20]}", Go(to=Place.GO_ON, id=case.id)))


def _changed(at: datetime) -> str:
    return f"{at.month}月{at.day}日"
