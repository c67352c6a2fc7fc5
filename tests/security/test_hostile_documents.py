"""Documents made to hurt, sent as staff do: refused in words, forgotten, nobody waits for it."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.notice_reader import SandboxedNotices
from bot.notices_room import notices_services
from bot.rehearsal.script import Step
from bot.settings import Settings
from handlers.attachments import LARGEST
from storage.roles import Role
from tests.bot.test_intake_clerk import clerk_of, told
from tests.handlers.notices.conftest import ReadingRoom, room, text
from tests.readers import READER
from tests.security.hostile_documents import CORPUS, Sent
from tests.security.scene import Scene, part, played, rows_of_sqlite
from tests.security.test_injected_documents import counts

__all__ = ["room"]
STAFF = ("干事甲", "干事乙")
MOST_GROWTH = 50 * 2**20
QUESTION, ANSWER = "青年人才托举工程每年遴选多少人？", "60名"
EMPTY_FILE, TOO_LARGE = "0 字节", "20 兆"
LATER = "读完我把内容发给您核对"
PAGE = os.sysconf("SC_PAGE_SIZE")
# Through the whole house, where other rooms look at the file first.
THROUGH_THE_CHAT = ("炸弹.docx", "大笑.xlsx", "出格.docx", "无尽.docx", "炸弹.pdf", "加密.docx",
                    "宏.docx", "程序.exe")  # fmt: skip


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE


@asynccontextmanager
async def little_memory() -> AsyncIterator[None]:
    """This process hardly grows, not even for a moment."""
    before = most = resident()

    async def watch() -> None:
        nonlocal most
        while True:
            await asyncio.sleep(0.01)
            most = max(most, resident())

    watcher = asyncio.ensure_future(watch())
    try:
        yield
    finally:
        watcher.cancel()
    assert most - before < MOST_GROWTH


def fault(each: Sent, said: str) -> str:
    """Empty where it was refused as it should be."""
    is_right = any(sentence in said for sentence in each.told)
    return "" if is_right else f"{each.name}: {said}"


async def sent_to(room: ReadingRoom, each: Sent, content: bytes) -> str:
    """What its sender is told, at once or by the clerk."""
    reply, _ = await room.sends(content, each.name)
    if LATER not in reply.text:
        return reply.text
    await clerk_of(room).work_off()
    return (await told(room))[-1]


async def answered_meanwhile(room: ReadingRoom, refused: "asyncio.Future[str]") -> str:
    """A colleague is served and a question answered for as long as it takes."""
    while True:
        listed = await room.at(lambda desk: room.services.shelving.listed(desk, 0), "colleague")
        assert "讲师聘任" in listed.buttons[0][0]
        assert "60名" in (await room.library.ask("全省聘任科普讲师多少名？", READER)).text
        if refused.done():
            return await refused
        await asyncio.sleep(0.3)


async def test_all_of_them_are_refused_and_nothing_is_kept(room: ReadingRoom) -> None:
    await room.take_in(text())
    real = notices_services(Settings(), room.library, SandboxedNotices())
    room = replace(room, services=real)
    before, kept = counts_of(room), room.house.shelf.digests()
    faults = []
    for each in CORPUS:
        content = each.make()
        async with little_memory():
            refused = asyncio.ensure_future(sent_to(room, each, content))
            faults.append(fault(each, await answered_meanwhile(room, refused)))
        assert await room.waiting() == "", each.name
        assert room.house.shelf.digests() == kept, each.name
    assert list(filter(None, faults)) == []
    assert counts_of(room) == before


def counts_of(room: ReadingRoom) -> dict[str, int]:
    return counts(Path(room.house.database.url.partition(":///")[2]))


async def is_answered(scene: Scene, who: str) -> None:
    """In a chat of their own, whatever others are waiting for."""
    actor, box = scene.stage.actors[who], scene.stage.mailboxes[who]
    await actor.says(QUESTION)
    async with asyncio.timeout(60):
        while not any(ANSWER in line.text for line in box.fresh):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def sends(scene: Scene, who: str, path: Path) -> str:
    """And waits for the verdict, also where the file is read in the background."""
    said = await scene.sends(who, path)
    if LATER in said:
        scene.stage.mailboxes[who].fresh.clear()
        await scene.stage.house.rounds.walk()
        await scene.stage._settle(Step(line=0, actor=who, act="sends"))
    return scene.seen(who)


@pytest.mark.asyncio(loop_scope="session")
async def test_through_the_chat_others_are_answered_meanwhile(tmp_path: Path) -> None:
    people = (
        part("干事甲", Role.STAFF),
        part("干事乙", Role.STAFF, "telegram"),
        part("访客丙", door="telegram"),
    )
    folder, database = tmp_path / "sent", tmp_path / "data" / "xuehui.db"
    folder.mkdir()
    these = [each for each in CORPUS if each.name in THROUGH_THE_CHAT]
    for each in these:
        (folder / each.name).write_bytes(each.make())
    async with played(tmp_path, *people, notices=True) as scene:
        before = counts(database)
        for n, each in enumerate(these):
            sending = asyncio.ensure_future(sends(scene, STAFF[n % 2], folder / each.name))
            await is_answered(scene, "访客丙")
            assert fault(each, await sending) == ""
        await sizes_nobody_takes(scene, folder)
        assert counts(database) == before
        assert list(scene.stage.house.shelf.folder.glob("*")) == []
        async with scene.reading() as archive:
            for who in STAFF:
                assert await archive.intakes.of(await scene.person_id(who)) == []
    assert "lol" not in rows_of_sqlite(database)


async def sizes_nobody_takes(scene: Scene, folder: Path) -> None:
    for name, size, told_ in (("空.docx", 0, EMPTY_FILE), ("大.pdf", LARGEST + 1, TOO_LARGE)):
        path = folder / name
        with path.open("wb") as file:
            file.truncate(size)
        for who in STAFF:
            said = await sends(scene, who, path)
            assert told_ in said or "没有读到文字" in said, (name, who, said)
