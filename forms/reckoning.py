"""Counting days, months and years."""

import calendar
from datetime import date, datetime
from typing import Any

from stdnum.cn import ric


def day_of(value: Any) -> date:
    return value.date() if isinstance(value, datetime) else value


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last."""
    years, month = divmod(day.month - 1 + int(months), 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_between(start: Any, end: Any) -> int:
    """Whole months from `start` to `end`; negative when `end` is earlier."""
    first, last = day_of(start), day_of(end)
    if last < first:
        return -months_between(last, first)
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (add_months(first, months) > last)


def age_on(identity: str, day: Any) -> int:
    born: date = ric.get_birth_date(identity)
    on = day_of(day)
    not_yet = (on.month, on.day) < (born.month, born.day)
    return int(on.year - born.year - not_yet)
