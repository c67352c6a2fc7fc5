"""The marks that number a Chinese official text, and how deep each of them stands."""

import re
from dataclasses import dataclass

NUMERAL = "[〇零一二三四五六七八九十百千两\\d]"
DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
# 「第三条的规定」「第三条、第四条」「第三条第二款」 speak of an article and do not begin one.
NOT_A_REFERENCE = "(?![的、，第和及至或之所中规与以])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A numbering at the start of a line; a greater `rank` stands deeper."""

    rank: int
    label: str
    number: int | None
    end: int


# Ten apart: 「3.1.2」 stands two below 「3」 and still above 「（1）」.
ATTACHMENT, PART, CHAPTER, SECTION, ARTICLE, HAN, HAN_BRACKET, ARABIC, ARABIC_BRACKET, CIRCLED = (
    range(0, 100, 10)
)
FAMILIES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        ATTACHMENT,
        re.compile(r"(附件|附录|附表)[ 　]*([\d一二三四五六七八九十]{0,3})[.．:：]?(?=[ 　]*$)"),
    ),
    (PART, re.compile(rf"(第({NUMERAL}+)[编篇])(?=[ 　\t]|$)")),
    (CHAPTER, re.compile(rf"(第({NUMERAL}+)章){NOT_A_REFERENCE}")),
    (SECTION, re.compile(rf"(第({NUMERAL}+)节){NOT_A_REFERENCE}")),
    (ARTICLE, re.compile(rf"(第({NUMERAL}+)条(?:之[一二三四五六七八九十]+)?)(?=[ 　\t【（(]|$)")),
    (ARTICLE, re.compile(rf"(第({NUMERAL}+)条){NOT_A_REFERENCE}")),
    (HAN, re.compile(r"(([一二三四五六七八九十]{1,3})[、．.])(?![一二三四五六七八九十]+[、级])")),
    (
        HAN_BRACKET,
        re.compile(r"([（(][ ]?([一二三四五六七八九十]{1,3})[ ]?[）)][、.]?)(?![、和至])"),
    ),
    (ARABIC, re.compile(r"((\d{1,3}(?:\.\d{1,2}){1,3}))(?=[ 　\t])")),
    (ARABIC, re.compile(r"((\d{1,3})[ ]?[.．、])(?!\d)")),
    (ARABIC, re.compile(r"((\d{1,2}))(?=　|[ \t]{2,})")),
    (ARABIC_BRACKET, re.compile(r"([（(][ ]?(\d{1,3})[ ]?[）)][、.]?)(?![、和至])")),
    (ARABIC_BRACKET, re.compile(r"((\d{1,2})[)）])")),
    (CIRCLED, re.compile(r"(([①-⑳]))")),
)
# What no mark begins with is looked at no further.
BEGINS = re.compile(r"[附第（(①-⑳〇零一二三四五六七八九十百千两\d]")
INDENT = re.compile(r"[ \t　]*")


def mark_of(line: str) -> Mark | None:
    """The mark a line begins with (after blanks), or None; `end` counts in `line`."""
    indent = INDENT.match(line)
    offset = indent.end() if indent else 0
    if not BEGINS.match(line, offset):
        return None
    for rank, pattern in FAMILIES:
        match = pattern.match(line, offset)
        if match:
            label = line[match.start() : match.end()].rstrip(" 　\t")
            depth = match[2].count(".") if rank == ARABIC else 0
            number = to_number(match[2])
            return Mark(rank=rank + depth, label=label, number=number, end=match.end())
    return None


def to_number(numeral: str) -> int | None:
    """「二十三」, 「〇」 or "23" as a number; None where it is neither."""
    if not numeral:
        return None
    if numeral.isdecimal():
        return int(numeral)
    if any(c not in DIGITS and c not in UNITS for c in numeral):
        return None
    total, digit = 0, 0
    for character in numeral:
        if character in UNITS:
            total += (digit or 1) * UNITS[character]
            digit = 0
        else:
            digit = DIGITS[character]
    return total + digit
