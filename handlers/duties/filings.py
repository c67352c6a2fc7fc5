"""Filings that wait for their filers: returned to be mended, over and to be summed up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from forms.specification import Catalogue, FormSpec
from forms.workdays import workday_after
from forms.workflow import Mover
from handlers.callbacks import Go
from handlers.duties.duty import Duty, Source
from handlers.duties.view import View
from handlers.places import Place
from storage.filings import Filing

PREFIX = "filing."
MEND_WITHIN = "mend_workdays"
SUM_UP_WITHIN = "summary_days"
LATE = "overdue"  # entered the day after the due day


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One of them; without a `follower` it is to be mended."""

    filing: Filing
    follower: FormSpec | None = None


def waiting_states(catalogue: Catalogue) -> list[str]:
    workflows = catalogue.workflows.values()
    return sorted({key for each in workflows for key in each.waiting_for(Mover.SUBMITTER)})


def follower_of(catalogue: Catalogue, form_id: str) -> FormSpec | None:
    """The form that closes such filings: a forum is closed by its summary."""
    for form in catalogue.forms.values():
        spec = form.field(form.closes) if form.closes else None
        if spec and spec.of == form_id:
            return form
    return None


def sorted_out(
    catalogue: Catalogue, found: Iterable[Filing], answered: Iterable[str] = ()
) -> list[Waiting]:
    """What there is to do about each; nothing where its summary has been handed in already."""
    settled, kept = set(answered), list[Waiting]()
    for each in found:
        if catalogue.workflows[each.workflow].states[each.state].edits != "none":
            kept.append(Waiting(filing=each))
        elif each.id not in settled and (follower := follower_of(catalogue, each.form)):
            kept.append(Waiting(filing=each, follower=follower))
    return kept


async def filing_duties(view: View) -> list[Duty]:
    found = await view.archive.duty_facts.waiting(waiting_states(view.catalogue), view.whose)
    known = [each for each in found if _concerns(view, each)]
    over = {each.id for each in known if follower_of(view.catalogue, each.form)}
    answered = await view.archive.duty_facts.answered(over)
    duties = [_duty(view, each) for each in sorted_out(view.catalogue, known, answered)]
    return [each for each in duties if each.due <= view.until]


def _concerns(view: View, filing: Filing) -> bool:
    """Of a society only what its secretaries file; else one's own."""
    form = view.catalogue.forms.get(filing.form)
    if form is None:
        return False
    if view.whose.everybody or filing.person_id == view.whose.person_id:
        return True
    return form.by == "secretary"


def _duty(view: View, waiting: Waiting) -> Duty:
    filing, follower = waiting.filing, waiting.follower
    form = view.catalogue.forms[filing.form]
    of_society = form.by == "secretary" and filing.society_id is not None
    title = f"{form.title} · {filing.title}" if filing.title else form.title
    label = view.catalogue.workflows[filing.workflow].label(filing.state)
    due, tentative = _due(view, filing)
    return Duty(
        object=f"{PREFIX}{filing.id}",
        source=Source.FILING,
        what=f"报「{follower.title}」：{title}" if follower else f"修改「{title}」（{label}）",
        due=due,
        tentative=tentative,
        basis=view.basis(SUM_UP_WITHIN if follower else MEND_WITHIN),
        society_id=filing.society_id if of_society else None,
        society=(filing.society or "") if of_society else "",
        person_id=None if of_society else filing.person_id,
        mandatory=of_society,
        button=(f"去报{follower.title}", Go(to=Place.FORM, id=follower.id))
        if follower
        else ("去修改", Go(to=Place.FILING, id=filing.id)),
    )


def _due(view: View, filing: Filing) -> tuple[date, bool]:
    if filing.due is not None:
        return filing.due, filing.due_tentative
    if filing.state == LATE:
        return filing.entered_at.date() - timedelta(days=1), False
    within = view.policy.values.get(MEND_WITHIN)
    found = workday_after(filing.entered_at.date(), within if isinstance(within, int) else 10)
    return found.day, found.tentative
