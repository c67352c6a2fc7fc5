"""A Bot API server of the tests' own: real HTTP on loopback, strict, and scriptable."""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import count
from typing import Any

from aiohttp import ClientSession, web

from bot.rehearsal.telegram import Refusal, check_caption, check_text, plain
from tests.bot.telegram.behaviours import Behaviour, method_unknown, refused

TOKEN = "42:TEST"
BOT_ID = 42
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
MOST_UPDATES = 100
LONGEST_DATA = 64
Params = dict[str, Any]


@dataclass(kw_only=True)
class Bubble:
    """A message as it stands in a chat, with all the texts it has had."""

    id: int
    chat: int
    texts: list[str]
    file: tuple[str, bytes] | None = None
    buttons: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.texts[-1]


@dataclass(kw_only=True)
class FakeTelegram:
    """`calls` is everything that was asked, `bubbles` what stands in the chats."""

    calls: list[tuple[str, Params]] = field(default_factory=list)
    bubbles: list[Bubble] = field(default_factory=list)
    waiting: list[Params] = field(default_factory=list)
    commands: list[Params] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    deleted: list[int] = field(default_factory=list)
    webhook: tuple[str, str] | None = None
    once: dict[str, deque[Behaviour]] = field(default_factory=dict)
    always: dict[str, Behaviour] = field(default_factory=dict)
    url: str = ""
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _closing: bool = False
    _runner: web.AppRunner | None = None

    async def start(self, port: int = 0) -> None:
        application = web.Application(client_max_size=64 * 2**20)
        application.add_routes(
            [
                web.post("/bot{token}/{method}", self._answer),
                web.get("/file/bot{token}/{path}", self._give),
            ]
        )
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self._closing = False

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    async def stop(self) -> None:
        """Nobody listens on the port any more; what was said stays."""
        self._closing = True
        if self._runner:
            await self._runner.cleanup()

    def script(self, method: str, *behaviours: Behaviour) -> None:
        """The next calls of `method` go like this, one behaviour each."""
        self.once.setdefault(method, deque()).extend(behaviours)

    def called(self, method: str) -> list[Params]:
        return [params for name, params in self.calls if name == method]

    def in_chat(self, chat: int) -> list[Bubble]:
        return [bubble for bubble in self.bubbles if bubble.chat == chat]

    def number(self) -> int:
        return next(self._numbers)

    async def bring(self, *contents: Params) -> list[Params]:
        """New updates: kept until they are acknowledged, or posted to the webhook."""
        updates = [{"update_id": 700_000 + self.number(), **each} for each in contents]
        if self.webhook is None:
            self.waiting.extend(updates)
            return updates
        url, secret = self.webhook
        async with ClientSession(headers={SECRET_HEADER: secret}) as session:
            for update in updates:
                async with session.post(url, json=update) as response:
                    assert response.status == 200
        return updates

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        params = _parsed(dict(await request.post()))
        self.calls.append((method, params))
        if request.match_info["token"] != TOKEN:
            return refused(401, "Unauthorized")

        async def as_usual() -> web.StreamResponse:
            return await self._do(method, params)

        scripted = self.once.get(method)
        behaviour = scripted.popleft() if scripted else self.always.get(method)
        return await (behaviour(request, as_usual) if behaviour else as_usual())

    async def _do(self, method: str, params: Params) -> web.StreamResponse:
        if method == "getUpdates":
            return _fine(await self._get_updates(params))
        if (deed := self._deeds.get(method)) is None:
            return method_unknown()
        try:
            return _fine(deed(params))
        except Refusal as refusal:
            return refused(refusal.status, refusal.description)

    @property
    def _deeds(self) -> dict[str, Callable[[Params], Any]]:
        return {
            "getMe": self._introduce,
            "setMyCommands": self._set_commands,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "sendMessage": self._send,
            "sendPhoto": self._send_file,
            "sendDocument": self._send_file,
            "deleteMessage": self._delete,
            "getFile": self._find_file,
            "editMessageText": self._edit,
            "sendMessageDraft": self._draft,
            "sendChatAction": self._agree,
            "answerCallbackQuery": self._agree,
        }

    async def _get_updates(self, params: Params) -> list[Params]:
        """Whatever is below the offset is acknowledged; the rest comes again and again."""
        offset = int(params.get("offset", 0))
        self.waiting = [each for each in self.waiting if each["update_id"] >= offset]
        loop = asyncio.get_running_loop()
        until = loop.time() + int(params.get("timeout", 0))
        while not self.waiting and not self._closing and loop.time() < until:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        return self.waiting[:MOST_UPDATES]

    def _send(self, params: Params) -> Params:
        bubble = Bubble(
            id=self.number(),
            chat=int(params["chat_id"]),
            texts=[_shown(params)],
            buttons=_buttons(params),
        )
        self.bubbles.append(bubble)
        return _message(bubble)

    def _send_file(self, params: Params) -> Params:
        """An upload: what else there may be in its place is no file here."""
        field = params.get("photo") or params.get("document")
        attached = params.get(str(field).removeprefix("attach://"))
        if not isinstance(attached, web.FileField):
            raise Refusal(HTTPStatus.BAD_REQUEST, "Bad Request: wrong file identifier")
        caption = str(params.get("caption", ""))
        check_caption(caption, formatted="parse_mode" in params)
        bubble = Bubble(id=self.number(), chat=int(params["chat_id"]), texts=[plain(caption)])
        bubble.file = (attached.filename, attached.file.read())
        self.bubbles.append(bubble)
        return _message(bubble)

    def _delete(self, params: Params) -> bool:
        self.deleted.append(int(params["message_id"]))
        return True

    def _find_file(self, params: Params) -> Params:
        if (name := params["file_id"]) not in self.files:
            raise Refusal(HTTPStatus.BAD_REQUEST, "Bad Request: invalid file_id")
        return {"file_id": name, "file_unique_id": name, "file_path": name}

    async def _give(self, request: web.Request) -> web.Response:
        content = self.files.get(request.match_info["path"])
        if content is None:
            raise web.HTTPNotFound
        return web.Response(body=content)

    def _edit(self, params: Params) -> Params:
        known = {bubble.id: bubble for bubble in self.in_chat(int(params["chat_id"]))}
        bubble = known.get(int(params["message_id"]))
        if bubble is None:
            raise Refusal(HTTPStatus.BAD_REQUEST, "Bad Request: message to edit not found")
        bubble.texts.append(_shown(params))
        bubble.buttons = _buttons(params)
        return _message(bubble)

    def _draft(self, params: Params) -> bool:
        return bool(_shown(params))

    def _agree(self, _params: Params) -> bool:
        return True

    def _set_commands(self, params: Params) -> bool:
        self.commands = params["commands"]
        return True

    def _set_webhook(self, params: Params) -> bool:
        self.webhook = (params["url"], params.get("secret_token", ""))
        return True

    def _delete_webhook(self, _params: Params) -> bool:
        self.webhook = None
        return True

    def _introduce(self, _params: Params) -> Params:
        return {"id": BOT_ID, "is_bot": True, "first_name": "学会助手", "username": "xuehui_bot"}


def _parsed(form: Params) -> Params:
    """The form's fields; those that hold JSON are read."""
    structured = {"reply_markup", "commands", "allowed_updates"}
    return {key: json.loads(value) if key in structured else value for key, value in form.items()}


def _shown(params: Params) -> str:
    """What a person reads; refuses what Telegram refuses."""
    text, formatted = str(params.get("text", "")), "parse_mode" in params
    check_text(text, formatted=formatted)
    return plain(text) if formatted else text


def _buttons(params: Params) -> dict[str, str]:
    rows = params.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = {button["text"]: button["callback_data"] for row in rows for button in row}
    if any(len(data.encode()) > LONGEST_DATA for data in buttons.values()):
        raise Refusal(HTTPStatus.BAD_REQUEST, "Bad Request: BUTTON_DATA_INVALID")
    return buttons


def _message(bubble: Bubble) -> Params:
    return {
        "message_id": bubble.id,
        "date": 0,
        "chat": {"id": bubble.chat, "type": "private"},
        "text": bubble.text,
    }


def _fine(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})
