"""A Bot API server for measuring: hands out updates as fast as asked for, counts replies."""

import asyncio
import sys
from typing import Any

from aiohttp import web

BATCH = 100


def raw_update(number: int, people: int) -> dict[str, Any]:
    account = 1000 + number % people
    person = {"id": account, "is_bot": False, "first_name": f"甲{account}"}
    chat = {"id": account, "type": "private"}
    message = {"message_id": number, "date": 0, "chat": chat, "from": person, "text": "/help"}
    return {"update_id": number, "message": message}


class Wire:
    """getUpdates with offsets, sendMessage that counts; everything else is agreed to."""

    def __init__(self, updates: int, people: int) -> None:
        self._waiting = [raw_update(number, people) for number in range(1, updates + 1)]
        self._left = updates
        self._done = asyncio.Event()

    def application(self) -> web.Application:
        application = web.Application()
        application.add_routes(
            [web.post("/bot{token}/{method}", self.call), web.get("/done", self.done)]
        )
        return application

    async def call(self, request: web.Request) -> web.Response:
        fields = await request.post()
        method = request.match_info["method"]
        if method == "getUpdates":
            return _ok(await self._updates(int(str(fields.get("offset", 0)))))
        if method == "sendMessage":
            self._left -= 1
            if not self._left:
                self._done.set()
            chat = {"id": int(str(fields["chat_id"])), "type": "private"}
            return _ok({"message_id": self._left, "date": 0, "chat": chat, "text": "x"})
        if method == "getMe":
            return _ok({"id": 7, "is_bot": True, "first_name": "bench", "username": "bench"})
        return _ok(True)

    async def _updates(self, offset: int) -> list[dict[str, Any]]:
        while self._waiting and self._waiting[0]["update_id"] < offset:
            self._waiting.pop(0)
        if not self._waiting:
            await asyncio.sleep(0.2)
        return self._waiting[:BATCH]

    async def done(self, _request: web.Request) -> web.Response:
        await self._done.wait()
        return web.Response()


def _ok(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})


if __name__ == "__main__":
    port, updates, people = map(int, sys.argv[1:4])
    wire = Wire(updates, people)
    web.run_app(wire.application(), host="127.0.0.1", port=port, print=None, access_log=None)
