"""Working days of the Chinese calendar; beyond what has been announced, weekdays only."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from chinese_calendar import is_workday

# Where a year's calendar is not announced: days of rest that the law itself names (month, day).
ALWAYS_FREE = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}
LONGEST = 3660  # ten years: nobody counts further, and a slip must not count for ever


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of working days; tentative when some of them are not announced yet (暂定)."""

    days: int
    tentative: bool


@dataclass(frozen=True, slots=True)
class Due:
    """A day found by counting; tentative when some days between are not announced yet (暂定)."""

    day: date
    tentative: bool


def is_working_day(day: date) -> bool:
    """Whether people are at their desks."""
    works, unsure = _workday(day)
    return works and not (unsure and (day.month, day.day) in ALWAYS_FREE)


def next_working_day(after: date) -> date:
    """The first one later than `after`."""
    day = after + timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


@lru_cache(maxsize=4096)
def workdays_between(start: date, end: date) -> Counted:
    """Working days after `start` up to and including `end`; negative when `end` is earlier."""
    if end < start:
        back = workdays_between(end, start)
        return Counted(-back.days, back.tentative)
    span = min((end - start).days, LONGEST)
    days = [_workday(start + timedelta(days=n)) for n in range(1, span + 1)]
    return Counted(sum(works for works, _ in days), any(vague for _, vague in days))


def workday_after(start: date, count: int) -> Due:
    """The `count`-th working day after `start`."""
    return _step(start, count, 1)


def workday_before(end: date, count: int) -> Due:
    """The `count`-th working day before `end`."""
    return _step(end, count, -1)


def _step(day: date, count: int, way: int) -> Due:
    left, vague = min(max(count, 0), LONGEST), False
    while left:
        day += timedelta(days=way)
        works, unsure = _workday(day)
        left -= works
        vague = vague or unsure
    return Due(day, vague)


@lru_cache(maxsize=4096)
def _workday(day: date) -> tuple[bool, bool]:
    """Whether it is one, and whether that is only a guess."""
    try:
        return bool(is_workday(day)), False
    except NotImplementedError:
        return day.weekday() < 5, True
