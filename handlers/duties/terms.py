"""Terms of office that end: the plan for 换届 is due some months before."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from forms.reckoning import add_months
from handlers.days import day
from handlers.duties.buttons import to_form
from handlers.duties.duty import Source
from handlers.duties.matter import Matter
from handlers.duties.view import View
from storage.duty_facts import Home

KEY = "t"
FORM, MONTHS = "reelection-plan", "reelection_plan_months"
WHAT = "报送换届方案（{ends}届满）"
EVER = timedelta(days=3660)  # no term is longer


async def term_matters(view: View) -> list[Matter]:
    """One for each society; done when a plan was handed in since the term began."""
    form, months = view.catalogue.forms.get(FORM), view.policy.parameters.get(MONTHS)
    if form is None or months is None or not isinstance(months.value, int):
        return []
    due = {
        home.id: add_months(home.term_ends, -months.value) for home in view.homes if home.term_ends
    }
    near = [home for home in view.homes if home.id in due and due[home.id] <= view.until]
    if not near:
        return []
    filed = await view.archive.duty_facts.handed_in(
        {FORM}, view.now - EVER, view.whose.society_ids
    )
    latest: dict[str, datetime] = {}
    for each in filed:
        latest[each.society_id] = max(each.at, latest.get(each.society_id, each.at))
    return [
        Matter(
            key=KEY,
            source=Source.TERM,
            what=WHAT.format(ends=day(home.term_ends)),
            due=due[home.id],
            concerned=(home,),
            done=frozenset({home.id} if _planned(home, latest) else ()),
            basis=view.basis(MONTHS),
            button=to_form(form),
        )
        for home in near
        if home.term_ends
    ]


def _planned(home: Home, latest: Mapping[str, datetime]) -> bool:
    at, began = latest.get(home.id), home.term_began
    return bool(at and began and at.date() >= began)
