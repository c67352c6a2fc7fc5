"""A stand-in for the web door: speaks the page's protocol, and fails when told to."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

import bot.channels

PAGE = Path(bot.channels.__file__).parent / "page"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data: blob:; connect-src 'self'"
)
START = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
ROLES = {"guest": "访客", "member": "会员", "secretary": "秘书", "staff": "工作人员"}
Json = dict[str, Any]


class PageServer:
    """What a visitor of the page would meet, with every answer in the test's hand."""

    def __init__(self) -> None:
        self.messages: list[Json] = []
        self.received: list[Json] = []
        self.started: list[Json] = []
        self.sockets: set[web.WebSocketResponse] = set()
        self.url = ""
        self.role = "guest"
        self.demo = True
        self.acknowledges = True
        self.refusal: str | None = None
        self.file_refusal: tuple[int, str] | None = None
        self.answer: Callable[[Json], Awaitable[None]] | None = None
        self.limit = 20 * 1024 * 1024
        self.uploads: list[tuple[str, bytes]] = []
        self._ids = count(1)
        self._runner: web.AppRunner | None = None
        self._site: web.TCPSite | None = None
        self._said: set[str] = set()

    # ---- life

    async def start(self) -> None:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.add_routes(
            [
                web.get("/", self._index),
                web.static("/page", PAGE),
                web.get("/api/hello", self._hello),
                web.get("/api/history", self._history),
                web.get("/api/socket", self._socket),
                web.post("/api/role", self._change_role),
                web.post("/api/start", self._enter),
                web.post("/api/files", self._take_file),
            ]
        )
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await self.listen(0)

    async def listen(self, port: int) -> None:
        assert self._runner is not None
        self._site = web.TCPSite(self._runner, "127.0.0.1", port)
        await self._site.start()
        port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}/"

    async def stop_listening(self) -> int:
        assert self._runner is not None
        assert self._site is not None
        port: int = self._runner.addresses[0][1]
        await self._site.stop()
        await self.hang_up()
        return port

    async def hang_up(self) -> None:
        for socket in list(self.sockets):
            await socket.close()

    async def close(self) -> None:
        await self.hang_up()
        if self._runner is not None:
            await self._runner.cleanup()

    # ---- what the test says

    def store(self, html: str, **fields: Any) -> Json:
        number = next(self._ids)
        at = START + timedelta(minutes=number)
        message = {
            "id": number, "mine": False, "html": html, "at": at.isoformat(), "buttons": [],
            "files": [], "picture": None, "client_id": None, **fields,
        }  # fmt: skip
        self.messages.append(message)
        return message

    async def push(self, frame: Json) -> None:
        for socket in list(self.sockets):
            await socket.send_json(frame)

    async def reply(self, html: str, **fields: Any) -> Json:
        message = self.store(html, **fields)
        await self.push({"type": "message", "message": message})
        return message

    async def edit(self, message: Json) -> None:
        await self.push({"type": "edit", "message": message})

    # ---- the protocol

    async def _index(self, request: web.Request) -> web.StreamResponse:
        headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
        return web.FileResponse(PAGE / "index.html", headers=headers)

    async def _hello(self, request: web.Request) -> web.Response:
        roles = [{"value": value, "label": label} for value, label in ROLES.items()]
        commands = [{"text": word, "label": word} for word in ("帮助", "通知", "提问")]
        if self.role == "secretary":
            commands.append({"text": "填报", "label": "填报活动"})
        return web.json_response(
            {
                "association": "云岭省科协", "demo": self.demo, "role": self.role,
                "roles": roles if self.demo else [], "commands": commands,
                "upload_limit": self.limit,
            }
        )  # fmt: skip

    async def _history(self, request: web.Request) -> web.Response:
        before = int(request.query.get("before", 10**9))
        earlier = [message for message in self.messages if message["id"] < before]
        return web.json_response({"messages": earlier[-50:], "more": len(earlier) > 50})

    async def _change_role(self, request: web.Request) -> web.Response:
        self.role = (await request.json())["role"]
        await self.push({"type": "notice", "text": f"您现在是{ROLES[self.role]}。"})
        return web.Response(status=204)

    async def _enter(self, request: web.Request) -> web.Response:
        self.started.append(await request.json())
        return web.Response(status=204)

    async def _take_file(self, request: web.Request) -> web.Response:
        form = await request.post()
        field = form["file"]
        assert isinstance(field, web.FileField)
        content = field.file.read()
        if self.file_refusal:
            status, sentence = self.file_refusal
            return web.json_response({"error": sentence}, status=status)
        self.uploads.append((field.filename, content))
        file = {"name": field.filename, "size": len(content), "url": "/api/files/1"}
        await self.reply("", mine=True, files=[file], client_id=request.headers["X-Client-Id"])
        return web.json_response({"ok": True})

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.add(socket)
        after = int(request.query["after"])
        for message in [row for row in self.messages if row["id"] > after]:
            await socket.send_json({"type": "message", "message": message})
        try:
            async for packet in socket:
                if packet.type == WSMsgType.TEXT:
                    await self._hear(socket, json.loads(packet.data))
        finally:
            self.sockets.discard(socket)
        return socket

    async def _hear(self, socket: web.WebSocketResponse, frame: Json) -> None:
        if frame["type"] == "ping":
            await socket.send_json({"type": "pong"})
            return
        self.received.append(frame)
        client_id = frame["client_id"]
        if self.refusal:
            error = {"type": "error", "client_id": client_id, "text": self.refusal}
            await socket.send_json(error)
        elif self.acknowledges:
            await self._accept(socket, frame, client_id)

    async def _accept(self, socket: web.WebSocketResponse, frame: Json, client_id: str) -> None:
        known = client_id in self._said
        self._said.add(client_id)
        if not known and frame["type"] == "say":
            text = frame["text"].replace("&", "&amp;").replace("<", "&lt;")
            await self.reply(text, mine=True, client_id=client_id)
        await socket.send_json({"type": "ack", "client_id": client_id})
        if not known and self.answer:
            await self.answer(frame)


async def until(holds: Callable[[], bool]) -> None:
    """Waits without a deadline of its own; the test's timeout is the only clock."""
    while not holds():  # noqa: ASYNC110 - what is awaited happens in the browser
        await asyncio.sleep(0.01)
