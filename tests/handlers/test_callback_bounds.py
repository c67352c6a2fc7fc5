"""A forged button carries no number that a database could stumble over."""

import pytest
from pydantic import ValidationError

from handlers.callbacks import Go
from handlers.people.roster.keyboards import SORTS, STEP
from handlers.places import Place


@pytest.mark.parametrize("n", ["-1", "1000000", "9" * 20, "9" * 40, "x", "1e3"])
def test_no_page_is_out_of_the_world(n: str) -> None:
    with pytest.raises(ValidationError):
        Go.unpack(f"go:{Place.JOURNAL}::{n}")


def test_the_largest_roster_still_fits() -> None:
    assert Go(to=Place.ROSTER, id="a" * 32, n=len(SORTS) * STEP + STEP - 1).pack()
