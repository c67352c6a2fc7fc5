"""The house with its Telegram door, in the test's own process, answering from words alone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiogram import Bot

import knowledge
from bot.app import House, build_house
from bot.channels.telegram import TelegramDoor
from bot.hall import configured_doors
from bot.librarian import notice_files
from bot.libraries import build_language
from bot.reception import HANDLING
from bot.rehearsal.clock import MovedClock
from bot.settings import Settings
from knowledge.library import Library
from tests.bot.telegram.server import TOKEN, FakeTelegram

SAMPLES = Path(knowledge.__file__).parent / "samples"
QUESTION = "今年青年人才托举工程选多少人？"
ANSWER = "60名"


@asynccontextmanager
async def open_house(
    telegram: FakeTelegram, folder: Path, *, clock: MovedClock | None = None, **settings: Any
) -> AsyncIterator[House]:
    """Open until the block ends; its rounds are walked by the test, not by time."""
    house = furnished(telegram, folder, clock or MovedClock(), **settings)
    try:
        await house.open()
        for path in notice_files([SAMPLES]):
            await house.librarian.shelve(path)
        yield house
    finally:
        await house.close()


def furnished(telegram: FakeTelegram, folder: Path, clock: MovedClock, **settings: Any) -> House:
    chosen = Settings(
        **{
            "data": folder,
            "telegram_token": TOKEN,
            "telegram_api": telegram.url,
            "web_port": 0,
            "messages_per_minute": 1000,
            **settings,
        },
    )
    library = Library(vectors=None, embedder=None, language=build_language(chosen))
    return build_house(chosen, library, hang=configured_doors, clock=clock)


async def settled(house: House) -> None:
    """Everything that was accepted is handled."""
    assert await house.nursery.settle(HANDLING, seconds=30)


def telegram_bot_of(house: House) -> Bot:
    return next(door.bot for door in house.doors if door.name == TelegramDoor.name)
