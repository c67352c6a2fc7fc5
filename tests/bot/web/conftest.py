"""The house behind its web server, and visitors with cookies and sockets instead of a browser."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, FormData

from bot.app import House, build_house
from bot.channels.web_door import WebDoor
from bot.hall import configured_doors
from bot.reception import HANDLING
from bot.rehearsal.clock import MovedClock
from bot.settings import Settings
from knowledge.library import Library
from tests.bot.paper_room import paper_room
from tests.effort import PATIENCE_SECONDS
from tests.stagehands import leave_settings_behind

Json = dict[str, Any]


@dataclass(kw_only=True)
class Visitor:
    """One browser: `web` keeps its cookie."""

    web: ClientSession
    house: House
    url: str

    async def hello(self, query: str = "", **headers: str) -> Json:
        async with self.web.get(f"{self.url}/api/hello{query}", headers=headers) as response:
            assert response.status == 200
            told: Json = await response.json()
        await self.settled()
        return told

    async def history(self) -> list[Json]:
        async with self.web.get(f"{self.url}/api/history") as response:
            assert response.status == 200
            shown: list[Json] = (await response.json())["messages"]
            return shown

    async def status(self, path: str) -> int:
        async with self.web.get(f"{self.url}{path}") as response:
            return response.status

    async def starts(self, body: object, origin: str | None = None) -> tuple[int, str]:
        headers = {"Origin": origin or self.url}
        post = self.web.post(f"{self.url}/api/start", json=body, headers=headers)
        async with post as response:
            told = response.status, await response.text()
        await self.settled()
        return told

    async def uploads(self, name: str, content: bytes) -> None:
        form = FormData(quote_fields=False)  # names in UTF-8, as browsers send them
        form.add_field("file", content, filename=name)
        headers = {"Origin": self.url, "X-Client-Id": uuid4().hex}
        post = self.web.post(f"{self.url}/api/files", data=form, headers=headers)
        async with post as response:
            assert response.status == 200, await response.text()
        await self.settled()

    @asynccontextmanager
    async def line(self, after: int = 0) -> AsyncIterator[ClientWebSocketResponse]:
        address = f"{self.url}/api/socket?after={after}"
        async with self.web.ws_connect(address, origin=self.url) as socket:
            yield socket

    async def says(self, text: str) -> None:
        async with self.line(10**9) as socket:
            await socket.send_json({"type": "say", "client_id": uuid4().hex, "text": text})
            await heard(socket, "ack")
        await self.settled()

    async def presses(self, message_id: int, data: str) -> None:
        press = {"type": "press", "client_id": uuid4().hex, "message_id": message_id}
        async with self.line(10**9) as socket:
            await socket.send_json({**press, "data": data})
            await heard(socket, "ack")
        await self.settled()

    async def settled(self) -> None:
        assert await self.house.nursery.settle(HANDLING, seconds=30)


async def heard(socket: ClientWebSocketResponse, kind: str) -> Json:
    """The next frame of that kind."""
    while True:
        frame: Json = await socket.receive_json(timeout=PATIENCE_SECONDS)
        if frame["type"] == kind:
            return frame


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
async def house(
    tmp_path: Path, clock: MovedClock, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[House]:
    leave_settings_behind(monkeypatch, tmp_path)
    settings = Settings(data=tmp_path / "data", web_port=0, messages_per_minute=1000)
    library = Library(vectors=None, embedder=None)
    with paper_room():
        house = build_house(settings, library, hang=configured_doors, clock=clock)
        try:
            await house.open()
            yield house
        finally:
            await house.close()


@pytest.fixture
async def visitors(house: House) -> AsyncIterator[Callable[[], Visitor]]:
    (door,) = house.doors
    assert isinstance(door, WebDoor)
    sessions: list[ClientSession] = []

    def come() -> Visitor:
        sessions.append(ClientSession(cookie_jar=CookieJar(unsafe=True)))
        return Visitor(web=sessions[-1], house=house, url=f"http://127.0.0.1:{door.port}")

    yield come
    for session in sessions:
        await session.close()


@pytest.fixture
async def visitor(visitors: Callable[[], Visitor]) -> Visitor:
    return visitors()
