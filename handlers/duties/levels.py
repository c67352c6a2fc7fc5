"""How near a day is, in steps: so many days before, past, and every week that it is past."""

from collections.abc import Sequence

WEEK = 7
PAST = 0  # the day itself is over
WEEKS_PAST = 4  # so often again; then only staff hear of it
LEADERS_HEAR = -WEEK


def reached(before: Sequence[int], days_left: int) -> list[int]:
    """The steps behind somebody who has so many days left, the latest last."""
    behind = sorted((each for each in before if days_left <= each), reverse=True)
    if days_left < 0:
        weeks = min(-days_left // WEEK, WEEKS_PAST)
        behind += [PAST, *(-WEEK * week for week in range(1, weeks + 1))]
    return behind
