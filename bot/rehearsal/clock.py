"""A clock that can be moved on."""

import time
from datetime import datetime, timedelta

from storage.clock import SHANGHAI


class MovedClock:
    """The machine's clock, plus all the time that has passed in the dialogue."""

    def __init__(self) -> None:
        self._passed = timedelta()

    def now(self) -> datetime:
        return datetime.now(SHANGHAI) + self._passed

    def seconds(self) -> float:
        return time.monotonic() + self._passed.total_seconds()

    def advance(self, span: timedelta) -> None:
        self._passed += span
