"""A stop that cannot wait for what is in hand: it is stored, and taken up at the next start."""

from datetime import timedelta
from pathlib import Path

import pytest

from storage.deliveries import DeliveryState
from tests.bot.telegram.behaviours import Hangs
from tests.bot.telegram.house import ANSWER, QUESTION, open_house, settled, telegram_bot_of
from tests.bot.telegram.model import open_model
from tests.bot.telegram.rows import rows_of
from tests.bot.telegram.server import FakeTelegram
from tests.bot.telegram.visitor import Visitor, until


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.app.LAST_WORDS_SECONDS", 0.05)


async def test_an_answer_being_made_is_made_again(
    telegram: FakeTelegram, visitor: Visitor, tmp_path: Path
) -> None:
    async with open_model(mood="hanging") as model:
        async with open_house(telegram, tmp_path, llm_base_url=model.url, llm_model="test"):
            await visitor.says(QUESTION)
            await until(lambda: model.asked)
        assert visitor.bubbles == []
    async with open_house(telegram, tmp_path) as house:
        await visitor.sees(ANSWER)
        await settled(house)
        assert visitor.has_seen(ANSWER) == 1
        assert len(await rows_of(house, "questions")) == 1


async def test_a_send_that_hangs_stays_in_doubt(
    telegram: FakeTelegram, visitor: Visitor, tmp_path: Path
) -> None:
    hanging = Hangs()
    telegram.script("sendMessage", hanging)
    async with open_house(telegram, tmp_path):
        await visitor.says(QUESTION)
        await until(hanging.arrived.is_set)
    async with open_house(telegram, tmp_path) as house:
        await settled(house)
        (row,) = await rows_of(house, "deliveries")
        assert row["state"] == DeliveryState.UNCERTAIN
        assert len(telegram.called("sendMessage")) == 1
        await visitor.says("菜单")
        await visitor.sees("有政策问题")


async def test_a_reply_not_yet_sent_is_sent_after_the_start(
    telegram: FakeTelegram, visitor: Visitor, tmp_path: Path
) -> None:
    port = telegram.port
    async with open_house(telegram, tmp_path) as house:
        await until(lambda: telegram.called("getUpdates"))
        await telegram.stop()
        update = {"update_id": 1, "message": visitor.message() | {"text": QUESTION}}
        await house.reception.receive(telegram_bot_of(house), [update])
        await settled(house)
        clock = house.clock
    await telegram.start(port)
    clock.advance(timedelta(minutes=1))
    async with open_house(telegram, tmp_path, clock=clock):
        await visitor.sees(ANSWER)
    assert len(telegram.called("sendMessage")) == 1
