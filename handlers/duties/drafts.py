"""Drafts that should be handed in by some day, as far as their answers tell."""

from datetime import date, timedelta

from forms.drafts import Draft
from forms.filling import Filling
from forms.reckoning import day_of
from forms.upgrading import upgrade
from forms.world import FactsWorld
from handlers.callbacks import Go
from handlers.duties.duty import Duty, Source
from handlers.duties.view import View
from handlers.places import Place
from storage.filings import Content, Filing

PREFIX = "draft."
TOUCHED = timedelta(days=180)
GIVEN_UP = timedelta(days=60)  # so long after its day nobody means to file it any more


async def draft_duties(view: View) -> list[Duty]:
    forms = [form.id for form in view.catalogue.forms.values() if form.due]
    if not forms or (view.whose.person_id is None and not view.whose.everybody):
        return []
    found = await view.archive.duty_facts.drafts(forms, view.now - TOUCHED, view.whose.person_id)
    duties = [_duty(view, filing, content) for filing, content in found]
    return [each for each in duties if each and view.today - GIVEN_UP <= each.due <= view.until]


def _duty(view: View, filing: Filing, content: Content) -> Duty | None:
    form = view.catalogue.forms[filing.form]
    due = _due(view, filing, content)
    if due is None or form.due is None:
        return None
    title = f"{form.title} · {filing.title}" if filing.title else form.title
    return Duty(
        object=f"{PREFIX}{filing.id}",
        source=Source.FILING,
        what=f"提交草稿「{title}」",
        due=due,
        basis=view.basis(*form.due.policy),
        person_id=filing.person_id,
        mandatory=False,
        button=("接着填", Go(to=Place.GO_ON, id=filing.id)),
    )


def _due(view: View, filing: Filing, content: Content) -> date | None:
    """By its answers alone: a due day asks the world for nothing but the date."""
    form = view.catalogue.forms[filing.form]
    world = FactsWorld(at=view.now.replace(tzinfo=None))
    filling = Filling(form=form, policy=view.policy.values, world=world)
    try:
        draft = Draft.restore(content.draft)
    except TypeError:  # nobody can read it any more: the others are to hear of theirs all the same
        return None
    if draft.version != form.version:
        draft = upgrade(draft, form).draft
    found = filling.look(draft).evaluate(form.due) if form.due else None
    return day_of(found) if isinstance(found, date) else None
