"""The page's socket: frames in, acknowledgements out."""

from dataclasses import dataclass
from typing import Any

from aiohttp import WSMessage, WSMsgType, web
from limits import RateLimitItemPerMinute
from limits.aio.strategies import MovingWindowRateLimiter

from bot.channels.sockets import Sockets
from bot.channels.web_feed import Unacceptable, WebFeed
from bot.channels.web_frames import frame, row_number
from storage.archive import Archive
from storage.engine import Database

FRAME_LIMIT = 2 * 1024 * 1024  # a long text is refused with a sentence, not with a closed socket
FAREWELL_SECONDS = 2  # a phone that is gone does not say goodbye
FRAMES = RateLimitItemPerMinute(240)
NOT_UNDERSTOOD = "这条没有看懂，请再试一次。"


@dataclass(frozen=True, kw_only=True)
class SocketLine:
    """One conversation over one socket."""

    database: Database
    feed: WebFeed
    sockets: Sockets
    limiter: MovingWindowRateLimiter

    async def converse(self, request: web.Request, account: int) -> web.StreamResponse:
        socket = web.WebSocketResponse(
            heartbeat=25, max_msg_size=FRAME_LIMIT, timeout=FAREWELL_SECONDS
        )
        await socket.prepare(request)
        self.sockets.add(account, socket)
        try:
            await self._catch_up(socket, account, request.query.get("after", ""))
            async for message in socket:
                if not await self._served(account):
                    await self.sockets.end(account)
                elif message.type is WSMsgType.TEXT:
                    await self._take(socket, account, message)
        finally:
            self.sockets.remove(account, socket)
        return socket

    async def _served(self, account: int) -> bool:
        """Asked at every frame: a session may be ended from another door or process."""
        async with self.database.reading() as work:
            return await Archive(work).web_messages.known(account)

    async def _catch_up(self, socket: web.WebSocketResponse, account: int, after: str) -> None:
        last = row_number(after)
        if last is None:
            return
        async with self.database.reading() as work:
            missed = await Archive(work).web_messages.after(account, last)
        for message in missed:
            await socket.send_json(frame("message", message))

    async def _take(self, socket: web.WebSocketResponse, account: int, message: WSMessage) -> None:
        client_id = None
        try:
            said = message.json()
            client_id = str(said.get("client_id") or "")[:64] or None
            answer = await self._answer(account, client_id, said)
        except (ValueError, KeyError, TypeError, AttributeError):
            answer = {"type": "error", "client_id": client_id, "text": NOT_UNDERSTOOD}
        except Unacceptable as refusal:
            answer = {"type": "error", "client_id": client_id, "text": str(refusal)}
        await socket.send_json(answer)

    async def _answer(
        self, account: int, client_id: str | None, said: dict[str, Any]
    ) -> dict[str, Any]:
        if said["type"] == "ping":
            return {"type": "pong"}
        if not client_id:
            raise ValueError(client_id)
        if not await self.limiter.hit(FRAMES, "frames", str(account)):
            raise Unacceptable("发得太快了，请稍等一分钟再发。")
        if said["type"] == "say":
            await self.feed.say(account, client_id, str(said["text"]))
        elif said["type"] == "press":
            if (pressed := row_number(said["message_id"])) is None:
                raise ValueError(client_id)
            await self.feed.press(account, client_id, pressed, str(said["data"]))
        else:
            raise ValueError(said["type"])
        return {"type": "ack", "client_id": client_id}
