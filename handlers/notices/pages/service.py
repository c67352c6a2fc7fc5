"""A notice opened as a page, and its original file, by whoever may read it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.citing import notice_page
from handlers.notice_rows import notice_of
from handlers.notices.naming import named
from handlers.notices.pages.errors import NothingToRead
from handlers.readers import audiences_of
from knowledge.labels import label_of_notice
from knowledge.layout import Block, lay_out
from knowledge.library import Library
from knowledge.notice import Audience, Notice
from storage.archive import Archive
from storage.notices import NoticeRow
from storage.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Successor:
    """What replaced a notice; `page` is where it stands in the house."""

    name: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A notice laid out, and what has to be said with it today."""

    notice: Notice
    blocks: tuple[Block, ...]
    label: str = ""
    successor: Successor | None = None
    has_file: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePages:
    """The use cases of readers; each raises NothingToRead, whatever the reason."""

    library: Library

    async def open(
        self, archive: Archive, people: Sequence[Person], notice_id: str, today: date
    ) -> Page:
        """`people` are whoever vouches for this visit: none for somebody nobody knows."""
        readable = _readable_by(people)
        row = await _readable(archive, readable, notice_id)
        notice = notice_of(row)
        held = self.library.notice(notice_id)
        passages = self.library.passages_of(notice_id)
        if held is None or held.text != notice.text:
            passages = ()  # on its way to this process
        successor = await _successor(archive, readable, row)
        return Page(
            notice=notice,
            blocks=await asyncio.to_thread(lay_out, notice, passages),
            label=label_of_notice(notice, today, successor.name if successor else None),
            successor=successor,
            has_file=await archive.notices.original(notice_id) is not None,
        )

    async def file(
        self, archive: Archive, people: Sequence[Person], notice_id: str
    ) -> tuple[str, str]:
        """Name and digest of the file as it was sent."""
        await _readable(archive, _readable_by(people), notice_id)
        if (found := await archive.notices.original(notice_id)) is None:
            raise NothingToRead
        return found


def _readable_by(people: Sequence[Person]) -> frozenset[Audience]:
    return frozenset({Audience.ALL}).union(*map(audiences_of, people))


async def _readable(archive: Archive, audiences: frozenset[Audience], notice_id: str) -> NoticeRow:
    row = await archive.notices.get(notice_id)
    if row is None or row.audience not in audiences:
        raise NothingToRead
    return row


async def _successor(
    archive: Archive, audiences: frozenset[Audience], row: NoticeRow
) -> Successor | None:
    """Not even its name for those who may not read it."""
    other = await archive.notices.get(row.replaced_by) if row.replaced_by else None
    if other is None or other.audience not in audiences:
        return None
    name = named(other.title, other.document_number)
    return Successor(name=name, page=notice_page(other.id))
