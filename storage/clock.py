"""What time it is, injected so that tests and rehearsals can move it."""

import time
from datetime import datetime
from typing import Protocol, runtime_checkable
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """Tells the present moment, always aware and in Asia/Shanghai."""

    def now(self) -> datetime: ...


@runtime_checkable
class Ticking(Protocol):
    """Tells how much time passes, whatever is done to the wall clock: it is never set."""

    def seconds(self) -> float: ...


class SystemClock:
    """The machine's own clocks."""

    def now(self) -> datetime:
        return datetime.now(SHANGHAI)

    def seconds(self) -> float:
        return time.monotonic()
