"""Numbers that no row has are no row: a sentence, and no incident."""

import pytest

from tests.bot.web.conftest import Visitor, heard

WRONG = ["9" * 19, "9" * 400, "9" * 5000, "٣", "-1", "1e3", "x"]


@pytest.mark.parametrize("number", WRONG)
async def test_a_page_asks_for_what_is_not_there(visitor: Visitor, number: str) -> None:
    await visitor.hello()
    assert await visitor.status(f"/api/history?before={number}") == 200
    address = f"{visitor.url}/api/socket?after={number}"
    async with visitor.web.ws_connect(address, origin=visitor.url) as socket:
        press = {"type": "press", "client_id": "1", "message_id": number, "data": "menu:home"}
        await socket.send_json(press)
        assert (await heard(socket, "error"))["text"]
        await socket.send_json({"type": "ping"})
        assert await heard(socket, "pong")
