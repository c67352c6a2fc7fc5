"""What the web door refuses: foreign origins, forged cookies and presses, others' files."""

import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from aiohttp import (
    ClientSession,
    ClientWebSocketResponse,
    CookieJar,
    FormData,
    WSServerHandshakeError,
)

from tests.bot.page.house import HouseProcess

pytestmark = pytest.mark.asyncio(loop_scope="session")
FOREIGN = {"Origin": "https://example.org"}


class Visitor:
    """A browser without a screen: cookies, the right Origin, the socket's frames."""

    def __init__(self, house: HouseProcess, session: ClientSession) -> None:
        self.url = house.url
        self.session = session
        self.own = {"Origin": house.url.rstrip("/")}

    async def hello(self) -> None:
        async with self.session.get(f"{self.url}api/hello") as response:
            assert response.status == 200

    async def talk(self, headers: dict[str, str]) -> ClientWebSocketResponse:
        return await self.session.ws_connect(f"{self.url}api/socket?after=0", headers=headers)

    async def post(self, path: str, headers: dict[str, str], **body: Any) -> tuple[int, str]:
        async with self.session.post(f"{self.url}{path}", headers=headers, **body) as response:
            return response.status, await response.text()

    async def upload(self, headers: dict[str, str], content: bytes = b"x") -> tuple[int, str]:
        form = FormData()
        form.add_field("file", content, filename="a.pdf")
        return await self.post("api/files", headers, data=form)

    async def history(self) -> list[dict[str, Any]]:
        async with self.session.get(f"{self.url}api/history") as response:
            found: list[dict[str, Any]] = (await response.json())["messages"]
            return found


async def next_frame(socket: ClientWebSocketResponse, kind: str) -> dict[str, Any]:
    while True:
        frame: dict[str, Any] = await socket.receive_json()
        if frame["type"] == kind:
            return frame


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(house: HouseProcess) -> AsyncIterator[Visitor]:
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:  # takes a bare IP
        visitor = Visitor(house, session)
        await visitor.hello()
        yield visitor


@pytest_asyncio.fixture(loop_scope="session")
async def stranger(house: HouseProcess) -> AsyncIterator[Visitor]:
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:  # takes a bare IP
        stranger = Visitor(house, session)
        await stranger.hello()
        yield stranger


@pytest.mark.parametrize("headers", [FOREIGN, {}, {"Origin": "null"}])
async def test_foreign_origin_is_refused(visitor: Visitor, headers: dict[str, str]) -> None:
    with pytest.raises(WSServerHandshakeError) as refused:
        await visitor.talk(headers)
    assert refused.value.status == 403
    assert (await visitor.upload(headers))[0] == 403
    assert (await visitor.post("api/role", headers, json={"role": "staff"}))[0] == 403


async def test_forged_cookie_gets_an_account_of_its_own(visitor: Visitor) -> None:
    async with await visitor.talk(visitor.own) as socket:
        await next_frame(socket, "message")
    [cookie] = visitor.session.cookie_jar
    forged = {"Cookie": f"{cookie.key}={cookie.value[:-4]}AAAA"}
    async with ClientSession(headers=forged) as session:
        async with session.get(f"{visitor.url}api/history") as response:
            assert response.status == 401
        async with session.get(f"{visitor.url}api/hello") as response:
            assert response.status == 200
            assert response.cookies[cookie.key].value != cookie.value


async def test_only_offered_buttons_can_be_pressed(visitor: Visitor) -> None:
    async with await visitor.talk(visitor.own) as socket:
        greeting = (await next_frame(socket, "message"))["message"]
        press = {"type": "press", "client_id": str(uuid4()), "message_id": greeting["id"]}
        await socket.send_json(press | {"data": "menu:waiting"})
        assert (await next_frame(socket, "error"))["text"].startswith("这个按钮已经不在了")
        await socket.send_json(press | {"data": greeting["buttons"][0][0]["data"]})
        assert (await next_frame(socket, "ack"))["client_id"] == press["client_id"]


async def test_buttons_of_others_cannot_be_pressed(visitor: Visitor, stranger: Visitor) -> None:
    async with await visitor.talk(visitor.own) as socket:
        greeting = (await next_frame(socket, "message"))["message"]
    async with await stranger.talk(stranger.own) as socket:
        data = greeting["buttons"][0][0]["data"]
        press = {"type": "press", "client_id": "x", "message_id": greeting["id"], "data": data}
        await socket.send_json(press)
        assert (await next_frame(socket, "error"))["client_id"] == "x"


async def test_files_of_others_are_not_found(visitor: Visitor, stranger: Visitor) -> None:
    assert (await visitor.upload(visitor.own, b"mine"))[0] == 200
    [file] = [file for message in await visitor.history() for file in message["files"]]
    for who, status in ((visitor, 200), (stranger, 404)):
        async with who.session.get(f"{visitor.url}{file['url'].lstrip('/')}") as response:
            assert response.status == status
            assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_repeated_sentence_counts_once(visitor: Visitor) -> None:
    frame = {"type": "say", "client_id": str(uuid4()), "text": "帮助"}
    async with await visitor.talk(visitor.own) as socket:
        for _ in range(2):
            await socket.send_json(frame)
            await next_frame(socket, "ack")
    said = [message for message in await visitor.history() if message["mine"]]
    assert [message["html"] for message in said] == ["帮助"]


@pytest.mark.parametrize("text", ["", " \n ", "字" * 4001, "字" * 100_000])
async def test_text_that_cannot_be_taken_gets_a_sentence(visitor: Visitor, text: str) -> None:
    async with await visitor.talk(visitor.own) as socket:
        await socket.send_json({"type": "say", "client_id": str(uuid4()), "text": text})
        assert (await next_frame(socket, "error"))["text"].endswith("。")


@pytest.mark.parametrize(
    "frame", ["", "[]", "{}", "\x00", '{"type": "say"}', '{"type": 1, "client_id": "x"}']
)
async def test_nonsense_does_not_end_the_conversation(visitor: Visitor, frame: str) -> None:
    async with await visitor.talk(visitor.own) as socket:
        await socket.send_str(frame)
        assert "再试一次" in (await next_frame(socket, "error"))["text"]
        await socket.send_json({"type": "ping"})
        await next_frame(socket, "pong")


async def test_empty_file_is_refused_with_a_sentence(visitor: Visitor) -> None:
    status, text = await visitor.upload(visitor.own, b"")
    assert status == 400
    assert "空的" in json.loads(text)["error"]


async def test_page_is_never_half_old(visitor: Visitor) -> None:
    for path in ("", "page/chat.js", "page/chat.css"):
        async with visitor.session.get(f"{visitor.url}{path}") as response:
            assert response.headers["Cache-Control"] == "no-cache"
            assert "script-src 'self'" in response.headers["Content-Security-Policy"]


async def test_wrong_address_gets_a_chinese_sentence(house: HouseProcess) -> None:
    async with ClientSession() as client, client.get(f"{house.url}nowhere") as answer:
        assert answer.status == 404
        assert "没有这个页面" in await answer.text()
        assert f"wss://{answer.url.authority}" in answer.headers["Content-Security-Policy"]
