"""A dialogue can wait for the next working morning, whatever day it is played on."""

from datetime import datetime

import pytest

from bot.rehearsal.steps import WORKING_MORNING, Step
from storage.clock import SHANGHAI


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-03-02 09:59", "2026-03-02 10:00"),
        ("2026-03-02 10:00", "2026-03-03 10:00"),
        ("2026-03-06 23:00", "2026-03-09 10:00"),
        ("2026-03-07 08:00", "2026-03-09 10:00"),
        ("2026-09-30 12:00", "2026-10-08 10:00"),
        ("2026-12-31 12:00", "2027-01-04 10:00"),
    ],
)
def test_it_is_ten_on_the_next_working_day(now: str, then: str) -> None:
    step = Step(line=1, actor="", act="time passes", values=(WORKING_MORNING,))
    begins = datetime.fromisoformat(now).replace(tzinfo=SHANGHAI)
    assert begins + step.span(begins) == datetime.fromisoformat(then).replace(tzinfo=SHANGHAI)
