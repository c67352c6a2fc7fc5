"""Numbers as Chinese is written: 一百二十, 三万五, 3.5万, 1.2亿; exact, never guessed."""

import re
from collections.abc import Sequence
from decimal import Decimal

UNITS = (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10))
DIGITS = "零一二三四五六七八九"
SPELLINGS = str.maketrans(
    "〇○两兩壹贰叁肆伍陆柒捌玖拾佰仟萬億", "零零二二一二三四五六七八九十百千万亿"
)
ARABIC = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,6})?")
HAN = re.compile(f"([{DIGITS}]{{1,15}})(?:点([{DIGITS}]{{1,6}}))?")


def number_of(text: str) -> Decimal | None:
    """The number a text is, or None when it is no number."""
    return _section(text.translate(SPELLINGS), UNITS)


def whole(text: str) -> int:
    """The whole number a text is; ValueError when it is none."""
    number = number_of(text)
    if number is None:
        raise ValueError(text)
    return int(number)


def _section(text: str, units: Sequence[tuple[str, int]]) -> Decimal | None:
    if not units:
        return _plain(text)
    (sign, size), smaller = units[0], units[1:]
    head, found, tail = text.partition(sign)
    if not found:
        return _section(text, smaller)
    count = Decimal(1) if sign == "十" and not head else _section(head, smaller)
    if count is None or count == 0 or (size <= 1000 and count >= 10) or count >= 10**8:
        return None
    rest = _rest(tail, size, smaller)
    if rest is None or rest >= size or (tail and count % 1):
        return None
    return count * size + rest


def _rest(tail: str, size: int, smaller: Sequence[tuple[str, int]]) -> Decimal | None:
    """What stands behind a unit: 三万五 is 3,5000, 三万零五 is 3,0005."""
    if not tail:
        return Decimal(0)
    if len(tail) == 1 and size > 10:
        digit = _plain(tail)
        return None if digit is None else digit * size / 10
    return _section(tail[1:] if tail[0] == "零" else tail, smaller)


def _plain(text: str) -> Decimal | None:
    if ARABIC.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if not (found := HAN.fullmatch(text)):
        return None
    units, decimals = (
        "".join(str(DIGITS.index(c)) for c in each or "") for each in found.group(1, 2)
    )
    return Decimal(f"{units}.{decimals or 0}")
