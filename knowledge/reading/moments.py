"""A phrase for a day, as sentences write it, becomes the day: 6月底, 9月上旬, 下周三.

jionlp is loaded with the first phrase (37 MB, two thirds of a second); it greets on the console.
"""

import contextlib
import io
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from knowledge.numbering import to_number
from knowledge.reading.dating import DATE, NUMERIC, date_of

MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月"
DAY_OF = r"(?:[0-3]?\d|[一二三四五六七八九十]{1,3})\s*[日号]"
YEAR = r"(?:\d{4}|[二一][〇零○一二三四五六七八九]{3})\s*年"
RELATIVE_YEAR = "今年|明年|次年|翌年|当年|本年|每年|来年|第二年"
RELATIVE = (
    "(?:本|下|这|当)?周[一二三四五六日天]|(?:下|本)?(?:个)?星期[一二三四五六日天]|(?:本|下|当)月底|月底|月末"
    "|年底|年末|年终"
)
PHRASE = re.compile(
    rf"(?P<numeric>(?<!\d)20\d\d[-./]\d{{1,2}}[-./]\d{{1,2}}(?!\d))"
    # Blanks count behind a year only: tried from each of many, they would cost their square.
    rf"|(?:(?P<year>{YEAR}|{RELATIVE_YEAR})\s*的?|的?)(?P<month>{MONTH})\s*"
    rf"(?:(?P<day>{DAY_OF})|(?P<part>底|末|初|[上中下]旬))"
    rf"|(?P<quarterly>(?:{YEAR}|{RELATIVE_YEAR})?第?[一二三四1-4]季度末?)"
    rf"|(?P<ending>(?:{YEAR})年?[底末])"
    rf"|(?P<relative>{RELATIVE})"
    # 「4月1日至30日」
    r"|(?P<bare>(?<=[至到—–-])\d{1,2}日)"
)
SPAN = re.compile(
    r"自(?:本(?:通知|意见|办法|方案|公告|文件)|通知|文件)?(?:印发|发布|下发|公布|发文)之?日起"
    r"(?P<count>\d{1,3}|[一二三四五六七八九十]{1,3})(?P<unit>个工作日|个?月|[天日])(?:之?内|以内)"
)
FIRST_WORKLESS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The last day a phrase means, and whether its year or day had to be made out."""

    day: date
    guessed: bool


def moment_of(found: re.Match[str], anchor: date) -> Moment | None:
    """The day a match of PHRASE means for a text of `anchor`; None for one no calendar knows."""
    if found["numeric"]:
        day = date_of(NUMERIC.fullmatch(found["numeric"]))
        return Moment(day=day, guessed=False) if day else None
    if found["bare"]:
        return _in_the_same_month(found["bare"], anchor)
    phrase = re.sub(r"\s", "", found[0])
    if exact := DATE.fullmatch(phrase):
        day = date_of(exact)
        return Moment(day=day, guessed=False) if day else None
    yearly = phrase.startswith("每年")
    phrase = re.sub("^(?:每年|当年|本年)的?", "", phrase)
    phrase = re.sub("^(?:次年|翌年|来年|第二年)", "明年", phrase)
    phrase = re.sub("^月[底末]", "本月底", phrase).replace("年终", "年底").replace("年年", "年")
    day = _parsed(phrase, anchor)
    said = bool(re.match(rf"{YEAR}|今年|明年", phrase))
    if day and day < anchor and not said and (yearly or found["month"]):
        day = _parsed(f"明年{phrase}", anchor)
    return Moment(day=day, guessed=True) if day else None


def _in_the_same_month(bare: str, month: date) -> Moment | None:
    try:
        return Moment(day=month.replace(day=int(bare[:-1])), guessed=True)
    except ValueError:
        return None


def span_end(found: re.Match[str], anchor: date) -> date:
    """The last day of 「自印发之日起30日内」."""
    count = to_number(found["count"]) or 0
    if found["unit"].endswith("月"):
        months = anchor.month - 1 + count
        first = date(anchor.year + months // 12, months % 12 + 1, 1)
        return first + timedelta(days=min(anchor.day, 28) - 1)
    if not found["unit"].endswith("工作日"):
        return anchor + timedelta(days=count)
    day = anchor
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < FIRST_WORKLESS
    return day


def _parsed(phrase: str, anchor: date) -> date | None:
    base = time.mktime((*anchor.timetuple()[:3], 0, 0, 0, 0, 0, -1))
    try:
        last = _parser()(phrase, time_base=base)["time"][1]
        return date.fromisoformat(last[:10])
    # It raises ValueError for a day no calendar knows, the others for what it cannot read.
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        return None


@cache
def _parser() -> Callable[..., Any]:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        from jionlp import parse_time  # noqa: PLC0415
    return parse_time  # type: ignore[no-any-return]
