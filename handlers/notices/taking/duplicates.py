"""What is kept already: the very same text, or one very much like it."""

import asyncio
from dataclasses import dataclass

from handlers.notices.taking.understood import Understood
from knowledge.library import Library
from knowledge.notice import Notice, Standing
from knowledge.years import without_years, years_in
from storage.archive import Archive
from storage.notice_records import NoticeRecord

ALIKE = 0.5  # of its passages stand word for word in the other
FEWEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A notice this one may be a new version of; `share` of its passages stand there too.

    Of an earlier `year` where the titles differ in nothing else: each counts for its own year.
    """

    record: NoticeRecord
    share: float
    year: int | None = None


async def same_text(archive: Archive, found: Understood) -> NoticeRecord | None:
    return await archive.notice_records.with_text(found.notice.digest)


async def alike(archive: Archive, library: Library, found: Understood) -> Alike | None:
    """The nearest one: the same title and number, most of the same text, or last year's."""
    notice = found.notice
    shares = await asyncio.to_thread(shares_with, library, found)
    called = await archive.notice_records.called(notice.title, notice.document_number)
    wanted = {each.id: each for each in called if each.id != notice.id}
    for identity, share in shares.items():
        if share >= ALIKE and identity not in wanted and identity != notice.id:
            record = await archive.notice_records.get(identity)
            wanted |= {identity: record} if record else {}
    earlier = earlier_years(library, notice)
    if earlier and not wanted and (record := await archive.notice_records.get(max(earlier)[1])):
        wanted = {record.id: record}
    years = {identity: year for year, identity in earlier}
    candidates = [
        Alike(record=each, share=shares.get(each.id, 0), year=years.get(each.id))
        for each in wanted.values()
    ]
    current = [each for each in candidates if each.record.standing == Standing.CURRENT]
    return max(current or candidates, key=lambda each: each.share, default=None)


def earlier_years(library: Library, notice: Notice) -> list[tuple[int, str]]:
    """Year and id of what counts and is called the same but for an earlier year."""
    years, name = years_in(notice.title), without_years(notice.title)
    return [
        (max(theirs), each.id)
        for each in library.notices()
        if without_years(each.title) == name
        and each.standing is Standing.CURRENT
        and (theirs := years_in(each.title))
        and years
        and max(theirs) < max(years)
    ]


def shares_with(library: Library, found: Understood) -> dict[str, float]:
    """Notice id → which share of these passages it holds as well."""
    words = {bare(passage.text) for passage in found.passages}
    if len(words) < FEWEST:
        return {}
    shares = {}
    for notice in library.notices():
        theirs = {bare(passage.text) for passage in library.passages_of(notice.id)}
        if common := len(words & theirs):
            shares[notice.id] = common / len(words)
    return shares


def bare(text: str) -> str:
    return "".join(text.split())
