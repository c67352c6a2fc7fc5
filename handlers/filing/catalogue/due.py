"""What somebody has to see to now: returned, waiting for its summary, begun."""

from dataclasses import dataclass
from datetime import date, datetime
from html import escape

from forms.reckoning import day_of
from forms.specification import Catalogue, FormSpec
from handlers.callbacks import Go
from handlers.casework.case import Case
from handlers.casework.offices import Offices
from handlers.casework.texts import by_when
from handlers.days import day
from handlers.desk import Button, Desk
from handlers.duties.filings import follower_of, sorted_out, waiting_states
from handlers.filing.mine.whose import drafts_of, filings_of
from handlers.filing.titles import short_title, title_in
from handlers.places import Place
from storage.filings import Filing

__all__ = ["Todo", "due_of", "follower_of", "todos"]
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
    found = await filings_of(desk, catalogue, states=waiting_states(catalogue))
    answered = await desk.archive.duty_facts.answered([each.id for each in found])
    waiting = sorted_out(catalogue, found, answered)
    mend = [each.filing for each in waiting if each.follower is None]
    ended = [each for each in waiting if each.follower and each.filing.id not in begun]
    lines = [_mend(catalogue, each) for each in mend[:MOST_EACH]]
    lines += [
        _sum_up(catalogue, each.filing, each.follower, today)
        for each in ended[:MOST_EACH]
        if each.follower
    ]
    for draft in drafts[:MOST_EACH]:
        lines.append(_finish(await offices.case(desk.archive, draft, desk.now), today))
    return lines


def due_of(case: Case) -> date | None:
    """By when a draft should be handed in, as far as its answers tell."""
    if case.form.due is None:
        return None
    found = case.filling.look(case.draft).evaluate(case.form.due)
    return day_of(found) if isinstance(found, date) else None


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
