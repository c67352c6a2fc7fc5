"""A day and its time, as people write and say them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from forms.values.clock import time_at_end
from forms.values.dates import COMPACT, WEEKDAYS, WRITTEN, Date
from forms.values.kind import Complaint, Kind, normalise
from forms.values.spoken import Towards

MOMENT_ADVICE = "请写成「2026年6月18日 9:00」或「6月18号上午九点」。"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateTime(Kind[datetime]):
    """A day and its time, to the minute, as clocks here show it."""

    today: date | None = None
    towards: Towards = "nearest"
    anchor: date | None = None

    def read(self, text: str) -> datetime:
        said = re.sub(r"(?<=[0-9])T(?=[0-9])", " ", normalise(text)).replace(" :", ":")
        try:
            words, at = time_at_end(said)
        except ValueError as error:
            raise Complaint(f"没看懂几点。请用24小时制，例如 21:30。{MOMENT_ADVICE}") from error
        words = words.rstrip(" ,的")
        day = Date(today=self.today, towards=self.towards, anchor=self.anchor)
        if at is None:
            raise self._without_time(words, day)
        if found := COMPACT.fullmatch(words):
            words = "-".join(found.groups())
        if WRITTEN.fullmatch(words):
            return datetime.combine(day.read(words), at)
        return datetime.combine(day.read_cell(day.heard(words, MOMENT_ADVICE)), at)

    def read_cell(self, cell: object) -> datetime:
        if isinstance(cell, datetime):
            day = Date().read_cell(cell)
            return datetime.combine(day, time(cell.hour, cell.minute))
        return Kind.read_cell(self, cell)

    def show(self, value: datetime) -> str:
        weekday = WEEKDAYS[value.weekday()]
        return f"{value.year}年{value.month}月{value.day}日（周{weekday}）{value:%H:%M}"

    def plain(self, value: datetime) -> str:
        return value.isoformat(timespec="minutes")

    def restore(self, plain: str) -> datetime:
        return datetime.fromisoformat(plain)

    def _without_time(self, words: str, day: Date) -> Complaint:
        try:
            known = day.show(day.read(words))
        except Complaint:
            return Complaint(f"没看懂这个时间。{MOMENT_ADVICE}")
        return Complaint(f"还差几点。请把日期和时间一起写，例如「{known} 9:00」。")
