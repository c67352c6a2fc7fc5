"""Notices put before a house, and a language model that says what it is told to."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from aiohttp import web

from bot.libraries import build_language
from bot.settings import Settings
from knowledge.library import Library, shelve
from knowledge.notice import Notice
from knowledge.reading import read
from storage.notices import NoticeRow
from tests.knowledge.servers import serving
from tests.security.scene import Scene


def with_words(settings: Settings) -> Library:
    return Library(vectors=None, embedder=None, language=build_language(settings))


def notice_of(name: str, text: str, **said: Any) -> Notice:
    return replace(shelve(read(text.encode(), name), name), **said)


async def shelved(scene: Scene, *notices: Notice) -> None:
    """All there is in this house."""
    async with scene.writing() as archive:
        for notice in notices:
            row = NoticeRow(**{each: getattr(notice, each) for each in NoticeRow.__slots__})
            await archive.notices.keep(row, [], scene.stage.clock.now())
    await scene.stage.house.library.open(notices)


@dataclass(kw_only=True)
class Puppet:
    """Says what `speech` makes of the prompt; `prompts` is all it was ever given."""

    speech: Callable[[dict[str, Any]], str] = lambda _given: "见条款[1]。"
    prompts: list[str] = field(default_factory=list)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        asked = await request.json()
        self.prompts.append(json.dumps(asked, ensure_ascii=False))
        given = json.loads(asked["messages"][1]["content"])
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        choice = {"index": 0, "delta": {"content": self.speech(given)}, "finish_reason": None}
        event = {"id": "1", "object": "chat.completion.chunk", "model": "m", "choices": [choice]}
        await response.write(f"data: {json.dumps(event)}\n\ndata: [DONE]\n\n".encode())
        return response


@asynccontextmanager
async def puppet() -> AsyncIterator[tuple[Puppet, dict[str, str]]]:
    """With the settings that make a house listen to it."""
    puppet = Puppet()
    async with serving("/chat/completions", puppet.handle) as url:
        yield puppet, {"llm_base_url": url, "llm_model": "m"}
