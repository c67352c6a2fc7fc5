"""The message in which its makers watch an announcement go out: posted, edited, concluded."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import groupby

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import EditMessageText, SendMessage

from bot.channels.door import Door
from bot.courier import post_to
from handlers.broadcast.watching import keyboards, texts
from handlers.broadcast.watching.progress import Progress, progress_of
from handlers.broadcast.watching.service import page_of
from handlers.rights import Action, may
from storage.archive import Archive
from storage.clock import Clock
from storage.deliveries import DeliveryState
from storage.engine import Database
from storage.people import Address
from storage.watches import OVER, Watch
from storage.web import WEB_BOT_ID

log = structlog.get_logger()
EVERY = timedelta(seconds=2)
RECENT = timedelta(days=1)
QUIET = timedelta(seconds=30)
COURTESY_SECONDS = 2  # the rounds wait for it, and the next edit says the same better


@dataclass(kw_only=True)
class ProgressPost:
    """Walks along with the rounds. Edits may be lost; the first and the last word are rows."""

    database: Database
    clock: Clock
    page_url: str
    doors: Sequence[Door]
    told_nobody: set[str] = field(default_factory=set)
    looked_at: dict[str, datetime] = field(default_factory=dict)
    quiet_until: dict[int, datetime] = field(default_factory=dict)

    async def walk(self) -> int:
        """How many messages were posted, edited or concluded."""
        now = self.clock.now()
        async with self.database.reading() as work:
            archive = Archive(work)
            begun = await archive.watches.begun(now - RECENT)
            opened = await archive.watches.open()
        done = [await self._begin(each) for each in begun if each not in self.told_nobody]
        for broadcast_id, watches in groupby(opened, lambda each: each.broadcast_id):
            done.append(await self._follow(broadcast_id, list(watches), now))
        return sum(done)

    async def _begin(self, broadcast_id: str) -> int:
        """One for each door of whoever wrote it and whoever approved it."""
        async with self.database.writing() as work:
            archive, now = Archive(work), self.clock.now()
            if not await archive.watches.claim(broadcast_id):
                return 0
            found = await _progress(archive, broadcast_id, now)
            posted = 0
            for address in await self._addresses(archive, found):
                method = self._message(found, address)
                delivery = await post_to(archive, address, method, now)
                shown = OVER if found.is_over else _digest(found)
                await archive.watches.add(delivery.id, broadcast_id, shown)
                posted += 1
        if not posted:
            self.told_nobody.add(broadcast_id)
        return posted

    async def _addresses(self, archive: Archive, found: Progress) -> list[Address]:
        makers = (found.broadcast.created_by, found.broadcast.decided_by)
        addresses: list[Address] = []
        for person_id in dict.fromkeys(each for each in makers if each):
            person = await archive.people.get(person_id, found.now)
            if person and may(person, Action.BROADCAST):
                addresses += await archive.people.addresses(person_id)
        return [each for each in addresses if not each.held]

    async def _follow(self, broadcast_id: str, watches: list[Watch], now: datetime) -> int:
        before = self.looked_at.get(broadcast_id)
        if before and abs(now - before) < EVERY:  # clocks are set back, too
            return 0
        self.looked_at[broadcast_id] = now
        async with self.database.reading() as work:
            found = await _progress(Archive(work), broadcast_id, now)
        if found.is_over:
            self.looked_at.pop(broadcast_id)
            return await self._conclude(found, watches)
        return await self._edit(found, [each for each in watches if self._can_be_edited(each)])

    def _can_be_edited(self, watch: Watch) -> bool:
        quiet = self.quiet_until.get(watch.bot_id or 0)
        is_quiet = quiet is not None and quiet > self.clock.now()
        return bool(watch.state is DeliveryState.SENT and watch.message_id and not is_quiet)

    async def _edit(self, found: Progress, watches: Iterable[Watch]) -> int:
        shown = _digest(found)
        if not (stale := [each for each in watches if each.shown != shown]):
            return 0
        async with self.database.writing() as work:
            kept = Archive(work).watches
            ours = [each for each in stale if await kept.show(each, shown)]
        bots = {door.bot.id: door.bot for door in self.doors}
        known = [(bots[each.bot_id], each) for each in ours if each.bot_id in bots]
        await asyncio.gather(*(self._show(bot, each, found) for bot, each in known))
        return len(known)

    async def _show(self, bot: Bot, watch: Watch, found: Progress) -> None:
        try:
            await bot(self._edited(found, watch), request_timeout=COURTESY_SECONDS)
        except TelegramAPIError as error:
            self.quiet_until[bot.id] = self.clock.now() + QUIET
            log.info("progress not shown", error=type(error).__name__)

    async def _conclude(self, found: Progress, watches: Iterable[Watch]) -> int:
        """The last word stands in the outbox; a message that never arrived is written anew."""
        done = 0
        async with self.database.writing() as work:
            archive = Archive(work)
            for watch in (each for each in watches if not each.is_to_come):
                if not await archive.watches.show(watch, OVER) or watch.chat_id is None:
                    continue
                if watch.state is DeliveryState.HELD:  # they hear of it when they ask
                    continue
                address = Address(
                    bot_id=watch.bot_id or 0, account=watch.chat_id, linked_at=found.now
                )
                arrived = watch.state is DeliveryState.SENT and watch.message_id
                last = self._edited(found, watch) if arrived else self._message(found, address)
                await post_to(archive, address, last, found.now)
                done += 1
        return done

    def _message(self, found: Progress, address: Address) -> SendMessage:
        keyboard = keyboards.keyboard(found, self._page(found), _door(address.bot_id))
        return SendMessage(
            chat_id=address.account, text=texts.progress(found), reply_markup=keyboard
        )

    def _edited(self, found: Progress, watch: Watch) -> EditMessageText:
        keyboard = keyboards.keyboard(found, self._page(found), _door(watch.bot_id or 0))
        return EditMessageText(
            chat_id=watch.chat_id,
            message_id=watch.message_id,
            text=texts.progress(found),
            reply_markup=keyboard,
        )

    def _page(self, found: Progress) -> str:
        return page_of(self.page_url, found.broadcast.id)


async def _progress(archive: Archive, broadcast_id: str, now: datetime) -> Progress:
    broadcast = await archive.broadcasts.get(broadcast_id)
    assert broadcast  # noqa: S101 - it was sent, and is never deleted since
    return await progress_of(archive, broadcast, now)


def _door(bot_id: int) -> str:
    return "web" if bot_id == WEB_BOT_ID else "telegram"


def _digest(found: Progress) -> str:
    return sha256(texts.progress(found).encode()).hexdigest()
