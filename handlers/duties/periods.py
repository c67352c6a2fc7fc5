"""What every society files each year: found from the forms themselves."""

from collections.abc import Iterable

from forms.periods import Window, window_now
from forms.specification import FormSpec
from handlers.duties.buttons import to_form
from handlers.duties.duty import Source
from handlers.duties.matter import Matter
from handlers.duties.view import View
from storage.duty_facts import HandedIn

PREFIX = "f."
KIND = "society"  # what is filed by every society, not by associations of cities and schools


async def period_matters(view: View, deadlines: Iterable[Matter] = ()) -> list[Matter]:
    """A society for which staff have set a day of its own is not asked twice."""
    open_now = [
        (form, window) for form in view.catalogue.forms.values() if (window := _open(view, form))
    ]
    if not open_now:
        return []
    since = view.now.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    filed = await view.archive.duty_facts.handed_in(
        {form.id for form, _ in open_now}, since, view.whose.society_ids
    )
    taken = list(deadlines)
    return [_matter(view, form, window, filed, taken) for form, window in open_now]


def _open(view: View, form: FormSpec) -> Window | None:
    window = window_now(form, view.policy.values, view.now)
    if window is None or window.due > view.until:
        return None
    return window if window.opens <= view.today <= window.until else None


def _matter(
    view: View,
    form: FormSpec,
    window: Window,
    filed: Iterable[HandedIn],
    deadlines: Iterable[Matter],
) -> Matter:
    own = {
        home.id
        for each in deadlines
        if each.button and each.button == to_form(form)
        for home in each.concerned
    }
    title = f"报送「{form.title}」"
    return Matter(
        key=f"{PREFIX}{form.id}",
        source=Source.FORM,
        what=f"{title}（{window.subject}）" if window.subject else title,
        due=window.due,
        tentative=window.tentative,
        concerned=tuple(each for each in view.homes if each.kind == KIND and each.id not in own),
        done=frozenset(
            each.society_id
            for each in filed
            if each.form == form.id and (not window.subject or each.title == window.subject)
        ),
        basis=view.basis(*window.policy),
        button=to_form(form),
    )
