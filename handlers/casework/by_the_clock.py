"""What the house does of itself when a time has come: moves nobody has to press for."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from forms.moving import Given
from storage.archive import Archive
from storage.filings import Filing

MISSED_AFTER = timedelta(hours=12)  # staff may still check somebody in on the evening
CLOSED_AFTER = timedelta(days=3)  # and mend what is wrong in the days after
NOTHING = Given()
NO_PLACE = Given(reason="活动已经结束，没有排上名额")
Find = Callable[[Archive, datetime, int, Collection[str]], Awaitable[Sequence[Filing]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A move of the house, and how the filings are found for which it is time."""

    move: str
    find: Find
    given: Given = NOTHING


def overdue(state: str, *, unanswered: bool = False) -> Find:
    """The due day is over: on that day itself there is still time."""

    async def find(
        archive: Archive, now: datetime, most: int, but: Collection[str]
    ) -> Sequence[Filing]:
        return await archive.filings.overdue(
            now.date(), state, most=most, but=but, unanswered=unanswered
        )

    return find


def after(span: timedelta, *states: str, own: bool = False) -> Find:
    """The event has been over for so long."""

    async def find(
        archive: Archive, now: datetime, most: int, but: Collection[str]
    ) -> Sequence[Filing]:
        return await archive.filings.after(now - span, states, own=own, most=most, but=but)

    return find


RULES = (
    Rule(move="silence", find=overdue("received")),
    Rule(move="held", find=after(timedelta(), "filed", own=True)),
    Rule(move="late", find=overdue("awaiting_summary", unanswered=True)),
    Rule(move="miss", find=after(MISSED_AFTER, "confirmed")),
    Rule(
        move="lapse",
        find=after(MISSED_AFTER, "signed", "waiting", "reassigned"),
        given=NO_PLACE,
    ),
    Rule(move="close", find=after(CLOSED_AFTER, "present", "absent")),
)
