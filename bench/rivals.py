"""Two published broadcasting libraries for aiogram, each as a process: started, killed, restarted.

Both are given what their own pages advise, without their pauses: aiogram-broadcaster with its
SQLAlchemy storage, from which it goes on after a restart; aiogram-broadcast with a list of
subscribers, as it keeps no account of how far it has come and begins anew.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from time import perf_counter

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram_broadcast import BroadcastService
from aiogram_broadcast.models import Subscriber, SubscriberState
from aiogram_broadcast.storage.base import BaseBroadcastStorage
from aiogram_broadcaster import Broadcaster
from aiogram_broadcaster.contents import TextContent
from aiogram_broadcaster.storages.sqlalchemy import SQLAlchemyStorage

from bench.crowd import FIRST, TEXT
from bench.send_off import TOKEN

NAMES = ("aiogram-broadcaster", "aiogram-broadcast")


class Subscribers(BaseBroadcastStorage):
    """Numbers from FIRST on; nobody joins or leaves."""

    def __init__(self, count: int) -> None:
        self.ids = [FIRST + n for n in range(count)]

    async def get_all_subscriber_ids(self, state: SubscriberState | None = None) -> list[int]:
        return self.ids

    async def get_subscribers_count(self, state: SubscriberState | None = None) -> int:
        return len(self.ids)

    async def add_subscriber(self, subscriber: Subscriber) -> None:
        raise NotImplementedError

    async def get_subscriber(self, user_id: int) -> Subscriber | None:
        return None

    async def update_subscriber(self, subscriber: Subscriber) -> None:
        raise NotImplementedError

    async def delete_subscriber(self, user_id: int) -> bool:
        return False

    async def iter_subscribers(
        self, state: SubscriberState | None = None, batch_size: int = 100
    ) -> AsyncIterator[Subscriber]:
        raise NotImplementedError
        yield

    async def close(self) -> None: ...


async def broadcaster(bot: Bot, count: int, folder: Path) -> None:
    url = f"sqlite+aiosqlite:///{folder / 'mailers.db'}"
    storage = SQLAlchemyStorage.from_url(url)
    await storage.startup()
    house = Broadcaster(bot, storage=storage)
    await house.restore_mailers()
    mailers = list(house)
    if not mailers:
        chats = [FIRST + n for n in range(count)]
        mailers = [await house.create_mailer(chats=chats, content=TextContent(text=TEXT))]
    for mailer in mailers:
        if mailer.can_started:
            await mailer.start()
    await storage.shutdown()


async def broadcast(bot: Bot, count: int, _folder: Path) -> None:
    service = BroadcastService(bot, Subscribers(count), rate_limit=0)
    await service.broadcast_text(TEXT)


async def run(name: str, url: str, count: int, folder: Path) -> float:
    """The seconds from the first call to the last."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    bot = Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode="HTML"))
    started = perf_counter()
    await (broadcaster if name == NAMES[0] else broadcast)(bot, count, folder)
    seconds = perf_counter() - started
    await session.close()
    return seconds


if __name__ == "__main__":
    name, url, count, folder = sys.argv[1:5]
    print(json.dumps({"seconds": asyncio.run(run(name, url, int(count), Path(folder)))}))
