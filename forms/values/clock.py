"""Times of day as people say them: 上午九点, 晚上7点一刻, 14:30."""

import re
from datetime import time

from forms.values.numerals import whole
from forms.values.spoken import NUM

PERIODS = "凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|晚"
LATE = frozenset(("下午", "傍晚", "晚上", "夜里", "晚"))
CLOCK = re.compile(
    rf"(?P<period>{PERIODS})?(?:(?P<h>[0-9]{{1,2}}):(?P<m>[0-9]{{2}})(?::00)?"
    rf"|(?P<hour>{NUM})[点时](?P<rest>钟|整|半|[一三]刻|{NUM}分?)?)$"
)


def time_at_end(said: str) -> tuple[str, time | None]:
    """What stands before the time of day, and the time; ValueError when it is none of a day's."""
    if not (found := CLOCK.search(said)):
        return said, None
    hour = int(found["h"]) if found["h"] else whole(found["hour"])
    minute = int(found["m"]) if found["m"] else _minutes(found["rest"] or "")
    period = found["period"] or ""
    if (period in LATE and 1 <= hour < 12) or (period == "中午" and hour in {1, 2}):
        hour += 12
    elif period in LATE and hour in {0, 12}:
        raise ValueError("midnight belongs to two days")
    return said[: found.start()], time(hour, minute)


def _minutes(rest: str) -> int:
    if rest in {"", "钟", "整"}:
        return 0
    if rest == "半":
        return 30
    return {"一刻": 15, "三刻": 45}.get(rest) or whole(rest.removesuffix("分"))
