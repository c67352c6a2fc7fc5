"""Who hosts, who helps: 主办：甲、乙; 由丙承办; 甲和乙联合主办."""

import re
from collections.abc import Iterator

from forms.proposing.naming_words import NamingWords
from forms.proposing.proposals import Strength
from forms.proposing.words import ORGANISATION

ONE = rf"(?:[\u4e00-\u9fff()A-Za-z0-9·]{{2,30}}?(?:{ORGANISATION}))"
LIST = rf"(?:{ONE}(?:\s?[、和与及]\s?{ONE})*)"
BEHIND = re.compile(rf"(?:单位|方)?\s?(?:[:是为有]|就是)?\s?(?P<list>{LIST})\s*$")
BEFORE = re.compile(rf"(?:活动|会议)?(?P<list>{LIST})\s?(?:共同|联合|一起|来|负责)*$")
# Where what stands before ends, and the list begins.
BEGIN = re.compile("由|请|,|(?:主办|承办|协办|支持|指导)(?:单位)?[、,]?")
OURSELVES = re.compile("^(?:我|本|咱|你|贵)|我们|本会|某|别的|其他|各")
JOINED = re.compile(r"\s?[和与及]\s?")
ENDS = re.compile(f"(?:{ORGANISATION})$")


def organisations(words: NamingWords, text: str) -> Iterator[tuple[int, int, Strength]]:
    hits = list(words.all.finditer(text))
    begun = 0
    for n, hit in enumerate(hits):
        until = hits[n + 1].start() if n + 1 < len(hits) else len(text)
        # 「由甲学会主办、乙大学承办」: behind the last word that begins something new.
        begun = max((new.end() for new in BEGIN.finditer(text, begun, hit.start())), default=begun)
        found = BEHIND.match(text, hit.end(), until) or BEFORE.fullmatch(text, begun, hit.start())
        if found and not OURSELVES.search(found["list"]):
            yield *found.span("list"), Strength.CUED


def listed(said: str) -> str:
    """「甲学会和乙大学」 as two; 「文化和旅游厅」 stays one."""
    parts: list[str] = []
    for piece in JOINED.split(said):
        if parts and not ENDS.search(parts[-1]):
            parts[-1] = f"{parts[-1]}和{piece}"
        else:
            parts.append(piece)
    return "、".join(parts)
