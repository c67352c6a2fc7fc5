"""Which text counts: current before superseded, newer before older, a year's own where asked."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

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


def in_force(
    judged: Sequence[Judged], shelf: Shelf, today: date, years: frozenset[int]
) -> list[Judged]:
    """The same passages, best first, with what no longer counts (or is older) set back."""
    hit_by = [shelf.notices[each.hit.passage.notice_id] for each in judged]
    families = family_heads(hit_by, today)
    at_hand = {notice.id for notice in hit_by}
    moved = [
        replace(each, behind=each.behind + _behind(notice, families, at_hand, today, years))
        for each, notice in zip(judged, hit_by, strict=True)
    ]
    return sorted(moved, key=lambda each: -each.rank)


def family(notice: Notice) -> str:
    """What all versions of one text are called: its title without year, number and edition."""
    return CHANGING.sub("", fold(notice.title))


def family_heads(notices: Iterable[Notice], today: date) -> dict[str, date]:
    """When the newest text of each family that counts today was issued."""
    heads: dict[str, date] = {}
    for notice in notices:
        if validity_of(notice, today) is Validity.CURRENT and family(notice):
            issued = notice.issued or date.min
            heads[family(notice)] = max(heads.get(family(notice), date.min), issued)
    return heads


def _behind(
    notice: Notice,
    heads: Mapping[str, date],
    at_hand: Collection[str],
    today: date,
    years: frozenset[int],
) -> float:
    if years & years_of(notice):
        return -OF_THE_YEAR
    head = heads.get(family(notice))
    if validity_of(notice, today) is not Validity.CURRENT:
        succeeded = head is not None or notice.replaced_by in at_hand
        return SUCCEEDED if succeeded else OUTDATED
    older = notice.issued is not None and head is not None and notice.issued < head
    return OLDER if older else 0.0


def years_of(notice: Notice) -> frozenset[int]:
    """The years a notice is called by: in its title, its number, the day it was issued."""
    issued = {notice.issued.year} if notice.issued else set()
    return years_in(f"{notice.title} {notice.document_number or ''}") | issued
