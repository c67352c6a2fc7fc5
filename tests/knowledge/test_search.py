"""The best rows first, without sorting what nobody will look at."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search import ranked

SCORES = st.lists(st.sampled_from([0.0, -1.0, 0.5, 1.0, 2.5]) | st.floats(0, 9, width=32))


@given(SCORES, st.integers(1, 8))
def test_the_same_order_as_sorting_all(scores: list[float], few: int) -> None:
    array = np.array(scores, dtype=np.float32)
    whole = [int(row) for row in np.argsort(-array, kind="stable") if array[row] > 0]
    assert list(ranked(array, few)) == whole
