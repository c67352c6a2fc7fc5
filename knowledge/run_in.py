"""Headings that run into their text: 「（一）指导思想。以…为指导」."""

import re

from knowledge.numbering import ARABIC, ARTICLE, HAN, HAN_BRACKET, SECTION

LONGEST_HEADING = 60
LONGEST_RUN_IN = {HAN: 40, HAN_BRACKET: 40, ARABIC: 40}
LONGEST_RUN_IN_BELOW = 20
LONGEST_BEFORE_COLON = 18
STOPS = "。；！？："


def heading_in(rest: str, rank: int) -> tuple[str, int]:
    """The heading in what follows a mark, and how many characters of it are not text."""
    if rank == ARTICLE:
        named = re.match(r"【([^】]{1,30})】|[（(]([^）)]{1,20})[）)](?=[ 　])", rest)
        return (named[1] or named[2], named.end()) if named else ("", 0)
    if rank <= SECTION or (len(rest) <= LONGEST_HEADING and not any(c in rest for c in STOPS)):
        return re.sub(r"[ \t　]+", "", rest) if rank <= SECTION else rest, len(rest)
    stop, colon = rest.find("。"), rest.find("：")
    longest = LONGEST_RUN_IN.get(rank - rank % 10, LONGEST_RUN_IN_BELOW)
    if (
        0 < colon <= LONGEST_BEFORE_COLON
        and rest[colon + 1 :].strip()
        and "，" not in rest[:colon]
    ):
        return rest[:colon], colon + 1
    if 0 < stop <= longest and rest[stop + 1 :].strip() and is_heading(rest[:stop]):
        return rest[:stop], stop + 1
    if stop == len(rest) - 1 and stop <= 25 and "，" not in rest:
        return rest[:stop], len(rest)
    return "", 0


def is_heading(words: str) -> bool:
    """Two commas, or a comma and a number, make a sentence: 「名额40人，按先后确定」."""
    commas = words.count("，") + words.count("；") * 2
    return commas == 0 or (commas == 1 and not re.search(r"\d", words))
