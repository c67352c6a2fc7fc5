"""People who get an announcement, and what they have of it."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bench.bot_api import BotApi, BotApiProcess
from bench.crowd import FIRST, announce, gather
from bench.send_off import Order, SendOff, send_off
from bot.rehearsal.clock import MovedClock
from handlers.announced import Content
from storage.archive import Archive
from storage.broadcasts import Broadcast, BroadcastState
from storage.engine import Database
from tests.bot.telegram.rows import rows_in
from tests.effort import PATIENCE_SECONDS

__all__ = ["FIRST", "Town"]


async def until(holds: Callable[[], Awaitable[object]]) -> None:
    """Wait for something that another task or process does."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await holds():  # noqa: ASYNC110 - it happens elsewhere
            await asyncio.sleep(0.01)


@dataclass(kw_only=True)
class Town:
    """Person n has the account FIRST + n at the fake Telegram."""

    database: Database
    api: BotApi
    address: str
    clock: MovedClock
    couriers: list[SendOff] = field(default_factory=list)

    def courier(self, **order: Any) -> SendOff:
        told = Order(database=self.database.url, api=self.address, **order)
        self.couriers.append(send_off(told, clock=self.clock))
        return self.couriers[-1]

    async def announce(self, people: int, content: Content | None = None, **values: Any) -> str:
        now = self.clock.now()
        await gather(self.database, people, now)
        return await announce(self.database, people, now, content, **values)

    async def pass_time(self, courier: SendOff, seconds: float) -> None:
        self.clock.advance(timedelta(seconds=seconds))
        await courier.once()

    async def run(self, courier: SendOff, rounds: int = 3) -> None:
        for _ in range(rounds):
            await courier.once()

    async def broadcast(self, identity: str) -> Broadcast:
        async with self.database.reading() as work:
            found = await Archive(work).broadcasts.get(identity)
        assert found
        return found

    async def has_sent(self, number: int) -> bool:
        return len(self.api.sent) >= number

    async def is_paused(self) -> bool:
        return self.api.paused_at is not None

    async def states(self, identity: str, act: str = "send", part: int = 0) -> dict[str, int]:
        async with self.database.reading() as work:
            found = await Archive(work).deliveries.states(identity, act, part)
        return {str(state): count for state, count in found.items()}

    async def rows(self, table: str) -> list[dict[str, Any]]:
        return await rows_in(self.database, table)

    async def correct(self, identity: str, text: str) -> None:
        """As the room does it: first the announcement, then its rows."""
        content = Content(text=text, confirm=True).as_dict()
        async with self.database.writing() as work:
            archive, now = Archive(work), self.clock.now()
            before = await archive.broadcasts.get(identity)
            assert before
            edition = before.edition + 1
            states = [BroadcastState.SENDING, BroadcastState.PAUSED, BroadcastState.DONE]
            assert await archive.broadcasts.change(
                identity, states, now, content=content, edition=edition
            )
            await archive.deliveries.correct(identity, now)

    async def move(self, identity: str, to: BroadcastState) -> None:
        async with self.database.writing() as work:
            archive, now = Archive(work), self.clock.now()
            assert await archive.broadcasts.move(identity, list(BroadcastState), to, now)
            if to is BroadcastState.CANCELLED:
                await archive.deliveries.cancel(identity, now)
            if to is BroadcastState.WITHDRAWN:
                await archive.deliveries.withdraw(identity, now)

    def got(self, method: str = "sendMessage") -> Counter[int]:
        """How many of these every chat has had."""
        return Counter(chat for _, name, chat, _ in self.api.sent if name == method)

    def shows(self) -> dict[int, list[str]]:
        """What stands in every chat now."""
        deleted = {number for _, name, _, number in self.api.sent if name == "deleteMessage"}
        standing: dict[int, dict[int, str]] = {}
        for _, _, chat, number in self.api.sent:
            standing.setdefault(chat, {})
            if number not in deleted:
                standing[chat][number] = self.api.texts[number]
        return {chat: list(texts.values()) for chat, texts in standing.items()}


async def texts_by_chat(api: BotApiProcess) -> Counter[int]:
    """How many texts every chat has had."""
    told = await api.ask("/sent")
    return Counter(chat for _, method, chat, _ in told["sent"] if method == "sendMessage")


async def doubtful_chats(database: Database, identity: str) -> set[int]:
    """As staff see them listed."""
    async with database.reading() as work:
        doubts = await Archive(work).deliveries.uncertain(identity, 1000)
    return {FIRST + int((each.person_id or "p").removeprefix("p")) for each in doubts}
