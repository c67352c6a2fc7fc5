"""What is kept already: the very same text, or one very much like it."""

import asyncio
from dataclasses import dataclass

from handlers.notices.taking.understood import Understood
from knowledge.library import Library
from knowledge.notice import Standing
from storage.archive import Archive
from storage.notice_records import NoticeRecord

ALIKE = 0.5  # of its passages stand word for word in the other
FEWEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A notice this one may be a new version of; `share` of its passages stand there too."""

    record: NoticeRecord
    share: float


async def same_text(archive: Archive, found: Understood) -> NoticeRecord | None:
    return await archive.notice_records.with_text(found.notice.digest)


async def alike(archive: Archive, library: Library, found: Understood) -> Alike | None:
    """The nearest one: the same title and number, or most of the same text."""
    notice = found.notice
    shares = await asyncio.to_thread(shares_with, library, found)
    called = await archive.notice_records.called(notice.title, notice.document_number)
    wanted = {each.id: each for each in called if each.id != notice.id}
    for identity, share in shares.items():
        if share >= ALIKE and identity not in wanted and identity != notice.id:
            record = await archive.notice_records.get(identity)
            wanted |= {identity: record} if record else {}
    candidates = [Alike(record=each, share=shares.get(each.id, 0)) for each in wanted.values()]
    current = [each for each in candidates if each.record.standing == Standing.CURRENT]
    return max(current or candidates, key=lambda each: each.share, default=None)


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
