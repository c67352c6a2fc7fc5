"""A Bot API server, a house that talks to it, and somebody who visits."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import House
from bot.rehearsal.clock import MovedClock
from bot.settings import PREFIX, Settings
from tests.bot.telegram.house import open_house
from tests.bot.telegram.server import FakeTelegram
from tests.bot.telegram.visitor import Visitor


@pytest.fixture(autouse=True)
def only_these_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A developer's own `.env` and environment say nothing here."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    telegram = FakeTelegram()
    await telegram.start()
    yield telegram
    await telegram.stop()


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
async def house(telegram: FakeTelegram, clock: MovedClock, tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(telegram, tmp_path / "data", clock=clock) as house:
        yield house


@pytest.fixture
def visitor(telegram: FakeTelegram) -> Visitor:
    return Visitor(telegram=telegram)
