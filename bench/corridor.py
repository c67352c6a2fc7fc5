"""Updates per second through the whole corridor, against a bare aiogram dispatcher."""

import asyncio
import random
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram.methods import AnswerCallbackQuery, SendMessage, TelegramMethod
from aiogram.types import Message, Update

from bot.app import House, build_house
from bot.channels.session import ChannelSession, Translate
from bot.rehearsal.stage import QuietDoor
from bot.settings import Settings
from knowledge.library import Library

SEED = 20261123
PEOPLE = 200
UPDATES = 2000
AT_ONCE = 50
ROUNDS = 3


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
    return Bot("7:bench", session=Sink(), default=DefaultBotProperties(parse_mode="HTML"))


def raw_updates(first: int) -> list[dict[str, Any]]:
    """/help from many people: every middleware, one reply with buttons, no search."""
    chance = random.Random(SEED)
    updates = []
    for number in range(first, first + UPDATES):
        account = 1000 + chance.randrange(PEOPLE)
        person = {"id": account, "is_bot": False, "first_name": f"甲{account}"}
        message = {
            "message_id": number,
            "date": 0,
            "chat": {"id": account, "type": "private"},
            "from": person,
            "text": "/help",
        }
        updates.append({"update_id": number, "message": message})
    return updates


def bare_dispatcher() -> Dispatcher:
    router = Router()

    @router.message()
    async def answer(message: Message) -> None:
        await message.answer("好的")

    dispatcher = Dispatcher(events_isolation=SimpleEventIsolation())
    dispatcher.include_router(router)
    return dispatcher


async def bare_rate(first: int) -> float:
    dispatcher, bot = bare_dispatcher(), sink_bot()
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(raw: dict[str, Any]) -> None:
        async with gate:
            await dispatcher.feed_update(bot, Update.model_validate(raw, context={"bot": bot}))

    started = perf_counter()
    await asyncio.gather(*map(one, raw_updates(first)))
    return UPDATES / (perf_counter() - started)


async def house_rate(house: House, bot: Bot, first: int) -> float:
    """Accepted in batches as polling brings them, handled, answered and settled."""
    raws = raw_updates(first)
    started = perf_counter()
    for start in range(0, UPDATES, AT_ONCE):
        await house.reception.receive(bot, raws[start : start + AT_ONCE])
        await house.nursery.settle("update")
    return UPDATES / (perf_counter() - started)


async def measure(url: str | None = None) -> dict[str, float]:
    with TemporaryDirectory(prefix="xuehui-bench-") as folder:
        settings = Settings(
            data=Path(folder), database_url=url, telegram_token=None, messages_per_minute=10**6
        )
        bot = sink_bot()
        house = build_house(
            settings,
            Library(vectors=None, embedder=None),
            hang=lambda _house: [QuietDoor(bot=bot)],
        )
        await house.open()
        bare, whole = [], []
        for turn in range(ROUNDS + 1):  # the first round warms up and is not counted
            bare.append(await bare_rate(1 + turn * UPDATES))
            whole.append(await house_rate(house, bot, 1 + turn * UPDATES))
        await house.close()
    ratios = [mine / theirs for mine, theirs in zip(whole[1:], bare[1:], strict=True)]
    return {
        "bare_per_second": median(bare[1:]),
        "corridor_per_second": median(whole[1:]),
        "ratio": median(ratios),
    }


