"""文号: 「豫科协办发〔2025〕3号」 and how else it is printed; always given with 〔〕."""

import re
from collections.abc import Sequence

from knowledge.reading.spacing import squeeze

LONGEST_LINE = 60
OPEN, CLOSE = r"[〔\[［（(【﹝]", r"[〕\]］）)】﹞]"
BLANK = r"[ \t　]*"
YEAR_AND_NUMBER = (
    rf"{OPEN}{BLANK}(?P<year>(?:19|20)\d{{2}}){BLANK}{CLOSE}{BLANK}"
    rf"(?P<ordinal>第{BLANK})?(?P<number>\d{{1,5}}){BLANK}号"
)
AGENCY = rf"(?P<agency>[一-鿿](?:{BLANK}[一-鿿]){{0,13}})"
BEFORE = (
    rf"(?:[（(]{BLANK})?(?:(?:发文|文件)?(?:字号|文{BLANK}号|编{BLANK}号){BLANK}[:：]{BLANK})?"
)
BEHIND = rf"{BLANK}[）)]?(?:[ \t　]+(?:签{BLANK}发{BLANK}人{BLANK}[:：].*|[★☆].*|特急|急件|加急))?"
NUMBER_LINE = re.compile(rf"{BEFORE}{AGENCY}{BLANK}{YEAR_AND_NUMBER}{BEHIND}")
# A letterhead and the number in one line, as text out of a PDF has it.
LETTERHEAD_AND_NUMBER = re.compile(
    rf"[一-鿿]{{4,30}}(?:文件|[部委局厅会院室]|函)[ \t　]+{AGENCY}{BLANK}{YEAR_AND_NUMBER}{BEHIND}"
)
SIGNER_FIRST = re.compile(rf"签{BLANK}发{BLANK}人{BLANK}[:：].*?[ 　]+(.*)")
NUMERALS = "[一二三四五六七八九十百〇零]+"
ORDER_NUMBER = re.compile(rf"[（(]?第\s*(\d{{1,5}}|{NUMERALS})\s*号[）)]?")
ORDER = re.compile(
    rf"([一-鿿]{{2,30}}(?:令|公告|通告))[ 　]*[（(]?(第\s*(?:\d{{1,5}}|{NUMERALS})\s*号)[）)]?"
)
YEARLY = re.compile(r"([一-鿿]{2,30}(?:公告|通告|令))[ 　]*[（(]?(\d{4}年第\d{1,4}号)[）)]?")
YEARLY_NUMBER = re.compile(r"[（(]?(\d{4}年第\d{1,4}号)[）)]?")


def number_in(line: str) -> str | None:
    """The number a line consists of, or None; a sentence that cites one has none."""
    line = line.strip()
    if len(line) > LONGEST_LINE:
        return None
    if turned := SIGNER_FIRST.fullmatch(line):
        line = turned[1].strip()
    found = NUMBER_LINE.fullmatch(line) or LETTERHEAD_AND_NUMBER.fullmatch(line)
    if found:
        ordinal = "第" if found["ordinal"] else ""
        return f"{squeeze(found['agency'])}〔{found['year']}〕{ordinal}{found['number']}号"
    order = ORDER.fullmatch(line) or YEARLY.fullmatch(line)
    return squeeze(order[1] + order[2]) if order else None


def document_number(lines: Sequence[str]) -> str | None:
    """The first number among the lines at the front, or 「国务院令」 over 「第707号」."""
    for i, line in enumerate(lines):
        if number := number_in(line):
            return number
        order = ORDER_NUMBER.fullmatch(line) or YEARLY_NUMBER.fullmatch(line)
        if order and i and squeeze(lines[i - 1]).endswith(("令", "公告", "通告")):
            return squeeze(lines[i - 1] + re.sub("[（()）]", "", line))
    return None
