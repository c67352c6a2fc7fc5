"""On whose behalf the library is asked, and on which day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

Visible = Callable[[str], bool]


def everyone(notice_id: str) -> bool:
    """Every notice may be read."""
    return bool(notice_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Which notices somebody may read, what day it is, and what they asked just before.

    `earlier` holds the questions of the same talk, the oldest first.
    """

    today: date
    visible: Visible
    earlier: tuple[str, ...] = ()


def all_readable(today: date) -> Reader:
    """For whoever holds the notices themselves: the command line, measurements."""
    return Reader(today=today, visible=everyone)
