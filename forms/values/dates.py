"""Days and years, in every way they are written down."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from forms.values import spoken
from forms.values.kind import Complaint, Kind, normalise
from forms.values.spoken import Towards

WRITTEN = re.compile(
    r"([0-9]{4}) ?[-/.年] ?([0-9]{1,2})(?: ?[-/.月] ?([0-9]{1,2}) ?[日号]?| ?月)?"
    r"(?:[ T][0-9: .]+)?"  # the time of day, as databases print it
)
COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
# A date whose format was lost is the number of days since this one.
SPREADSHEET_ZERO = date(1899, 12, 30)
SERIALS = range(10_000, 73_051)
ADVICE = "请写成 2026-03-01 这样。"
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Kind[date]):
    """A day; a month without a day is its first. 「下月15号」 is read where today is known."""

    earliest: date = date(1900, 1, 1)
    latest: date = date(2100, 12, 31)
    today: date | None = None
    towards: Towards = "nearest"
    anchor: date | None = None  # a day without its year is looked for from here, or from today

    def read(self, text: str) -> date:
        said = normalise(text)
        found = WRITTEN.fullmatch(said) or COMPACT.fullmatch(said)
        if not found:
            return self._within(self.heard(said, ADVICE))
        year, month, day = int(found[1]), int(found[2]), int(found[3] or 1)
        try:
            return self._within(date(year, month, day))
        except ValueError as error:
            raise Complaint(f"没有{year}年{month}月{day}日这一天。{ADVICE}") from error

    def read_cell(self, cell: object) -> date:
        if isinstance(cell, date):  # a datetime too
            return self._within(cell.date() if isinstance(cell, datetime) else cell)
        if isinstance(cell, (int, float)) and SERIALS[0] <= cell <= SERIALS[-1]:
            return self._within(SPREADSHEET_ZERO + timedelta(days=int(cell)))
        return Kind.read_cell(self, cell)

    def show(self, value: date) -> str:
        return f"{value.year}年{value.month}月{value.day}日"

    def plain(self, value: date) -> str:
        return value.isoformat()

    def restore(self, plain: str) -> date:
        return date.fromisoformat(plain)

    def heard(self, said: str, advice: str) -> date:
        """A day as it is said; a weekday said with it must be that day's."""
        bare, weekday = spoken.weekday_said(said.replace(" ", ""))
        # Without a today, only what carries its year can be read.
        today = self.today or date(2000, 1, 1)
        try:
            day = spoken.day_of(bare, today, self.towards, self.anchor)
        except (ValueError, OverflowError) as error:
            raise Complaint(f"没有这一天。{advice}") from error
        if day is None or (self.today is None and not re.match("[0-9]{4}", bare)):
            raise Complaint(f"没看懂这个日期。{advice}")
        if weekday is not None and weekday != day.weekday():
            right, said_day = WEEKDAYS[day.weekday()], WEEKDAYS[weekday]
            raise Complaint(f"{self.show(day)}是周{right}，不是周{said_day}。请核对后再填。")
        return day

    def _within(self, day: date) -> date:
        if not self.earliest <= day <= self.latest:
            raise Complaint(
                f"日期应在{self.show(self.earliest)}到{self.show(self.latest)}之间。请核对后再填。"
            )
        return day


@dataclass(frozen=True, slots=True, kw_only=True)
class Year(Kind[int]):
    """A year of four digits; 今年 and 去年 where today is known."""

    earliest: int = 1900
    latest: int = 2100
    today: date | None = None

    def read(self, text: str) -> int:
        said = normalise(text)
        away = spoken.YEARS_AWAY.get(said)
        if away is not None and self.today:
            return self.today.year + away
        found = re.fullmatch("([0-9]{4}) ?(?:年度?)?", said)
        if not found:
            raise Complaint("年份应为四位数字，例如 2026。请再填一次。")
        if not self.earliest <= int(found[1]) <= self.latest:
            raise Complaint(f"年份应在{self.earliest}到{self.latest}之间。请核对后再填。")
        return int(found[1])

    def show(self, value: int) -> str:
        return f"{value}年"
