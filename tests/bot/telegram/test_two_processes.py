"""Two processes behind one webhook address, sharing a PostgreSQL database."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
from aiohttp import ClientSession

from storage.engine import Database
from tests.bot.telegram.house import ANSWER, QUESTION, open_house
from tests.bot.telegram.process import TelegramHouse
from tests.bot.telegram.rows import rows_in
from tests.bot.telegram.server import SECRET_HEADER, FakeTelegram, Params
from tests.bot.telegram.visitor import Visitor

pytestmark = pytest.mark.postgresql
SERVER = os.environ.get("POSTGRESQL_URL", "postgresql://root@127.0.0.1:5432/test")
SECRET = "an-open-secret"


@pytest.fixture
async def database() -> AsyncIterator[str]:
    """A database of its own, gone afterwards."""
    try:
        server = await asyncpg.connect(SERVER, timeout=5)
    except (OSError, asyncpg.PostgresError):
        if os.environ.get("CI"):
            raise
        pytest.skip("没有可用的 PostgreSQL；启动后再运行这些测试。")
    name = f"xuehui_{uuid4().hex[:12]}"
    await server.execute(f"create database {name}")
    yield f"{SERVER.rpartition('/')[0]}/{name}"
    await server.execute(f"drop database {name} with (force)")
    await server.close()


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


async def test_one_update_ten_times_over_two_processes_has_one_effect(
    pair: list[TelegramHouse], telegram: FakeTelegram, visitor: Visitor, database: str
) -> None:
    update = {"update_id": 7, "message": visitor.message() | {"text": QUESTION}}
    statuses = await asyncio.gather(*(post(house, update) for house in pair * 5))
    assert statuses == [200] * 10
    answer = await visitor.sees(ANSWER)
    staff = visitor.press(answer, next(d for label, d in answer.buttons.items() if "请" in label))
    presses = [{"update_id": 8 + number, **staff} for number in range(10)]
    houses = pair * 5
    await asyncio.gather(*(post(house, each) for house, each in zip(houses, presses, strict=True)))
    await visitor.sees("已转给工作人员")
    for house in pair:
        assert await house.terminate() == 0
    assert (visitor.has_seen(ANSWER), visitor.has_seen("已转给工作人员")) == (1, 1)
    rows = Database(database)
    questions, journal = await rows_in(rows, "questions"), await rows_in(rows, "journal")
    await rows.close()
    assert len(questions) == 1
    assert [row["action"] for row in journal].count("question opened") == 1
