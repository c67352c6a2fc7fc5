"""Two processes behind one webhook address, sharing a PostgreSQL database."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession

from storage.engine import Database
from tests.bot.telegram.house import ANSWER, QUESTION, open_house
from tests.bot.telegram.process import TelegramHouse
from tests.bot.telegram.rows import rows_in
from tests.bot.telegram.server import SECRET_HEADER, FakeTelegram, Params
from tests.bot.telegram.visitor import Visitor, until
from tests.storage.postgresql import lent_database

pytestmark = pytest.mark.postgresql
SECRET = "an-open-secret"


@pytest.fixture
async def database() -> AsyncIterator[str]:
    """A database of its own."""
    async with lent_database() as url:
        yield url


@pytest.fixture
async def pair(
    telegram: FakeTelegram, database: str, tmp_path: Path
) -> AsyncIterator[list[TelegramHouse]]:
    async with open_house(telegram, tmp_path / "stock", database_url=database):
        pass  # migrated and stocked
    settings = {
        "XUEHUI_DATABASE_URL": database,
        "XUEHUI_TELEGRAM_WEBHOOK_URL": "https://example.org",
        "XUEHUI_TELEGRAM_WEBHOOK_SECRET": SECRET,
    }
    pair = [
        TelegramHouse(telegram=telegram, data=tmp_path / name, settings=settings)
        for name in ("one", "two")
    ]
    await asyncio.gather(*(process.start() for process in pair))
    yield pair
    for process in pair:
        await process.stop()


async def post(house: TelegramHouse, update: Params) -> int:
    url = f"{house.url}telegram/webhook"
    async with (
        ClientSession(headers={SECRET_HEADER: SECRET}) as session,
        session.post(url, json=update) as response,
    ):
        return response.status


async def both_take(pair: list[TelegramHouse], updates: list[Params]) -> None:
    """All at once, every other one to the other process."""
    turns = zip(pair * len(updates), updates, strict=False)
    assert await asyncio.gather(*(post(house, each) for house, each in turns)) == [200] * len(
        updates
    )


async def test_many_times_over_two_processes_has_one_effect(
    pair: list[TelegramHouse], telegram: FakeTelegram, visitor: Visitor, database: str
) -> None:
    update = {"update_id": 7, "message": visitor.message() | {"text": QUESTION}}
    await both_take(pair, [update] * 10)
    answer = await visitor.sees(ANSWER)
    staff = next(data for label, data in answer.buttons.items() if "请工作人员" in label)
    press = visitor.press(answer, staff)
    await both_take(pair, [{"update_id": 100 + number, **press} for number in range(10)])
    newcomer = Visitor(telegram=telegram)
    hello = {"message": newcomer.message() | {"text": "菜单"}}
    await both_take(pair, [{"update_id": 200 + number, **hello} for number in range(10)])
    await until(lambda: (len(visitor.bubbles), len(newcomer.bubbles)) == (11, 10))
    for house in pair:
        assert await house.terminate() == 0
    assert (visitor.has_seen(ANSWER), visitor.has_seen("已转给工作人员")) == (1, 1)
    rows = Database(database)
    found = {table: await rows_in(rows, table) for table in ("questions", "addresses", "journal")}
    await rows.close()
    assert [len(found["questions"]), len(found["addresses"])] == [1, 2]
    deeds = [row["action"] for row in found["journal"]]
    assert (deeds.count("question opened"), deeds.count("demo furnished")) == (1, 1)
