"""Updates per second through the whole corridor, as ratios to a bare aiogram dispatcher.

Two baselines in the same run: aiogram alone in memory (nothing parsed from a wire, nothing sent),
and aiogram alone at the same loopback Bot API server as the house. Both answer every message.
"""

import asyncio
import random
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import cached_property
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import aiohttp
from aiogram import Bot, Dispatcher, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram.methods import AnswerCallbackQuery, SendMessage, TelegramMethod
from aiogram.types import Message, Update

from bench.wire import raw_update
from bot.app import House, build_house
from bot.channels.door import Door
from bot.channels.session import ChannelSession, Translate
from bot.channels.telegram import TelegramDoor
from bot.rehearsal.quiet import QuietDoor
from bot.settings import Settings
from knowledge.library import Library

SEED = 20261123
PEOPLE = 200
UPDATES = 600
AT_ONCE = 50
ROUNDS = 3
TOKEN = "7:bench"


class Sink(ChannelSession):
    """Accepts every message at once, as a Telegram without a network would."""

    door = "telegram"
    sent = 0

    @cached_property
    def translations(self) -> Mapping[type[TelegramMethod[Any]], Translate]:
        return {SendMessage: self._send, AnswerCallbackQuery: self._agree}

    async def _send(self, _bot: Bot, method: SendMessage) -> dict[str, Any]:
        self.sent += 1
        chat = {"id": method.chat_id, "type": "private"}
        return {"message_id": self.sent, "date": 0, "chat": chat, "text": method.text}

    async def _agree(self, _bot: Bot, _method: AnswerCallbackQuery) -> bool:
        return True


def sink_bot() -> Bot:
    return Bot(TOKEN, session=Sink(), default=DefaultBotProperties(parse_mode="HTML"))


def raw_updates(first: int) -> list[dict[str, Any]]:
    """/help from many people, shuffled: every middleware, one reply with buttons, no search."""
    updates = [raw_update(number, PEOPLE) for number in range(first, first + UPDATES)]
    random.Random(SEED).shuffle(updates)
    return updates


def bare_dispatcher() -> Dispatcher:
    router = Router()

    @router.message()
    async def answer(message: Message) -> None:
        await message.answer("好的")

    dispatcher = Dispatcher(events_isolation=SimpleEventIsolation())
    dispatcher.include_router(router)
    return dispatcher


async def bare_in_memory(first: int) -> float:
    dispatcher, bot = bare_dispatcher(), sink_bot()
    raws = raw_updates(first)
    started = perf_counter()
    for start in range(0, UPDATES, AT_ONCE):
        updates = [
            Update.model_validate(raw, context={"bot": bot})
            for raw in raws[start : start + AT_ONCE]
        ]
        await asyncio.gather(*(dispatcher.feed_update(bot, update) for update in updates))
    return UPDATES / (perf_counter() - started)


async def house_in_memory(house: House, bot: Bot, first: int) -> float:
    """Accepted in batches as polling brings them, handled, answered and settled."""
    raws = raw_updates(first)
    started = perf_counter()
    for start in range(0, UPDATES, AT_ONCE):
        await house.reception.receive(bot, raws[start : start + AT_ONCE])
        await house.nursery.settle("update")
    return UPDATES / (perf_counter() - started)


@asynccontextmanager
async def opened_house(
    hang: Callable[[House], list[Door]], **settings: object
) -> AsyncIterator[House]:
    with TemporaryDirectory(prefix="xuehui-bench-") as folder:
        values = {"data": Path(folder), "database_url": None, "telegram_token": None} | settings
        house = build_house(
            Settings(messages_per_minute=10**6, **values),  # type: ignore[arg-type]
            Library(vectors=None, embedder=None),
            hang=hang,
        )
        await house.open()
        yield house
        await house.close()


@asynccontextmanager
async def served() -> AsyncIterator[str]:
    """The measuring server in a process of its own; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "bench.wire", str(port), str(UPDATES), str(PEOPLE)]
    process = subprocess.Popen(command)
    try:
        for _ in range(200):
            await asyncio.sleep(0.05)
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


async def until_done(address: str) -> None:
    async with aiohttp.ClientSession() as client, client.get(f"{address}/done"):
        return


async def bare_on_the_wire() -> float:
    async with served() as address:
        session = AiohttpSession(api=TelegramAPIServer.from_base(address))
        dispatcher, bot = bare_dispatcher(), Bot(TOKEN, session=session)
        started = perf_counter()
        polling = asyncio.ensure_future(  # noqa: TID251 - aiogram's own loop, in a benchmark
            dispatcher.start_polling(bot, handle_signals=False)
        )
        await until_done(address)
        rate = UPDATES / (perf_counter() - started)
        await dispatcher.stop_polling()
        await polling
        return rate


async def house_on_the_wire() -> float:
    async with served() as address:

        def hang(house: House) -> list[Door]:
            return [TelegramDoor(house.settings, house.reception, house.nursery, house.shelf)]

        async with opened_house(hang, telegram_token=TOKEN, telegram_api=address):
            started = perf_counter()
            await until_done(address)
            return UPDATES / (perf_counter() - started)


async def measure() -> dict[str, float]:
    bot = sink_bot()
    figures = {}
    async with opened_house(lambda _house: [QuietDoor(bot=bot)]) as house:

        async def mine(turn: int) -> float:
            return await house_in_memory(house, bot, 1 + turn * UPDATES)

        async def theirs(turn: int) -> float:
            return await bare_in_memory(1 + turn * UPDATES)

        figures["memory"] = await paired(mine, theirs)
    figures["wire"] = await paired(lambda _: house_on_the_wire(), lambda _: bare_on_the_wire())
    return {
        f"{name}_{part}": value
        for name, values in figures.items()
        for part, value in zip(("corridor", "bare", "ratio"), values, strict=True)
    }


async def paired(
    mine: Callable[[int], Awaitable[float]], theirs: Callable[[int], Awaitable[float]]
) -> tuple[float, float, float]:
    """Turn about, so that a noisy machine is noisy for both; the first turn is not counted."""
    rates = [(await mine(turn), await theirs(turn)) for turn in range(ROUNDS + 1)][1:]
    return (
        median(rate for rate, _ in rates),
        median(rate for _, rate in rates),
        median(rate / other for rate, other in rates),
    )
