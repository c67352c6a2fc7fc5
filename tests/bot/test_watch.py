"""/healthz and /metrics of a house that stands, and of one in trouble."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application

from bot.app import House, build_house
from bot.channels.web_door import watch_routes
from bot.hall import configured_doors
from bot.reception import HANDLING
from bot.settings import load_settings
from knowledge.library import Library
from tests.stagehands import leave_settings_behind

Watch = TestClient[Any, Any]


@pytest.fixture
async def house(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> House:
    leave_settings_behind(monkeypatch, tmp_path)
    settings = load_settings(data=tmp_path, web_port=0)
    library = Library(vectors=None, embedder=None)
    return build_house(settings, library, hang=configured_doors)


@pytest.fixture
async def watch(house: House) -> AsyncIterator[Watch]:
    application = Application()
    application.add_routes(watch_routes(house.health, house.metrics.exposition))
    async with TestClient(TestServer(application)) as client:
        yield client
    await house.close()


async def test_ready_means_database_index_and_doors(house: House, watch: Watch) -> None:
    before = await watch.get("/healthz")
    assert before.status == 503
    await house.open()
    answer = await watch.get("/healthz")
    assert answer.status == 200
    assert await answer.json() == {
        "ready": True,
        "database": True,
        "index": {"mode": "lexical", "notices": 0, "passages": 0},
        "doors": {"网页": "正常"},
    }


async def test_a_database_out_of_reach_is_told(
    house: House, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.open()

    async def fail(_database: object) -> bool:
        raise OSError("gone")

    monkeypatch.setattr(type(house.database), "reachable", fail)
    answer = await watch.get("/healthz")
    assert answer.status == 503
    assert ((await answer.json())["ready"], (await answer.json())["database"]) == (False, False)


async def test_a_closed_house_is_not_ready(house: House, watch: Watch) -> None:
    await house.open()
    await house.close()
    assert (await watch.get("/healthz")).status == 503


async def test_the_figures_have_the_names_that_are_documented(house: House, watch: Watch) -> None:
    await house.open()
    page = house.doors[0]
    person = {"id": 5, "is_bot": False, "first_name": "甲"}
    for number, text in enumerate(["菜单", "食堂几点开门？"], 1):
        chat = {"id": 5, "type": "private"}
        message = {"message_id": number, "date": 1, "chat": chat, "from": person, "text": text}
        await house.reception.receive(page.bot, [{"update_id": number, "message": message}])
        assert await house.nursery.settle(HANDLING, seconds=30)
    answer = await watch.get("/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    told = await answer.text()
    assert 'xuehui_updates_total{door="web",outcome="handled"} 2.0' in told
    assert 'xuehui_handling_seconds_count{door="web"} 2.0' in told
    assert 'xuehui_answers_total{tier="not_found"} 1.0' in told
    assert "xuehui_passages 0.0" in told
    assert "# TYPE xuehui_errors_total counter" in told
    documented = (Path(__file__).parents[2] / "docs" / "operations.md").read_text()
    for name in ("updates", "handling_seconds", "answers", "errors", "passages"):
        assert f"xuehui_{name}" in documented
