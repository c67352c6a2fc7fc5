"""What a Bot API server may do instead of answering as usual."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import web

AsUsual = Callable[[], Awaitable[web.StreamResponse]]
Behaviour = Callable[[web.Request, AsUsual], Awaitable[web.StreamResponse]]


def refused(code: int, description: str, **parameters: int) -> web.Response:
    body = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
    return web.json_response(body, status=code)


def method_unknown() -> web.Response:
    return refused(404, "Not Found: method not found")


def refuses(code: int, description: str, **parameters: int) -> Behaviour:
    async def refuse(_request: web.Request, _as_usual: AsUsual) -> web.StreamResponse:
        return refused(code, description, **parameters)

    return refuse


UNKNOWN = refuses(404, "Not Found: method not found")
BLOCKED = refuses(403, "Forbidden: bot was blocked by the user")
BROKEN = refuses(500, "Internal Server Error")


def too_many(seconds: int) -> Behaviour:
    return refuses(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


async def drops_answer(request: web.Request, as_usual: AsUsual) -> web.StreamResponse:
    """Does it, then hangs up before saying so."""
    response = await as_usual()
    assert request.transport is not None
    request.transport.close()
    return response


async def talks_nonsense(_request: web.Request, _as_usual: AsUsual) -> web.StreamResponse:
    return web.Response(body=b"<html>\xff Bad Gateway", content_type="application/json")


@dataclass(kw_only=True)
class Hangs:
    """Does nothing until it is let go; `arrived` says that somebody waits."""

    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, _request: web.Request, as_usual: AsUsual) -> web.StreamResponse:
        self.arrived.set()
        await self.released.wait()
        return await as_usual()
