"""Which text counts: current before superseded, newer before older, a year's own where asked."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from knowledge.judging import Judged
from knowledge.notice import Notice, Validity
from knowledge.shelf import Shelf
from knowledge.validity import validity_of
from knowledge.words import fold
from knowledge.years import years_in

# On the scale of Judged.rank, where one piece of evidence weighs a quarter.
OUTDATED, SUCCEEDED, OLDER, OF_THE_YEAR = 0.15, 0.6, 0.1, 0.4
CHANGING = re.compile(
    r"(?:19|20)\d\d(?:年度?)?|[〇零一二三四五六七八九]{4}年度?|第[\d一二三四五六七八九十百]+[届次批期]"
    r"|[(〔\[][^)〕\]]{0,60}(?:修订|修正|试行|暂行|版|稿)[^)〕\]]*[)〕\]]|中华人民共和国|[^一-鿿\da-z]"
)


@dataclass(frozen=True, slots=True)
class _Peers:
    """Notices that are compared: when the newest of each family was issued, and their ids."""

    heads: Mapping[str, date]
    ids: Collection[str]

    @classmethod
    def of(cls, notices: Collection[Notice], today: date) -> "_Peers":
        return cls(family_heads(notices, today), {each.id for each in notices})

    def succeed(self, notice: Notice) -> bool:
        return family(notice) in self.heads or notice.replaced_by in self.ids


def in_force(
    judged: Sequence[Judged], shelf: Shelf, today: date, years: frozenset[int]
) -> list[Judged]:
    """The same passages, best first, with what no longer counts (or is older) set back."""
    hit_by = [shelf.notices[each.hit.passage.notice_id] for each in judged]
    everybody = _Peers.of(hit_by, today)
    of_the_year = _Peers.of([each for each in hit_by if years & years_of(each)], today)
    behind = {each.id: _behind(each, everybody, of_the_year, today) for each in hit_by}
    moved = [
        replace(each, behind=each.behind + behind[notice.id]) if behind[notice.id] else each
        for each, notice in zip(judged, hit_by, strict=True)
    ]
    return sorted(moved, key=lambda each: -each.rank)


def family(notice: Notice) -> str:
    """What all versions of one text are called: its title without year, number and edition."""
    return _unchanging(notice.title)


@lru_cache(maxsize=4096)
def _unchanging(title: str) -> str:
    return CHANGING.sub("", fold(title))


def family_heads(notices: Iterable[Notice], today: date) -> dict[str, date]:
    """When the newest text of each family that counts today was issued."""
    heads: dict[str, date] = {}
    for notice in notices:
        if validity_of(notice, today) is Validity.CURRENT and family(notice):
            issued = notice.issued or date.min
            heads[family(notice)] = max(heads.get(family(notice), date.min), issued)
    return heads


def _behind(notice: Notice, everybody: _Peers, of_the_year: _Peers, today: date) -> float:
    """A year's own notice comes first, but not what that year itself has replaced."""
    counts = validity_of(notice, today) is Validity.CURRENT
    if notice.id in of_the_year.ids:
        is_past = not counts and of_the_year.succeed(notice)
        return (SUCCEEDED if is_past else 0.0) - OF_THE_YEAR
    if not counts:
        return SUCCEEDED if everybody.succeed(notice) else OUTDATED
    head = everybody.heads.get(family(notice))
    older = notice.issued is not None and head is not None and notice.issued < head
    return OLDER if older else 0.0


def years_of(notice: Notice) -> frozenset[int]:
    """The years a notice is called by: in its title, its number, the day it was issued."""
    issued = {notice.issued.year} if notice.issued else set()
    return years_in(f"{notice.title} {notice.document_number or ''}") | issued
