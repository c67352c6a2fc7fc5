"""Dates as official documents print them: 2025年3月5日, 二〇二五年三月五日, 2025-03-05."""

import re
from datetime import date

from knowledge.numbering import to_number

YEAR = r"(?P<year>\d{4}|[一二三四五六七八九十〇零○Ｏ]{4}|[二一][一二三四五六七八九〇零○ＯO0]{3})"
NUMERAL = r"[\d一二三四五六七八九十]"
DATE = re.compile(
    rf"{YEAR}\s*年\s*(?P<month>{NUMERAL}{{1,3}})\s*月\s*(?P<day>{NUMERAL}{{1,3}})\s*[日号]"
)
NUMERIC = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*[-./]\s*(?P<month>\d{1,2})\s*[-./]\s*(?P<day>\d{1,2})(?!\d)"
)
DATE_IN_NAME = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
ZEROS = str.maketrans("○ＯO0零", "〇〇〇〇〇")


def date_of(found: re.Match[str] | None) -> date | None:
    """The day a match of one of the patterns stands for, if the calendar knows it."""
    if not found:
        return None
    year = found["year"]
    if not year.isdecimal():
        year = "".join(str(to_number(c)) for c in year.translate(ZEROS))
    try:
        return date(int(year), to_number(found["month"]) or 0, to_number(found["day"]) or 0)
    except ValueError:
        return None


def date_in(text: str, pattern: re.Pattern[str]) -> date | None:
    """The first date written like `pattern`."""
    return date_of(pattern.search(text))


def any_date_in(text: str) -> date | None:
    """The first date, written out or with dashes."""
    return date_in(text, DATE) or date_in(text, NUMERIC)
