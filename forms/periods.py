"""Which period a form is filed for now, where it is filed every year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from forms.evaluation import Evaluator
from forms.expressions import Expression
from forms.kinds import kind_of
from forms.policies import EVERY_YEAR
from forms.reckoning import day_of
from forms.specification import FormSpec
from forms.world import FactsWorld


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """`subject` as a filing of this period shows it: 2025年; empty where there is none."""

    opens: date
    due: date
    until: date
    subject: str
    tentative: bool
    policy: frozenset[str]  # the parameters it rests on


def window_now(form: FormSpec, policy: Mapping[str, Any], now: datetime) -> Window | None:
    """The period of this year, also before it opens and when it is over; None without one."""
    if form.periodic is None:
        return None
    period, evaluator = form.periodic, Evaluator(world=FactsWorld(at=now), policy=policy)

    def day(written: Expression | None, otherwise: date) -> date | None:
        return _day(evaluator.value(written, {}), now.year) if written else otherwise

    due = day(period.due, now.date())
    opens, until = (
        day(period.opens, date(now.year, 1, 1)),
        day(period.until, date(now.year, 12, 31)),
    )
    if due is None or opens is None or until is None:
        return None
    return Window(
        opens=opens,
        due=due,
        until=until,
        subject=_subject(form, evaluator),
        tentative=evaluator.is_tentative(period.due, {}),
        policy=period.due.policy,
    )


def _day(found: Any, year: int) -> date | None:
    """A day, or one of every year in this one."""
    if isinstance(found, str) and EVERY_YEAR.fullmatch(found):
        return date(year, int(found[:2]), int(found[3:]))
    return day_of(found) if isinstance(found, date) else None


def _subject(form: FormSpec, evaluator: Evaluator) -> str:
    spec = form.field(form.subject) if form.subject else None
    if spec is None or form.periodic is None or form.periodic.subject is None:
        return ""
    found = evaluator.value(form.periodic.subject, {})
    return kind_of(spec).show(found)
