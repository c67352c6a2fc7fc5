"""Days as people say them, relative to now; what is not certain is not read."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from forms.values.numerals import whole

Towards = Literal["past", "future", "nearest"]
NUM = r"(?:[0-9]{1,4}|[零〇一二两三四五六七八九十]{1,4})"
DAYS_AWAY = {
    "大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "当天": 0,
    "明天": 1, "明日": 1, "后天": 2, "后日": 2, "大后天": 3,
}  # fmt: skip
YEARS_AWAY = {"前年": -2, "去年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
STEPS = {"上上": -2, "上": -1, "本": 0, "这": 0, "": 0, "下": 1, "下下": 2}
WEEKDAYS = "一二三四五六日"
YEAR = rf"(?P<year>{'|'.join(YEARS_AWAY)}|[0-9]{{4}}年|[零〇一二三四五六七八九]{{4}}年)?"
MONTH_DAY = re.compile(rf"{YEAR}(?P<month>{NUM})月份?(?:(?P<day>{NUM})[日号]?)?")
NUMERIC = re.compile(r"(?:(?P<year>[0-9]{4})[-/.])?(?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})")
MONTH_AWAY = re.compile(rf"(?P<step>上上|上|本|这|下下|下)个?月(?P<day>{NUM})[日号]?")
WEEK = re.compile(
    r"(?P<step>上上|上|本|这|下下|下|)个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])"
)
DAY_ONLY = re.compile(rf"(?P<day>{NUM})[日号]")
LATER = re.compile(rf"(?P<n>{NUM})(?P<unit>天|日|周|个?星期|个?月)(?P<way>之?[后前]|以[后前])")
WEEKDAY = re.compile(r"[(（]?(?:周|星期|礼拜)([一二三四五六日天])[)）]?$")


def day_of(
    said: str, today: date, towards: Towards = "nearest", anchor: date | None = None
) -> date | None:
    """The day, or None when it is none; raises ValueError for a day that does not exist."""
    if (away := DAYS_AWAY.get(said)) is not None:
        return today + timedelta(days=away)
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], date]], ...] = (
        (MONTH_DAY, lambda found: _month_day(found, today, towards, anchor or today)),
        (NUMERIC, lambda found: _month_day(found, today, towards, anchor or today)),
        (MONTH_AWAY, lambda found: _in_month(today, STEPS[found["step"]], whole(found["day"]))),
        (WEEK, lambda found: _weekday(found, today)),
        (LATER, lambda found: _later(found, today)),
        (DAY_ONLY, lambda found: _in_month(today, 0, whole(found["day"]))),
    )
    for pattern, read in readers:
        if found := pattern.fullmatch(said):
            return read(found)
    return None


def weekday_said(said: str) -> tuple[str, int | None]:
    """「6月18日（周四）」: the day without its weekday, and Monday = 0."""
    found = WEEKDAY.search(said)
    if not found or not found.start() or said[found.start() - 1] in "上下本这个":
        return said, None
    return said[: found.start()], _number_of_weekday(found[1])


def _number_of_weekday(sign: str) -> int:
    return WEEKDAYS.index(sign.replace("天", "日"))


def _month_day(found: re.Match[str], today: date, towards: Towards, anchor: date) -> date:
    month, day = whole(found["month"]), whole(found["day"] or "1")
    if (said := found["year"]) in YEARS_AWAY:
        return date(today.year + YEARS_AWAY[said], month, day)
    if said:
        return date(whole(said.removesuffix("年")), month, day)
    return _nearest(month, day, anchor, towards)


def _nearest(month: int, day: int, today: date, towards: Towards) -> date:
    """A day without its year: the next one, the last one, or whichever is nearer."""
    candidates = []
    for year in range(today.year - 4, today.year + 5):
        try:
            candidates.append(date(year, month, day))
        except ValueError:
            continue
    fitting = [
        each
        for each in candidates
        if towards == "nearest" or (each >= today if towards == "future" else each <= today)
    ]
    if not fitting:
        raise ValueError("no such day")
    return min(fitting, key=lambda each: abs(each - today))


def _in_month(today: date, step: int, day: int) -> date:
    years, month = divmod(today.month - 1 + step, 12)
    return date(today.year + years, month + 1, day)


def _weekday(found: re.Match[str], today: date) -> date:
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=STEPS[found["step"]])
    return monday + timedelta(days=_number_of_weekday(found["day"]))


def _later(found: re.Match[str], today: date) -> date:
    count = whole(found["n"]) * (1 if found["way"].endswith("后") else -1)
    if found["unit"].endswith("月"):
        years, month = divmod(today.month - 1 + count, 12)
        return date(today.year + years, month + 1, today.day)
    return today + timedelta(days=count * (1 if found["unit"] in {"天", "日"} else 7))
