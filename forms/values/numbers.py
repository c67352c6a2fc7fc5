"""Numbers: counts of people, years or terms, quantities, money."""

import re
from dataclasses import dataclass
from decimal import Decimal

from forms.values.kind import Complaint, Kind, normalise
from forms.values.numerals import number_of

ABOUT = re.compile("^(?:大约|约|共计|合计|共|总共)")
# People count in these whether or not the form names one.
COUNTERS = (
    "个人", "人次", "人", "名", "位", "个", "次", "家", "届", "年", "项", "篇", "场", "份",
    "票", "岁",
)  # fmt: skip
CURRENCY = re.compile(r"^(?:人民币|rmb|cny|[¥￥])|(?:元整|元|块钱?|人民币)$", re.I)
NONE = ("没有", "无")  # as people answer where 0 is meant
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Integer(Kind[int]):
    """A whole number; `unit` may stand behind it, and 第 before it: 第五届, 一百二十人."""

    least: int = 0
    most: int = 10**9
    unit: str = ""

    def read(self, text: str) -> int:
        number = _signed(_bare(normalise(text).removeprefix("第"), self.unit))
        if number is None or number % 1:
            raise Complaint("这里要填整数，例如 5。请再填一次。")
        if not self.least <= number <= self.most:
            raise Complaint(f"数字应在{self.least}到{self.most}之间。请核对后再填。")
        return int(number)

    def show(self, value: int) -> str:
        return f"{value}{self.unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Kind[Decimal]):
    """An exact number with up to four decimals; 万元 is taken off, and 元 turned into it."""

    least: int = 0
    most: int = 10**12
    unit: str = ""

    def read(self, text: str) -> Decimal:
        number = self._number(normalise(text).replace(" ", ""))
        if number is None or number != round(number, 4):
            raise Complaint("这里要填数字，例如 3.5（最多四位小数）。请再填一次。")
        if not self.least <= number <= self.most:
            raise Complaint(f"数字应在{self.least}到{self.most}之间。请核对后再填。")
        return number

    def show(self, value: Decimal) -> str:
        return f"{_short(value)}{self.unit}"

    def plain(self, value: Decimal) -> str:
        return _short(value)

    def restore(self, plain: str) -> Decimal:
        return Decimal(str(plain))

    def _number(self, said: str) -> Decimal | None:
        said = said.removesuffix("%")
        if self.unit == "万元" and said.endswith("元") and not said.endswith("万元"):
            number = _signed(_bare(said.removesuffix("元"), ""))
            return None if number is None else number / 10**4
        bare = _bare(said, self.unit)
        return _signed(bare.removesuffix("万") if self.unit == "万元" else bare)


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(Kind[Decimal]):
    """An amount in yuan, to the cent: 三万五, 3.5万, 1.2亿元, ￥35,000.00."""

    least: int = 0
    most: int = 10**12

    def read(self, text: str) -> Decimal:
        said = ABOUT.sub("", normalise(text).replace(" ", ""))
        amount = _signed(CURRENCY.sub("", said))
        if amount is None:
            raise Complaint("没看懂这个金额。请写成 35000 或 3.5万，单位是元。")
        if amount != round(amount, 2):
            raise Complaint("金额最多到分（两位小数）。请再填一次。")
        if not self.least <= amount <= self.most:
            raise Complaint(f"金额应在{self.least}到{self.most}元之间。请核对后再填。")
        return amount

    def show(self, value: Decimal) -> str:
        return f"{value:,.2f}元".replace(".00元", "元")

    def plain(self, value: Decimal) -> str:
        return str(value.quantize(CENT))

    def restore(self, plain: str) -> Decimal:
        return Decimal(str(plain))


def _bare(said: str, unit: str) -> str:
    """Without the word for what is counted."""
    said = ABOUT.sub("", said).replace(" ", "")
    for word in (unit, *COUNTERS):
        if word and said.endswith(word):
            return said.removesuffix(word)
    return said


def _signed(text: str) -> Decimal | None:
    if text in NONE:
        return Decimal(0)
    sign = -1 if text.startswith(("-", "负")) else 1
    number = number_of(text[1:] if text[:1] in {"-", "+", "负"} else text)
    return None if number is None else sign * number


def _short(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
