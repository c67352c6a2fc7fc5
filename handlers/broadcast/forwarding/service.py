"""A notice made into a draft: what it is called, what it wants, by when, where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.announced import Content
from handlers.broadcast.cast import BY
from handlers.broadcast.forwarding import texts
from handlers.citing import notice_page
from handlers.desk import Desk
from handlers.markup import opening
from handlers.noting import note
from handlers.paging import page_among, page_of
from handlers.rights import Action, require
from knowledge.extract import extract
from knowledge.labels import label_of_notice
from knowledge.library import Library
from knowledge.notice import Audience, Notice, Source

LONGEST_TITLE = 60
HTTPS = "https://"


class NoticeGone(Exception):
    """The library does not hold this notice (any more)."""


class ForStaffOnly(Exception):
    """A notice that only staff may read is not for an announcement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarding:
    """The use cases of passing a notice on."""

    library: Library
    page_url: str

    def notices(self, desk: Desk, number: int) -> tuple[Sequence[Notice], int, int]:
        """A page of them, the newest first; its number, and how many pages there are."""
        require(desk.person, Action.BROADCAST)
        passable = [each for each in self.library.notices() if _may_be_passed_on(each)]
        known = sorted(passable, key=lambda n: str(n.issued or ""), reverse=True)
        number, pages = page_among(len(known), number)
        return page_of(known, number), number, pages

    async def forward(self, desk: Desk, notice_id: str) -> str:
        """The draft's id; nothing of it is sent before somebody has looked at it."""
        require(desk.person, Action.BROADCAST)
        notice = await self._passable(desk, notice_id)
        due = await self._due(desk, notice_id)
        await desk.archive.work.let_go()  # a language model takes its time
        said = await extract(notice, self.library.language)
        link = self._link(notice)
        text = texts.forwarded(notice, said, due, label_of_notice(notice, desk.now.date()))
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

    async def told(self, desk: Desk, notice_id: str) -> str:
        """What to look at before the draft goes on."""
        require(desk.person, Action.BROADCAST)
        notice = await self._passable(desk, notice_id)
        return "\n".join(filter(None, [texts.FORWARDED, texts.ONLY_FOR.get(notice.audience)]))

    async def _passable(self, desk: Desk, notice_id: str) -> Notice:
        """As the archive has it now: it may just have been restricted, or be gone."""
        row = await desk.archive.notices.get(notice_id)
        held = self.library.notice(notice_id)
        if row is None or held is None:
            raise NoticeGone
        notice = replace(held, audience=Audience(row.audience))
        if not _may_be_passed_on(notice):
            raise ForStaffOnly
        return notice

    def _link(self, notice: Notice) -> tuple[tuple[str, str], ...]:
        """To its page where everybody may read it, else to the chat, which knows who asks."""
        if not self.page_url.startswith(HTTPS):
            return ()
        if notice.audience is Audience.ALL:
            return ((f"{self.page_url}/{notice_page(notice.id)}", texts.OPEN_NOTICE),)
        return ((self.page_url, texts.OPEN),)

    async def _due(self, desk: Desk, notice_id: str) -> list[tuple[str, date]]:
        """What it wants done, and by when, as somebody has confirmed it."""
        return [
            (each.title, each.due_on)
            for each in await desk.archive.deadlines.of_notice(notice_id)
            if each.cancelled_at is None and each.confirmed_at is not None
        ]


def _may_be_passed_on(notice: Notice) -> bool:
    return notice.audience is not Audience.STAFF and notice.kind is not Source.ANSWER
