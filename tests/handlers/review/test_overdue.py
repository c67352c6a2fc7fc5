"""By when, in words: working days of the calendar, tentative where it is not announced."""

from dataclasses import dataclass
from datetime import date
from typing import cast

import pytest

from handlers.casework.overdue import due_words, is_overdue
from storage.filings import Filing


@dataclass
class Due:
    """Of a filing only this is looked at."""

    due: date | None
    due_tentative: bool = False


TODAY = date(2026, 3, 4)  # a Wednesday


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 3, 4), "3月4日到期，就是今天"),
        (date(2026, 3, 5), "3月5日到期，还有 1 个工作日"),
        (date(2026, 3, 9), "3月9日到期，还有 3 个工作日"),
        (date(2026, 3, 3), "3月3日到期，超期 1 个工作日"),
        (date(2026, 2, 28), "2月28日到期，超期 3 个工作日"),
    ],
)
def test_working_days_left_or_past(due: date, words: str) -> None:
    assert due_words(cast(Filing, Due(due)), TODAY) == words


def test_over_a_weekend_no_working_day_is_lost() -> None:
    friday, sunday = date(2026, 3, 6), date(2026, 3, 8)
    assert due_words(cast(Filing, Due(friday)), sunday) == "3月6日到期，刚过期"
    assert is_overdue(cast(Filing, Due(friday)), sunday)
    assert due_words(cast(Filing, Due(sunday)), date(2026, 3, 7)) == "3月8日到期，已没有工作日"


def test_what_is_only_counted_by_weekdays_is_tentative() -> None:
    assert due_words(cast(Filing, Due(date(2026, 3, 5), due_tentative=True)), TODAY).endswith(
        "，暂定"
    )
    far = date(2040, 1, 4)
    assert due_words(cast(Filing, Due(date(2040, 1, 6))), far).endswith("，暂定")


def test_without_a_limit_nothing_is_said() -> None:
    assert due_words(cast(Filing, Due(None)), TODAY) == ""
    assert not is_overdue(cast(Filing, Due(None)), TODAY)
