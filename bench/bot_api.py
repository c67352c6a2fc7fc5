"""A Bot API server as a process of its own: records what it accepts, and misbehaves as told."""

import asyncio
import json
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from time import time
from typing import Any

import aiohttp
from aiohttp import web


@dataclass(kw_only=True)
class Manners:
    """Chats by what happens to them; the pause concerns the call after so many accepted sends."""

    drops: list[int] = field(default_factory=list)  # accepted, and no answer
    blocks: list[int] = field(default_factory=list)  # 403
    breaks: dict[int, int] = field(default_factory=dict)  # so many times 500
    moves: dict[int, int] = field(default_factory=dict)  # migrate_to_chat_id
    keeps: list[int] = field(default_factory=list)  # deletes nothing
    pause_after: int | None = None
    pause_seconds: int = 5
    seconds: float = 0.0  # every answer takes so long


class BotApi:
    """`sent` is what a chat has got: time, method, chat, message."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self.sent: list[tuple[float, str, int, int]] = []
        self.calls: Counter[int] = Counter()
        self.refused: list[float] = []
        self.uploads = 0
        self.paused_at: float | None = None
        self.texts: dict[int, str] = {}

    def application(self) -> web.Application:
        application = web.Application(client_max_size=64 * 2**20)
        application.add_routes(
            [
                web.post("/bot{token}/{method}", self.call),
                web.get("/sent", self.tell),
                web.get("/count", self.count),
                web.post("/manners", self.behave),
            ]
        )
        return application

    async def behave(self, request: web.Request) -> web.Response:
        self.manners = manners_of(await request.json())
        return web.Response()

    async def count(self, _request: web.Request) -> web.Response:
        return web.json_response(len(self.sent))

    async def tell(self, _request: web.Request) -> web.Response:
        return web.json_response(
            {
                "sent": self.sent,
                "calls": list(self.calls.items()),
                "refused": self.refused,
                "uploads": self.uploads,
                "paused_at": self.paused_at,
                "texts": list(self.texts.items()),
            }
        )

    async def call(self, request: web.Request) -> web.StreamResponse:
        method, params = request.match_info["method"], await request.post()
        if self.manners.seconds:
            await asyncio.sleep(self.manners.seconds)
        if "chat_id" not in params:
            return _ok({"id": 7, "is_bot": True, "first_name": "x", "username": "x"})
        chat = int(str(params["chat_id"]))
        self.calls[chat] += 1
        if refusal := self._refusal(method, chat):
            return refusal
        if any(isinstance(each, web.FileField) for each in params.values()):
            self.uploads += 1
        number = int(str(params.get("message_id", len(self.sent) + 1)))
        self.sent.append((time(), method, chat, number))
        self.texts[number] = str(params.get("text", params.get("caption", "")))
        if chat in self.manners.drops:
            assert request.transport is not None
            request.transport.close()
        return _ok(True if method == "deleteMessage" else _message(method, chat, number))

    def _refusal(self, method: str, chat: int) -> web.Response | None:
        manners = self.manners
        if self.paused_at and time() < self.paused_at + manners.pause_seconds:
            self.refused.append(time())
            left = int(self.paused_at + manners.pause_seconds - time()) + 1
            return _no(429, "Too Many Requests", retry_after=left)
        if manners.pause_after is not None and len(self.sent) >= manners.pause_after:
            manners.pause_after, self.paused_at = None, time()
            return _no(429, "Too Many Requests", retry_after=manners.pause_seconds)
        if chat in manners.blocks:
            return _no(403, "Forbidden: bot was blocked by the user")
        if manners.breaks.get(chat, 0) > 0:
            manners.breaks[chat] -= 1
            return _no(500, "Internal Server Error")
        if chat in manners.moves:
            to = manners.moves[chat]
            return _no(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=to)
        if method == "deleteMessage" and chat in manners.keeps:
            return _no(400, "Bad Request: message can't be deleted for everyone")
        return None


def manners_of(told: dict[str, Any]) -> Manners:
    """As JSON brings it: the keys of its objects are strings there."""
    by_chat = {
        name: {int(chat): value for chat, value in told.pop(name, {}).items()}
        for name in ("breaks", "moves")
    }
    return Manners(**told, **by_chat)


def _message(method: str, chat: int, number: int) -> dict[str, Any]:
    message = {"message_id": number, "date": 0, "chat": {"id": chat, "type": "private"}}
    facts = {"file_id": "kept-there", "file_unique_id": "u"}
    if method == "sendPhoto":
        return message | {"photo": [facts | {"width": 1, "height": 1}]}
    return message | ({"document": facts} if method == "sendDocument" else {"text": "x"})


def _ok(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _no(code: int, description: str, **parameters: int) -> web.Response:
    body = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
    return web.json_response(body, status=code)


@dataclass(frozen=True, kw_only=True)
class BotApiProcess:
    """The server as seen from outside."""

    url: str

    async def ask(self, path: str) -> Any:
        async with aiohttp.ClientSession() as client, client.get(self.url + path) as answer:
            return await answer.json()

    async def count(self) -> int:
        return int(await self.ask("/count"))

    async def behave(self, manners: Manners) -> None:
        told = asdict(manners)
        async with aiohttp.ClientSession() as client:
            await client.post(f"{self.url}/manners", json=told)


@asynccontextmanager
async def served(manners: Manners | None = None) -> AsyncIterator[BotApiProcess]:
    """It chooses its port and says so."""
    told = json.dumps(asdict(manners or Manners()))
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.bot_api", told], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        url = await asyncio.to_thread(process.stdout.readline)
        yield BotApiProcess(url=url.strip())
    finally:
        process.terminate()
        process.wait()
        if process.stdout:
            process.stdout.close()


@asynccontextmanager
async def listening(api: BotApi) -> AsyncIterator[str]:
    """In this process; its address."""
    runner = web.AppRunner(api.application(), access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def serve(manners: Manners) -> None:
    async with listening(BotApi(manners)) as url:
        print(url, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(manners_of(json.loads(sys.argv[1]))))
