"""The open pages of each account."""

import asyncio
from collections import defaultdict
from typing import Any

import structlog
from aiohttp import web

log = structlog.get_logger()
ENDED = "这里的登录已经退出，下面是新的对话。"
ENDED_CODE = 4001


class Sockets:
    """One account may have several pages open; a page that left is forgotten."""

    def __init__(self) -> None:
        self._open: dict[int, set[web.WebSocketResponse]] = defaultdict(set)

    def add(self, account: int, socket: web.WebSocketResponse) -> None:
        self._open[account].add(socket)

    def remove(self, account: int, socket: web.WebSocketResponse) -> None:
        self._open[account].discard(socket)
        if not self._open[account]:
            del self._open[account]

    def accounts(self) -> list[int]:
        return list(self._open)

    async def end(self, account: int) -> None:
        """Close the pages of an account that is not served any more."""
        await self.push(account, {"type": "notice", "text": ENDED})
        closing = [each.close(code=ENDED_CODE) for each in self._open.get(account, ())]
        await asyncio.gather(*closing)

    async def push(self, account: int, frame: dict[str, Any]) -> None:
        for socket in list(self._open.get(account, ())):
            try:
                await socket.send_json(frame)
            except (ConnectionError, RuntimeError) as error:
                # The row is stored: the page gets it when it comes back.
                log.info("page left", error=type(error).__name__)

    async def close(self) -> None:
        for sockets in list(self._open.values()):
            for socket in list(sockets):
                await socket.close(code=1001)
