"""A notice made into a draft: what it is called, what it wants, by when, where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.announced import Content
from handlers.broadcast.cast import BY
from handlers.broadcast.forwarding import texts
from handlers.desk import Desk
from handlers.markup import opening
from handlers.noting import note
from handlers.paging import page_among, page_of
from handlers.rights import Action, require
from knowledge.extract import extract
from knowledge.library import Library
from knowledge.notice import Notice

LONGEST_TITLE = 60
HTTPS = "https://"


class NoticeGone(Exception):
    """The library does not hold this notice (any more)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarding:
    """The use cases of passing a notice on."""

    library: Library
    page_url: str

    def notices(self, desk: Desk, number: int) -> tuple[Sequence[Notice], int, int]:
        """A page of them, the newest first; its number, and how many pages there are."""
        require(desk.person, Action.BROADCAST)
        known = sorted(self.library.notices(), key=lambda n: str(n.issued or ""), reverse=True)
        number, pages = page_among(len(known), number)
        return page_of(known, number), number, pages

    async def forward(self, desk: Desk, notice_id: str) -> str:
        """The draft's id; nothing of it is sent before somebody has looked at it."""
        require(desk.person, Action.BROADCAST)
        found = [each for each in self.library.notices() if each.id == notice_id]
        if not found:
            raise NoticeGone
        (notice,) = found
        due = await self._due(desk, notice_id)
        await desk.archive.work.let_go()  # a language model takes its time
        said = await extract(notice, self.library.language)
        # There is no page of a single notice yet: the link opens the chat that knows them all.
        link = ((self.page_url, texts.OPEN),) if self.page_url.startswith(HTTPS) else ()
        text = texts.forwarded(notice, said, due)
        content = Content(text=text, links=link, confirm=True).as_dict() | {BY: desk.person.id}
        identity = await desk.archive.broadcasts.add(
            opening(notice.title, LONGEST_TITLE),
            by=desk.person.id,
            now=desk.now,
            content=content,
            notice_id=notice_id,
        )
        await note(desk, "announcement written", identity)
        return identity

    async def _due(self, desk: Desk, notice_id: str) -> list[tuple[str, date]]:
        """What it wants done, and by when, as somebody has confirmed it."""
        return [
            (each.title, each.due_on)
            for each in await desk.archive.deadlines.of_notice(notice_id)
            if each.cancelled_at is None and each.confirmed_at is not None
        ]
