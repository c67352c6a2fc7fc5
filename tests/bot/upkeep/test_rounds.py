"""What runs beside the doors goes on when one round fails, and forgets what is old."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

import bot.upkeep.rounds
from bot.app import House, build_house
from bot.nursery import Nursery
from bot.rehearsal.clock import MovedClock
from bot.settings import load_settings
from bot.upkeep.rounds import KEPT
from knowledge.library import Library
from storage.archive import Archive
from storage.inbox import Incoming
from tests.effort import PATIENCE_SECONDS
from tests.stagehands import leave_settings_behind


@pytest.fixture
async def house(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    leave_settings_behind(monkeypatch, tmp_path)
    library = Library(vectors=None, embedder=None)
    house = build_house(
        load_settings(data=tmp_path), library, hang=lambda _house: [], clock=MovedClock()
    )
    await house.open()
    yield house
    await house.close()


@pytest.mark.parametrize(
    ("loop", "part", "event"),
    [
        ("walk_for_ever", "tidy", "round failed"),
        ("follow_for_ever", "librarian", "notices not followed"),
    ],
)
async def test_a_round_that_fails_is_logged_and_not_the_last(
    loop: str, part: str, event: str, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.upkeep.rounds, "PAUSE_SECONDS", 0)
    monkeypatch.setattr(bot.upkeep.rounds, "FOLLOW_SECONDS", 0)
    third = asyncio.Event()
    tries = 0

    async def fail(*_: Any, **__: Any) -> None:
        nonlocal tries
        tries += 1
        if tries == 3:
            third.set()
        raise LookupError

    monkeypatch.setattr(bot.upkeep.rounds.Rounds, "tidy", fail)
    monkeypatch.setattr(type(house.librarian), "follow", fail)
    nursery = Nursery()
    with capture_logs() as logged:
        nursery.start(getattr(house.rounds, loop)(), name=part)
        async with asyncio.timeout(PATIENCE_SECONDS):
            await third.wait()
        await nursery.close()
    assert [line["event"] for line in logged[:2]] == [event, event]


async def test_what_is_old_is_forgotten_and_what_is_young_kept(house: House) -> None:
    now = house.clock.now()
    async with house.database.writing() as work:
        inbox = Archive(work).inbox
        for number, age in ((1, KEPT + timedelta(hours=1)), (2, KEPT - timedelta(hours=1))):
            await inbox.accept([Incoming(bot_id=1, update_id=number, raw="{}")], now - age)
            await inbox.finish(1, number, now - age)
    await house.rounds.walk()
    async with house.database.reading() as work:
        inbox = Archive(work).inbox
        assert [await inbox.knows(1, number) for number in (1, 2)] == [False, True]
