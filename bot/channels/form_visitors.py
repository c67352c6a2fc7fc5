"""Whoever asks for a form: an account at a door, the person there, and a desk of theirs."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from bot.channels.form_pass import HEADER, Passes, TelegramWord
from bot.channels.web_session import WEB_BOT_ID
from handlers.desk import Desk
from storage.archive import Archive
from storage.clock import Clock
from storage.engine import Database, Work
from storage.files import Shelf

Known = Callable[[web.Request], Awaitable[int | None]]
STRANGER = "请先打开对话，再从对话里打开这张表。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """An account at a door."""

    door: str
    bot_id: int
    account: int


@dataclass(frozen=True, kw_only=True)
class Visitors:
    """`known` tells the account of a browser by its cookie."""

    database: Database
    clock: Clock
    shelf: Shelf
    known: Known
    passes: Passes
    telegram: TelegramWord | None = None

    async def required(self, request: web.Request, ticket: str = "") -> Visitor:
        """Raises HTTPUnauthorized for a stranger."""
        if ticket and (account := self.passes.ticketed(ticket, request.path)) is not None:
            return self._from_telegram(account)
        if shown := request.headers.get(HEADER, ""):
            account = self.passes.account(shown)
            return self._from_telegram(account)
        if (account := await self.known(request)) is None:
            raise web.HTTPUnauthorized(text=STRANGER)
        return Visitor(door="web", bot_id=WEB_BOT_ID, account=account)

    def _from_telegram(self, account: int | None) -> Visitor:
        if account is None or self.telegram is None:
            raise web.HTTPUnauthorized(text=STRANGER)
        return Visitor(door="telegram", bot_id=self.telegram.bot_id, account=account)

    def reading(self, visitor: Visitor) -> AbstractAsyncContextManager[Desk]:
        return self._desk(visitor, self.database.reading())

    def writing(self, visitor: Visitor) -> AbstractAsyncContextManager[Desk]:
        """Committed at its end."""
        return self._desk(visitor, self.database.writing())

    @asynccontextmanager
    async def _desk(
        self, visitor: Visitor, opened: AbstractAsyncContextManager[Work]
    ) -> AsyncIterator[Desk]:
        async with opened as work:
            archive = Archive(work)
            person = await archive.people.at(visitor.bot_id, visitor.account, self.clock.now())
            if person is None:
                raise web.HTTPUnauthorized(text=STRANGER)
            yield Desk(
                archive=archive,
                person=person,
                door=visitor.door,
                bot_id=visitor.bot_id,
                chat_id=visitor.account,
                clock=self.clock,
                shelf=self.shelf,
            )
