"""A database of either kind, a Bot API that misbehaves as told, a courier between them."""

from collections.abc import AsyncIterator, Callable

import pytest

from bench.bot_api import BotApi, Manners, listening
from bot.rehearsal.clock import MovedClock
from storage.engine import Database
from storage.schema import migrate
from tests.bot.broadcast.town import Town
from tests.storage.conftest import url

__all__ = ["url"]
Found = Callable[..., Town]


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    await migrate(url)
    database = Database(url)
    yield database
    await database.close()


@pytest.fixture
async def town(database: Database) -> AsyncIterator[Town]:
    api = BotApi(Manners())
    async with listening(api) as address:
        town = Town(database=database, api=api, address=address, clock=MovedClock())
        yield town
        for each in town.couriers:
            await each.close()
