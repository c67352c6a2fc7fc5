"""A language model's endpoint of the tests' own: OpenAI's chat completions over real HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

WORDS = ("今年青年人才", "托举工程一共", "择优遴选", "60名", "青年科技工作者[1]。")
WORDED = "".join(WORDS)


@dataclass(kw_only=True)
class FakeModel:
    """Says `words` one by one; told to hang, to fail, or to talk nonsense, it does that."""

    words: tuple[str, ...] = WORDS
    mood: str = "helpful"  # helpful | hanging | failing | nonsense
    asked: list[dict[str, Any]] = field(default_factory=list)
    pace: float = 0.0
    released: asyncio.Event = field(default_factory=asyncio.Event)
    url: str = ""
    _runner: web.AppRunner | None = None

    async def start(self) -> None:
        application = web.Application()
        application.add_routes([web.post("/v1/chat/completions", self._complete)])
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/v1"

    async def stop(self) -> None:
        self.released.set()
        if self._runner:
            await self._runner.cleanup()

    async def _complete(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(await request.json())
        if self.mood == "failing":
            return web.json_response({"error": {"message": "overloaded"}}, status=503)
        if self.mood == "nonsense":
            return web.Response(text="<html>not a model</html>")
        if self.mood == "hanging":
            await self.released.wait()
        return await self._stream(request)

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        for word in self.words:
            chunk = {
                "id": "1",
                "object": "chat.completion.chunk",
                "created": 0,
                "model": "test",
                "choices": [{"index": 0, "delta": {"content": word}, "finish_reason": None}],
            }
            await response.write(f"data: {json.dumps(chunk)}\n\n".encode())
            await asyncio.sleep(self.pace)
        await response.write(b"data: [DONE]\n\n")
        return response


@asynccontextmanager
async def open_model(**facts: Any) -> AsyncIterator[FakeModel]:
    model = FakeModel(**facts)
    await model.start()
    try:
        yield model
    finally:
        await model.stop()
