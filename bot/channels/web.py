"""The web door: one page, one socket, a few requests; served by aiohttp."""

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import uuid4

import structlog
from aiohttp import BodyPartReader, web
from limits import RateLimitItemPerMinute
from limits.aio.strategies import MovingWindowRateLimiter

from bot.channels.web_device import device_of
from bot.channels.web_feed import VISITOR, Unacceptable, WebFeed
from bot.channels.web_files import TOO_LARGE, FileShelf
from bot.channels.web_frames import bubble, row_number
from bot.channels.web_identity import Cookies, Gate
from bot.channels.web_socket import SocketLine
from bot.demo import play
from bot.settings import Settings
from handlers.attachments import LARGEST
from handlers.menu import COMMANDS
from handlers.roles import LABELS
from storage.archive import Archive
from storage.clock import Clock
from storage.engine import Database
from storage.journal import Entry
from storage.roles import Role
from storage.web import WebSession

log = structlog.get_logger()
PAGE = Path(__file__).parent / "page"
HISTORY = 50
NEW_ACCOUNTS = RateLimitItemPerMinute(300)  # one address may be a full meeting room, or a proxy
LINKS = RateLimitItemPerMinute(20)
SEEN_EVERY = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class WebPages:
    """The requests of the page."""

    settings: Settings
    database: Database
    clock: Clock
    feed: WebFeed
    files: FileShelf
    cookies: Cookies
    gate: Gate
    line: SocketLine
    limiter: MovingWindowRateLimiter

    def routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.get("/", self.page),
            web.get("/api/hello", self.hello),
            web.get("/api/history", self.history),
            web.post("/api/role", self.switch_role),
            web.post("/api/start", self.start),
            web.post("/api/files", self.upload),
            web.get("/api/files/{id}", self.download),
            web.get("/api/socket", self.talk),
            web.static("/page", PAGE),
        ]

    async def page(self, _request: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE / "index.html")

    async def hello(self, request: web.Request) -> web.Response:
        """`link` says that a link was followed: what it leads to takes the greeting's place."""
        session = await self._session(request)
        account = session.account if session else await self._open_account(request)
        await self._see(account, session, request.headers.get("User-Agent", ""))
        response = web.json_response(await self._about(account))
        self.cookies.remember(request, response, account)
        if session is None and "link" not in request.query:
            await self.feed.greet(account, "first visit")
        return response

    async def _see(self, account: int, session: WebSession | None, user_agent: str) -> None:
        """When and with what somebody was here last; one write in SEEN_EVERY is enough."""
        now = self.clock.now()
        if session and session.seen_at and now - session.seen_at < SEEN_EVERY:
            return
        async with self.database.writing() as work:
            await Archive(work).web_messages.see(account, device_of(user_agent), now)

    async def start(self, request: web.Request) -> web.Response:
        """Somebody came in by a link; the page has its payload from the address."""
        self._check_origin(request)
        account = await self._required(request)
        if not await self.limiter.hit(LINKS, "links", str(account)):
            raise web.HTTPTooManyRequests(text="打开链接太频繁了，请一分钟后再打开。")
        try:
            said = await request.json()
            payload, client_id = str(said["payload"]), str(said.get("client_id") or uuid4().hex)
            await self.feed.enter(account, f"link {client_id}", payload)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise web.HTTPBadRequest(text="没有看懂这个链接，请重新打开。") from error
        except Unacceptable as refusal:
            raise web.HTTPBadRequest(text=str(refusal)) from refusal
        return web.Response(status=HTTPStatus.NO_CONTENT)

    async def _about(self, account: int) -> dict[str, Any]:
        async with self.database.reading() as work:
            person = await Archive(work).people.at(self.feed.bot.id, account, self.clock.now())
        roles = [{"value": role, "label": label} for role, label in LABELS.items()]
        return {
            "association": self.settings.association,
            "demo": self.settings.demo,
            "role": person.standings[-1].role if person and person.standings else Role.GUEST,
            "roles": roles if self.settings.demo else [],
            "commands": [{"text": word, "label": word} for word in COMMANDS.values()],
            "upload_limit": LARGEST,
        }

    async def _open_account(self, request: web.Request) -> int:
        if not await self.limiter.hit(NEW_ACCOUNTS, "new", request.remote or ""):
            raise web.HTTPTooManyRequests(text="来访的人有点多，请一分钟后再打开。")
        async with self.database.writing() as work:
            return await Archive(work).web_messages.open_account(self.clock.now())

    async def _session(self, request: web.Request) -> WebSession | None:
        """Of the account in the cookie, unless it was closed or never opened here."""
        account = self.cookies.account(request)
        if account is None:
            return None
        async with self.database.reading() as work:
            found = await Archive(work).web_messages.sessions([account])
        return found[0] if found else None

    async def known(self, request: web.Request) -> int | None:
        """The account of a browser that was here before."""
        session = await self._session(request)
        return session.account if session else None

    async def _required(self, request: web.Request) -> int:
        account = await self.known(request)
        if account is None:
            raise web.HTTPUnauthorized(text="请刷新页面后再试。")
        return account

    async def history(self, request: web.Request) -> web.Response:
        account = await self._required(request)
        before = row_number(request.query.get("before", ""))
        async with self.database.reading() as work:
            found = await Archive(work).web_messages.before(account, before, HISTORY + 1)
        shown = [bubble(message) for message in found[-HISTORY:]]
        return web.json_response({"messages": shown, "more": len(found) > HISTORY})

    async def switch_role(self, request: web.Request) -> web.Response:
        if not self.settings.demo:
            raise web.HTTPNotFound
        self._check_origin(request)
        account = await self._required(request)
        try:
            role = Role((await request.json())["role"])
        except (ValueError, KeyError, TypeError) as error:
            raise web.HTTPBadRequest(text="没有这个身份。") from error
        now = self.clock.now()
        async with self.database.writing() as work:
            archive = Archive(work)
            person = await archive.people.at(self.feed.bot.id, account, now) or (
                await archive.people.welcome(self.feed.bot.id, account, VISITOR, now)
            )
            await play(archive, person, role, now)
            await archive.journal.write(
                Entry(
                    at=now,
                    person_id=person.id,
                    door="web",
                    action="role switched in the demo",
                    object=person.id,
                    detail={"from": [each.role for each in person.standings], "to": role},
                )
            )
        await self.feed.greet(account, f"role {role} {self.clock.now().isoformat()}")
        return web.Response(status=HTTPStatus.NO_CONTENT)

    async def upload(self, request: web.Request) -> web.Response:
        self._check_origin(request)
        account = await self._required(request)
        client_id = request.headers.get("X-Client-Id", "")[:64]
        try:
            if (request.content_length or 0) > LARGEST + 65536:
                raise Unacceptable(TOO_LARGE)
            part = await _file_part(request)
            file = await self.files.receive(account, part)
        except Unacceptable as refusal:
            return web.json_response({"error": str(refusal)}, status=HTTPStatus.BAD_REQUEST)
        await self.feed.send_file(account, client_id or file.id, file)
        return web.json_response({"ok": True})

    async def download(self, request: web.Request) -> web.StreamResponse:
        return await self.files.serve(await self.known(request), request.match_info["id"])

    async def talk(self, request: web.Request) -> web.StreamResponse:
        self._check_origin(request)
        return await self.line.converse(request, await self._required(request))

    def _check_origin(self, request: web.Request) -> None:
        if not self.gate.allows(request):
            log.warning("foreign origin", path=request.path)
            raise web.HTTPForbidden


async def _file_part(request: web.Request) -> BodyPartReader:
    try:
        part = await (await request.multipart()).next()
    except (ValueError, AssertionError) as error:
        raise Unacceptable("没有收到文件，请重新选择。") from error
    if not isinstance(part, BodyPartReader) or part.name != "file":
        raise Unacceptable("没有收到文件，请重新选择。")
    return part
