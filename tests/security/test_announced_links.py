"""Links of announcements: who only looks ahead has read nothing, and no token stays in a log."""

from io import StringIO

import pytest
from aiohttp import ClientSession

from bot.app import House
from handlers.announced import FIRST_LINK
from storage.broadcasts import BroadcastState
from tests.bot.web.conftest import clock
from tests.bot.web.test_announced import (
    PUBLIC,
    TARGET,
    announced,
    house,
    links_of,
    port,
    recipient,
)

__all__ = ["clock", "house"]


async def looked(house: House, path: str, **headers: str) -> tuple[int, dict[str, str]]:
    async with (
        ClientSession(headers=headers) as web,
        web.get(f"{port(house)}{path}", allow_redirects=False) as response,
    ):
        return response.status, dict(response.headers)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X-Purpose": "preview"},
        {"X-Moz": "Prefetch"},
    ],
)
async def test_looking_ahead_is_no_click(house: House, headers: dict[str, str]) -> None:
    sent = await announced(house)
    path = (await links_of(house, sent))[FIRST_LINK].removeprefix(PUBLIC)
    status, said = await looked(house, path, **headers)
    assert (status, said["Location"]) == (302, TARGET)
    found = await recipient(house, sent)
    assert (found.clicked_at, found.read_at) == (None, None)
    await looked(house, path)
    assert (await recipient(house, sent)).clicked_at


async def test_nor_does_it_lead_to_what_was_withdrawn(house: House) -> None:
    sent = await announced(house, BroadcastState.WITHDRAWN)
    path = (await links_of(house, sent))[FIRST_LINK].removeprefix(PUBLIC)
    status, said = await looked(house, path, Purpose="prefetch")
    assert status == 410 and "Location" not in said


async def test_it_is_kept_nowhere_on_the_way(house: House, logs: StringIO) -> None:
    """Neither by a cache, nor as where somebody came from, nor in the log."""
    sent = await announced(house)
    path = (await links_of(house, sent))[FIRST_LINK].removeprefix(PUBLIC)
    for each in (path, f"{path[:-1]}!", f"{path}x"):
        _, said = await looked(house, each)
        assert said["Cache-Control"] in ("no-store", "no-cache")
        assert said["Referrer-Policy"] == "no-referrer"
    assert path.removeprefix("/r/")[:-1] not in logs.getvalue()
