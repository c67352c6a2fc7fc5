"""Through the whole corridor: text with its formatting, and old buttons of others."""

from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from storage.archive import Archive
from storage.broadcasts import Broadcast
from storage.people import Role
from tests.security.scene import Scene, part, played

NUMBERS = count(900_000)


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    people = (
        part("干事", Role.STAFF, "telegram"),
        part("同事", Role.STAFF, "web"),
        part("秘书", Role.SECRETARY, "telegram"),
    )
    async with played(tmp_path, *people) as scene:
        yield scene


async def sends(scene: Scene, who: str, **content: Any) -> None:
    """Exactly as Telegram would say it."""
    account = scene.stage.accounts[who]
    chat = {"id": account, "type": "private", "first_name": who}
    user = {"id": account, "is_bot": False, "first_name": who}
    number = next(NUMBERS)
    message = {"message_id": number, "date": 0, "chat": chat, "from": user, **content}
    update = {"update_id": number, "message": message}
    house = scene.stage.house
    await house.reception.receive(scene.stage.telegram, [update])
    assert await house.nursery.settle("update", seconds=60)


async def newest(scene: Scene) -> Broadcast:
    async with scene.reading() as archive:
        assert isinstance(archive, Archive)
        return (await archive.broadcasts.newest())[0]


async def test_a_text_keeps_its_formatting_and_nothing_else(scene: Scene) -> None:
    await scene.says("干事", "发通知")
    await scene.presses("干事", "写通知")
    entities = [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "text_link", "offset": 3, "length": 2, "url": "https://a.org/?x=1&y=2"},
        {"type": "spoiler", "offset": 6, "length": 2},
    ]
    await sends(scene, "干事", text="重要：手册，密语 <b>&</b>", entities=entities)
    row = await newest(scene)
    assert row.content["text"] == (
        '<b>重要</b>：<a href="https://a.org/?x=1&amp;y=2">手册</a>，密语 &lt;b&gt;&amp;&lt;/b&gt;'
    )
    assert row.title == "重要：手册，密语 <b>&</b>"


async def test_a_text_that_is_too_long_is_no_question(scene: Scene) -> None:
    await scene.says("干事", "发通知")
    await scene.presses("干事", "写通知")
    said = await scene.says("干事", "年检材料什么时候交？" * 500)
    assert "有5000字" in said and "多了904字" in said
    await scene.says("干事", "年检材料什么时候交？请回复。")
    assert (await newest(scene)).content["text"] == "年检材料什么时候交？请回复。"


@pytest.mark.parametrize("said", ["通知发布", "发通知", "群发"])
async def test_a_secretary_meets_a_closed_door(scene: Scene, said: str) -> None:
    assert "您现在的身份不能办这件事" in await scene.says("秘书", said)
