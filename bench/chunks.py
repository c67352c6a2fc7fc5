"""Fixed chunks of whole laws: what a library is compared with."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.notice import Notice
from knowledge.numbering import to_number

SIZE, OVERLAP = 500, 50
ARTICLE = re.compile("第([〇零一二三四五六七八九十百千]+)条")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A piece of a law, and how many characters of which article it holds."""

    text: str
    holds: Mapping[str, int]

    def mostly(self, lengths: Mapping[str, int]) -> list[str]:
        """The articles of which it holds half, or that fill half a chunk."""
        return [each for each, held in self.holds.items() if held * 2 >= min(lengths[each], SIZE)]


def cut(articles: Sequence[Notice]) -> list[Chunk]:
    """The articles of each law one after another, cut every 450 characters."""
    laws: dict[str, list[Notice]] = {}
    for article in articles:
        laws.setdefault(article.title, []).append(article)
    return [chunk for law in laws.values() for chunk in _cut(sorted(law, key=_number))]


def _cut(articles: Sequence[Notice]) -> list[Chunk]:
    places, whole = [], ""
    for article in articles:
        places.append((article.id, len(whole), len(whole) + len(article.text)))
        whole += article.text + "\n"
    chunks = []
    for start in range(0, max(len(whole) - OVERLAP, 1), SIZE - OVERLAP):
        end = min(start + SIZE, len(whole))
        held = {each: min(end, last) - max(start, first) for each, first, last in places}
        holds = {each: count for each, count in held.items() if count > 0}
        chunks.append(Chunk(text=whole[start:end], holds=holds))
    return chunks


def _number(article: Notice) -> int:
    found = ARTICLE.search(article.id)
    return to_number(found[1]) or 0 if found else 0
