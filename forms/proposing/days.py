"""Days, times and the spans between them, wherever they stand in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from forms.values.clock import LATE, PERIODS

N = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
YEAR = "(?:(?:今年|明年|后年|去年|[0-9]{4}年|[零〇一二三四五六七八九]{4}年) ?)?"
TO = r"\s?(?:至|到|-|~){1,2}\s?"
MONTH_DAY = rf"{YEAR}{N}月份?(?:{N}[日号]|[0-9]{{1,2}}(?={TO}{N}[日号]))"
NUMERIC = r"(?<![\d.\-/])[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?![\d.\-/])"
RELATIVE = (
    rf"大后天|后天|明天|(?:下下|下|上上|上|本|这)个?月{N}[日号]"
    r"|(?<!每)(?:下下|下|上上|上|本|这)个?(?:周|星期|礼拜)[一二三四五六日天]"
)
DAY = f"(?:{MONTH_DAY}|{NUMERIC}|{RELATIVE})"
WEEKDAY = r"(?:\s?\(?(?:周|星期|礼拜)[一二三四五六日天]\)?)?"
MINUTES = f"钟|整|半|[一三]刻|{N}分?(?!人|名|位|元)"
TIME = rf"(?:(?:{PERIODS})?(?:[0-9]{{1,2}}:[0-9]{{2}}|{N}[点时](?:{MINUTES})?))"
SPAN = re.compile(
    rf"(?P<first>(?P<day>{DAY}){WEEKDAY})(?:[ ,的]?\s?(?P<time>{TIME}))?"
    rf"(?:{TO}(?:(?P<second>(?P<day2>{DAY}|{N}[日号]){WEEKDAY})(?:[ ,的]?\s?(?P<time2>{TIME}))?"
    rf"|(?P<time3>{TIME})))?(?!前|之前|以前|截止|后|之后|以后|内)"
)
WITH_MONTH = re.compile(f"(?:{DAY})$")
MONTH_OF = re.compile(r".*月份?|[0-9]{4}[-/.][0-9]{1,2}[-/.]")
PERIOD = re.compile(f"^(?:{PERIODS})")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, perhaps with its time, as it can be read; and the words it came from."""

    said: str
    start: int
    end: int
    timed: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A moment, and the one it lasts to."""

    begin: Moment
    until: Moment | None

    @property
    def start(self) -> int:
        return self.begin.start

    @property
    def end(self) -> int:
        return self.until.end if self.until else self.begin.end


def spans_in(text: str) -> Iterator[Span]:
    for found in SPAN.finditer(text):
        end = found.end("time") if found["time"] else found.end("first")
        said = f"{found['first']} {found['time'] or ''}".strip()
        begin = Moment(said, found.start(), end, timed=bool(found["time"]))
        yield Span(begin, _until(found))


def _until(found: re.Match[str]) -> Moment | None:
    """The second half takes from the first what it leaves out: month, day, afternoon."""
    if found["time3"]:
        time = _same_half(found["time"], found["time3"])
        return Moment(f"{found['first']} {time}", *found.span("time3"), timed=True)
    if not found["second"]:
        return None
    month = "" if WITH_MONTH.match(found["day2"]) else _month(found["day"])
    if month is None:
        return None
    start, end = found.start("second"), found.end("time2" if found["time2"] else "second")
    second = f"{month}{found['second']}".replace("号", "" if month[-1:] in "-/." else "号")
    said = f"{second} {found['time2'] or ''}".strip()
    return Moment(said, start, end, timed=bool(found["time2"]))


def _month(day: str) -> str | None:
    found = MONTH_OF.match(day)
    return found[0] if found else None


def _same_half(first: str | None, second: str) -> str:
    """「下午2点到5点」: five in the afternoon."""
    period = PERIOD.match(first or "")
    late = period is not None and period[0] in LATE and not PERIOD.match(second)
    return f"{period[0]}{second}" if late and period and ":" not in second else second
