"""Whole numbers, as counts of people, years or terms."""

import re
from dataclasses import dataclass

from forms.values.kind import Complaint, Kind, normalise

NUMBER = re.compile(r"第?([+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})) ?(\D*)")
DIGITS = "零一二三四五六七八九"
HAN = re.compile(
    f"第?(?P<tens>[一二三四五六七八九]?十)?(?P<ones>[{DIGITS}])?(?P<unit>[^{DIGITS}十]*)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Integer(Kind[int]):
    """A whole number; `unit` may stand behind it, and 第 before it; 第五届 is read up to 99."""

    least: int = 0
    most: int = 10**9
    unit: str = ""

    def read(self, text: str) -> int:
        said = normalise(text)
        number = self._number(said)
        if number is None:
            raise Complaint("这里要填整数，例如 5。请再填一次。")
        if not self.least <= number <= self.most:
            raise Complaint(f"数字应在{self.least}到{self.most}之间。请核对后再填。")
        return number

    def show(self, value: int) -> str:
        return f"{value}{self.unit}"

    def _number(self, said: str) -> int | None:
        if (found := NUMBER.fullmatch(said)) and found[2] in {"", self.unit}:
            return int(found[1].replace(",", ""))
        found = HAN.fullmatch(said)
        if not found or found["unit"] not in {"", self.unit}:
            return None
        tens, ones = found["tens"], found["ones"]
        if not tens and not ones:
            return None
        ten = (DIGITS.index(tens[0]) if len(tens) == 2 else 1) * 10 if tens else 0
        return ten + (DIGITS.index(ones) if ones else 0)
