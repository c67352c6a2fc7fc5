"""The process is killed or stopped at any moment: nothing is lost, nothing is said twice."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.deliveries import DeliveryState
from storage.inbox import Receipt
from tests.bot.telegram.behaviours import Hangs
from tests.bot.telegram.house import ANSWER, QUESTION
from tests.bot.telegram.model import FakeModel, open_model
from tests.bot.telegram.process import TelegramHouse, stock
from tests.bot.telegram.server import FakeTelegram
from tests.bot.telegram.visitor import Visitor, until
from tests.effort import PATIENCE_SECONDS

MOMENTS = [0.008 * number for number in range(20)]  # seconds after the question


@pytest.fixture
async def model() -> AsyncIterator[FakeModel]:
    async with open_model() as model:
        yield model


@pytest.fixture
async def process(
    telegram: FakeTelegram, model: FakeModel, tmp_path: Path
) -> AsyncIterator[TelegramHouse]:
    await stock(telegram, tmp_path)
    wording = {"XUEHUI_LLM_BASE_URL": model.url, "XUEHUI_LLM_MODEL": "test"}
    process = TelegramHouse(telegram=telegram, data=tmp_path, settings=wording)
    yield process
    await process.stop()


async def inbox_is_done(process: TelegramHouse, updates: int) -> None:
    """Every update that was ever sent was taken, and is answered."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            states = [row["state"] for row in await process.rows("inbox")]
            if states == [Receipt.DONE] * updates:
                return
            await asyncio.sleep(0.1)


async def test_killed_while_the_model_thinks(
    process: TelegramHouse, model: FakeModel, visitor: Visitor
) -> None:
    model.mood = "hanging"
    await process.start()
    await visitor.says(QUESTION)
    await until(lambda: model.asked)
    await process.kill()
    assert visitor.bubbles == []
    model.mood = "helpful"
    await process.start()
    await visitor.sees(ANSWER, "出处：《")
    await inbox_is_done(process, 1)
    assert visitor.has_seen(ANSWER) == 1
    assert len(await process.rows("questions")) == 1


async def test_killed_between_the_commit_and_the_send(
    process: TelegramHouse, telegram: FakeTelegram, visitor: Visitor
) -> None:
    hanging = Hangs()
    telegram.script("sendMessage", hanging)
    await process.start()
    await visitor.says(QUESTION)
    await until(hanging.arrived.is_set)
    await process.kill()
    await process.start()
    other = Visitor(telegram=telegram)
    await other.says("菜单")
    await other.sees("有政策问题")
    (row,) = [row for row in await process.rows("deliveries") if row["chat_id"] == visitor.account]
    assert row["state"] == DeliveryState.UNCERTAIN
    assert visitor.bubbles == []
    await visitor.says("菜单")
    await visitor.sees("有政策问题")


async def test_killed_at_any_moment(process: TelegramHouse, telegram: FakeTelegram) -> None:
    visitors = [Visitor(telegram=telegram) for _ in MOMENTS]
    for visitor, moment in zip(visitors, MOMENTS, strict=True):
        await process.start()
        await visitor.says(QUESTION)
        await asyncio.sleep(moment)  # the moment is what is tried, nothing is waited for
        await process.kill()
    await process.start()
    await inbox_is_done(process, len(MOMENTS))
    await until(lambda: not telegram.waiting)
    assert await process.terminate() == 0
    doubtful = [
        row["chat_id"]
        for row in await process.rows("deliveries")
        if row["state"] == DeliveryState.UNCERTAIN
    ]
    for visitor in visitors:
        assert visitor.has_seen(ANSWER) <= 1
        assert visitor.has_seen(ANSWER) or visitor.account in doubtful
    assert len(doubtful) <= len(MOMENTS)
    assert len(await process.rows("questions")) == len(MOMENTS)


async def test_stopped_in_the_middle_it_finishes_what_is_in_hand(
    process: TelegramHouse, telegram: FakeTelegram, model: FakeModel, visitor: Visitor
) -> None:
    model.mood = "hanging"
    process.forked = False  # signals and exit codes just as an operator meets them
    await process.start()
    await visitor.says(QUESTION)
    await until(lambda: model.asked)
    stopped = process.terminate()
    late = Visitor(telegram=telegram)
    await late.says("菜单")
    assert await stopped == 0
    assert visitor.has_seen(ANSWER) == 1
    await process.start()
    await late.sees("有政策问题")
    assert await process.terminate() == 0
    assert (visitor.has_seen(ANSWER), late.has_seen("有政策问题")) == (1, 1)
