"""A day that comes back every year, without its year."""

import re
from dataclasses import dataclass
from datetime import date

from forms.values.kind import Complaint, Kind, normalise

WRITTEN = re.compile("([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2}) ?[日号]?")


@dataclass(frozen=True, slots=True)
class MonthDay(Kind[str]):
    """「3月31日」, kept as 03-31; the 29th of February is no day of every year."""

    def read(self, text: str) -> str:
        found = WRITTEN.fullmatch(normalise(text))
        if found is None:
            raise Complaint("请写成 3月31日 这样，不用写年份。")
        month, day = int(found[1]), int(found[2])
        try:
            date(2023, month, day)
        except ValueError as error:
            raise Complaint(f"不是每年都有{month}月{day}日。请核对后再填。") from error
        return f"{month:02}-{day:02}"

    def show(self, value: str) -> str:
        month, day = value.split("-")
        return f"{int(month)}月{int(day)}日"
