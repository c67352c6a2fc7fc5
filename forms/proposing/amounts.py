"""Numbers with what they count, wherever they stand in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from forms.values.numerals import number_of

HAN = "零〇一二两三四五六七八九十百千万亿"
UNITS = "万元|亿元|元|块钱?|人次|个人|人|名|位|次|家|届|年|项|篇|场|份|票|个|条|%|万"
NUMBER = re.compile(
    rf"(?P<number>[¥￥]?(?:\d[\d,]*(?:\.\d+)?(?:[十百千万亿][\d{HAN}]*)?|[{HAN}]+))(?P<unit>{UNITS})?"
)
# What stands behind these is no count of anything a form asks for.
NOT_COUNTED = re.compile(
    "[月日号点时分天岁级期楼层室路栋度后版位]|小时|周|余|多|来[个号]|以[上下内]"
)
RANGE_AFTER = re.compile(rf"\s?[-~至到]\s?[\d{HAN}]")
RANGE_BEFORE = re.compile(rf"[\d{HAN}](?:{UNITS})?\s?[-~至到]\s?$")
EACH = re.compile(r"(?:每[人位名家场次个项年月]|人均|单价|标准[为是:]?)\s?(?:收费?|交|缴)?\s?$")
MONEY = frozenset({"元", "万元", "亿元", "块", "块钱", "万"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it is written; `ordinal` behind 第."""

    number: str
    unit: str
    start: int
    end: int
    ordinal: bool

    @property
    def is_money(self) -> bool:
        return self.unit in MONEY or self.number[0] in "¥￥"


def amounts_in(text: str) -> Iterator[Amount]:
    for found in NUMBER.finditer(text):
        number, unit = found["number"], found["unit"] or ""
        if unit and unit[0] in "万亿" and len(unit) > 1 and not number_of(_bare(number)):
            continue
        if number_of(_bare(number)) is None or _is_part(text, found):
            continue
        ordinal = text[: found.start()].endswith("第")
        yield Amount(number, unit, *found.span(), ordinal=ordinal)


def _is_part(text: str, found: re.Match[str]) -> bool:
    """Part of something else: a day, a range, a price for each, a word."""
    before, after = text[max(found.start() - 12, 0) : found.start()], text[found.end() :][:8]
    if before[-1:].isascii() and (before[-1:].isalnum() or before[-1:] in set("-.:/#〔[")):
        return True
    if NOT_COUNTED.match(after) or RANGE_AFTER.match(after) or RANGE_BEFORE.search(before):
        return True
    if after[:1].isascii() and (after[:1].isalnum() or after[:1] in set(":/-〕]")):
        return True
    if not found["unit"] and not found["number"][:1].isascii() and after[:1].isalpha():
        return True  # 一场, 万众, 三门峡
    return bool(EACH.search(before)) or after.startswith(("/人", "每人", "/每人", "一人", "一位"))


def _bare(number: str) -> str:
    return number.lstrip("¥￥")
