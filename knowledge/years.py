"""The years a question speaks of: 「2023年的…」, 「二〇二三年」, 「去年的…」."""

import re
from datetime import date

from knowledge.words import fold

EARLIER = {"上一年度": 1, "上年度": 1, "上一年": 1, "去年": 1, "前年": 2}
SAID = re.compile("|".join(EARLIER) + "(?!以)")
DIGITS = {ord(han): str(number) for number, han in enumerate("〇一二三四五六七八九")}
DIGITS[ord("零")] = "0"
HAN_YEAR = re.compile("[一二][〇零一二三四五六七八九]{3}(?=年)")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)(?=年|[〕\]】)]|度|版)")


def dated(question: str, today: date) -> str:
    """With the year itself where a question says how far it lies back."""
    return SAID.sub(lambda said: f"{today.year - EARLIER[said[0]]}年", question)


def years_in(text: str) -> frozenset[int]:
    """The years named in a question or a title, whichever way they are written."""
    return frozenset(int(year) for year in YEAR.findall(_in_digits(text)))


def without_years(text: str) -> str:
    """What is left to compare of the titles of notices that come every year."""
    return "".join(YEAR.sub("", _in_digits(text)).split())


def _in_digits(text: str) -> str:
    return HAN_YEAR.sub(lambda found: found[0].translate(DIGITS), fold(text))
