"""The functions of the vocabulary; what is unknown goes in and comes out as unknown."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from stdnum.cn import ric

from forms import workdays
from forms.reckoning import add_months, age_on, day_of, months_between
from forms.unknown import UNKNOWN, known
from forms.values import Complaint, CreditCode, Kind, Mobile, ResidentId
from forms.world import World

Function = Callable[..., Any]


def any_of(rows: Sequence[Mapping[str, Any]], name: str, wanted: Any) -> Any:
    """Whether a row says so; unknown while one has not said and none does."""
    said = [row.get(name, UNKNOWN) for row in rows]
    if any(each is not UNKNOWN and each == wanted for each in said):
        return True
    return UNKNOWN if any(each is UNKNOWN for each in said) else False


def sum_of(rows: Sequence[Mapping[str, Any]], name: str) -> Any:
    said = [row.get(name, UNKNOWN) for row in rows]
    return UNKNOWN if any(each is UNKNOWN for each in said) else sum(said, Decimal(0))


def is_blank(value: Any) -> bool:
    return value is UNKNOWN or value in ("", (), [])


def if_else(test: Any, then: Any, otherwise: Any) -> Any:
    if test is UNKNOWN:
        return then if then is not UNKNOWN and then == otherwise else UNKNOWN
    return then if test else otherwise


def _valid(kind: Kind[Any]) -> Callable[[str], bool]:
    def valid(value: str) -> bool:
        try:
            kind.read(str(value))
        except Complaint:
            return False
        return True

    return valid


def _valid_id(kind: str, number: str = "") -> bool:
    """`valid_id(number)` or `valid_id(kind_of_document, number)`: only ours can be checked."""
    if number and kind not in {"id", "ric", "resident_id", "身份证"}:
        return len(number) >= 5
    return _valid(ResidentId())(number or kind)


# These decide themselves what an unknown value means; all others pass it on.
LENIENT: Mapping[str, Function] = {
    "is_blank": is_blank,
    "or0": lambda value: 0 if value is UNKNOWN else value,
    "if_else": if_else,
}
STRICT: Mapping[str, Function] = {
    "add_days": lambda day, days: day + timedelta(days=int(days)),
    "add_years": lambda day, years: add_months(day_of(day), 12 * int(years)),
    "age_on": age_on,
    "any_of": any_of,
    "birth_date": ric.get_birth_date,
    "birth_ym": lambda identity: f"{ric.get_birth_date(identity):%Y-%m}",
    "ceil": math.ceil,
    "contains_any": lambda text, words: any(word in text for word in words),
    "count": len,
    "date": lambda year, month, day: date(int(year), int(month), int(day)),
    "days_between": lambda start, end: (day_of(end) - day_of(start)).days,
    "endswith": lambda text, end: text.endswith(end),
    "endswith_any": lambda text, ends: text.endswith(tuple(ends)),
    "length": len,
    "months_between": months_between,
    "startswith": lambda text, start: text.startswith(start),
    "sum_of": sum_of,
    "valid_id": _valid_id,
    "valid_mobile": _valid(Mobile()),
    "valid_ric": _valid(ResidentId()),
    "valid_uscc": _valid(CreditCode()),
    "year": lambda day: day.year,
}


@dataclass(slots=True, kw_only=True)
class Functions:
    """Every function bound to a world; remembers whether a count went beyond the calendar."""

    world: World
    tentative: bool = False
    table: dict[str, Function] = field(init=False)

    def __post_init__(self) -> None:
        world = self.world
        worldly: dict[str, Function] = {
            "applicant": world.applicant,
            "event_open": world.event_open,
            "late_ok": lambda *_: world.late_ok(),
            "lead_months": world.lead_months,
            "member_of": world.member_of,
            "new_member_no": lambda society="": world.new_member_no(society),
            "now": world.now,
            "role": world.role,
            "similar_societies": world.similar_societies,
            "society": world.society,
            "stat": world.stat,
            "state": world.state,
            "submission_state": world.submission_state,
            "today": lambda: day_of(world.now()),
            "valid_member_no": world.valid_member_no,
            "workday_before": self._workday_before,
            "workdays_between": self._workdays_between,
        }
        strict = {**STRICT, **worldly}
        self.table = {**{n: _passing_on(each) for n, each in strict.items()}, **LENIENT}

    def _workday_before(self, day: Any, count: Any) -> date:
        due = workdays.workday_before(day_of(day), int(count))
        self.tentative = self.tentative or due.tentative
        return due.day

    def _workdays_between(self, start: Any, end: Any) -> int:
        counted = workdays.workdays_between(day_of(start), day_of(end))
        self.tentative = self.tentative or counted.tentative
        return counted.days


def _passing_on(function: Function) -> Function:
    def call(*values: Any) -> Any:
        if any(value is UNKNOWN for value in values):
            return UNKNOWN
        return known(function(*values))

    return call
